import { KubeError } from './status-error'

/** No credentials for a context: `what` is the rest of the sentence, `said` the other side's words, neither with a secret. */
export function credentialsError(context: string, what: string, said: string | null = null): KubeError {
  return new KubeError('credentials', {
    code: 'credentials',
    sentence: `Context "${context}" gives no credentials: ${what}.`,
    detail: said,
  })
}
