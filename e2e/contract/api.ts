import { running } from '@/e2e/target/running'

/** The parts of an object that the tests look at. */
export interface KubeObject {
  readonly metadata: {
    readonly uid: string
    readonly name: string
    readonly namespace?: string
    readonly ownerReferences?: readonly { readonly controller?: boolean }[]
  }
}

export const collections = {
  namespaces: '/api/v1/namespaces',
  nodes: '/api/v1/nodes',
  pods: '/api/v1/pods',
  deployments: '/apis/apps/v1/deployments',
  replicaSets: '/apis/apps/v1/replicasets',
  statefulSets: '/apis/apps/v1/statefulsets',
  daemonSets: '/apis/apps/v1/daemonsets',
  jobs: '/apis/batch/v1/jobs',
  cronJobs: '/apis/batch/v1/cronjobs',
} as const
export type Collection = keyof typeof collections

/** Where a collection of one namespace, or an object in it, is. */
export function inNamespace(collection: Collection, namespace: string, ...rest: readonly string[]): string {
  const path = collections[collection]
  const resource = path.slice(path.lastIndexOf('/') + 1)
  return [path.slice(0, -resource.length - 1), 'namespaces', namespace, resource, ...rest].join('/')
}

interface Options {
  readonly accept?: string
  readonly contentType?: string
  readonly mayBeAbsent?: boolean
}

/** Speaks to the API server past the gate. Throws what it answered unless that is a success. */
async function speak(method: string, path: string, body?: unknown, options: Options = {}): Promise<unknown> {
  const { accept = 'application/json', contentType = 'application/json', mayBeAbsent = false } = options
  const answer = await fetch(running().api + path, {
    method,
    headers: { accept, 'content-type': contentType },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  if (!answer.ok && !(mayBeAbsent && answer.status === 404))
    throw new Error(`${method} ${path} answered ${answer.status}: ${text.slice(0, 300)}`)
  return JSON.parse(text)
}

/** Everything of a type as it is now: a consistent read, never one from a cache. */
export async function list(collection: Collection): Promise<readonly KubeObject[]> {
  // The API's own shape of a list.
  const { items } = (await speak('GET', collections[collection])) as { items: KubeObject[] }
  return items
}

export interface ServerTable {
  readonly columnDefinitions: readonly { readonly name: string }[]
  readonly rows: readonly { readonly cells: readonly unknown[]; readonly object: KubeObject }[]
}

/** What `kubectl get` prints. */
export async function table(path: string): Promise<ServerTable> {
  const accept = 'application/json;as=Table;v=v1;g=meta.k8s.io'
  // Shape: https://kubernetes.io/docs/reference/using-api/api-concepts/#receiving-resources-as-tables
  return (await speak('GET', path, undefined, { accept })) as ServerTable
}

export const get = (path: string) => speak('GET', path)

export const create = (path: string, object: object) => speak('POST', path, object)

export const patch = (path: string, change: object) =>
  speak('PATCH', path, change, { contentType: 'application/merge-patch+json' })

/** At once: nobody waits for a grace period. What is gone already is no error. */
export async function remove(path: string): Promise<void> {
  await speak('DELETE', path, { gracePeriodSeconds: 0 }, { mayBeAbsent: true })
}
