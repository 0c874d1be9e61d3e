import type { Refusal } from '@/demo/controllers/admission'
import type { FaultRequest } from './request'

const name = 'policy.quarterdeck.example'
const service = 'policy-webhook.platform.svc:443'
const address = '10.96.200.17:443'

/**
 * What a validating webhook's refusal becomes: k8s.io/apiserver pkg/admission/plugin/webhook/errors (400 when the webhook
 * sets no code), and pkg/util/webhook and validating/dispatcher.go when it can't be reached and its failurePolicy is Fail.
 */
export function webhookRefusal({ message, unreachable }: FaultRequest): Refusal {
  if (!unreachable) {
    const said = `admission webhook "${name}" denied the request`
    return { code: 400, refusal: message === '' ? `${said} without explanation` : `${said}: ${message}` }
  }
  const call = `Post "https://${service}/validate?timeout=10s": dial tcp ${address}: connect: connection refused`
  const why = `failed calling webhook "${name}": failed to call webhook: ${call}`
  return { code: 500, refusal: `Internal error occurred: ${why}` }
}
