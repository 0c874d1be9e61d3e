import type { People } from './people'
import { parseAccountName } from './user'

interface Api {
  readonly server: string
  /** In PEM. */
  readonly ca: string
}

/** A kubeconfig with one context, `demo`, that reads as the dashboard does. */
export const formatKubeconfig = (api: Api, { reader }: People): string =>
  format(api, [{ context: 'demo', user: 'reader', token: reader.token }])

/** The same context as the identity that may impersonate people, and nothing else. */
export const formatDeputyKubeconfig = (api: Api, { deputy }: People): string =>
  format(api, [{ context: 'demo', user: 'deputy', token: deputy.token }])

/** A kubeconfig with one context for each of the people, under their names: `kubectl --context anna get pods`. */
export function formatPeopleKubeconfig(api: Api, { persons, admin, deputy, reader }: People): string {
  const named = [...persons, admin, deputy, reader].map(({ name, token }) => {
    const user = parseAccountName(name)?.name ?? name
    return { context: user, user, token }
  })
  return format(api, named)
}

interface Context {
  readonly context: string
  readonly user: string
  readonly token: string
}

function format({ server, ca }: Api, contexts: readonly Context[]): string {
  return `apiVersion: v1
kind: Config
current-context: ${contexts[0]?.context ?? ''}
clusters:
  - name: demo
    cluster:
      server: ${server}
      certificate-authority-data: ${Buffer.from(ca).toString('base64')}
users:
${contexts.map(({ user, token }) => `  - name: ${user}\n    user:\n      token: ${token}\n`).join('')}contexts:
${contexts.map(({ context, user }) => `  - name: ${context}\n    context:\n      cluster: demo\n      user: ${user}\n`).join('')}`
}
