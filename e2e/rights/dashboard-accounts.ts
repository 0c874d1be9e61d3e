import type { Manifest } from '@/e2e/cluster/manifest'
import type { ApiServer, Person } from './api-server'

const namespace = 'rights-dashboard'
const apiVersion = 'rbac.authorization.k8s.io/v1'
const apiGroup = 'rbac.authorization.k8s.io'

/** Sees everything that views are made of. */
export const administrator: Person = { user: 'rights-admin', groups: [] }

interface Tokens {
  readonly reader: string
  readonly deputy: string
}

/** The reader and the deputy as service accounts of their own, each with no more than it needs. */
export async function makeAccounts(api: ApiServer): Promise<Tokens> {
  await ensure(api, '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } })
  const [reader, deputy] = [
    await account(api, 'reader', [
      { verbs: ['get', 'list', 'watch'], apiGroups: ['*'], resources: ['*'] },
      { verbs: ['create'], apiGroups: ['authorization.k8s.io'], resources: ['subjectaccessreviews'] },
    ]),
    await account(api, 'deputy', [{ verbs: ['impersonate'], apiGroups: [''], resources: ['users', 'groups'] }]),
  ]
  await bind(api, 'rights-admin', 'cluster-admin', { kind: 'User', apiGroup, name: administrator.user })
  return { reader, deputy }
}

type Rule = Readonly<Record<string, readonly string[]>>

async function account(api: ApiServer, name: string, rules: readonly Rule[]): Promise<string> {
  const accounts = `/api/v1/namespaces/${namespace}/serviceaccounts`
  await ensure(api, accounts, { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace } })
  const role: Manifest<{ readonly rules: readonly Rule[] }> = {
    apiVersion,
    kind: 'ClusterRole',
    metadata: { name: `rights-${name}` },
    rules,
  }
  await ensure(api, `/apis/${apiVersion}/clusterroles`, role)
  await bind(api, `rights-${name}`, `rights-${name}`, { kind: 'ServiceAccount', name, namespace })
  const request = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { expirationSeconds: 7200 } }
  // The API's own shape of the answer.
  const { status } = (await api.create(`${accounts}/${name}/token`, request)) as {
    readonly status: { readonly token: string }
  }
  return status.token
}

async function bind(
  api: ApiServer,
  name: string,
  role: string,
  subject: Readonly<Record<string, string>>,
): Promise<void> {
  const roleRef = { apiGroup, kind: 'ClusterRole', name: role }
  const object = { apiVersion, kind: 'ClusterRoleBinding', metadata: { name }, subjects: [subject], roleRef }
  await ensure(api, `/apis/${apiVersion}/clusterrolebindings`, object)
}

async function ensure(api: ApiServer, path: string, object: object): Promise<void> {
  const { status, body } = await api.ask('POST', path, { body: object })
  if (status >= 300 && status !== 409) throw new Error(`POST ${path} was answered ${status}: ${JSON.stringify(body)}`)
}
