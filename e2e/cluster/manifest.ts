import type { ObjectMeta } from 'kubernetes-types/meta/v1'

/** A Kubernetes object as it is sent to the API server. */
export type Manifest<T = unknown> = T & {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: ObjectMeta & { readonly name: string }
}

/** Kinds that are created here and live outside namespaces. */
const clusterScoped = new Set([
  'APIService',
  'ClusterRole',
  'ClusterRoleBinding',
  'IngressClass',
  'Namespace',
  'Node',
  'PriorityClass',
  'StorageClass',
])

/** The kind's name in paths, by the English that the API's names follow: `NetworkPolicy` is `networkpolicies`. */
export function resourceOf(kind: string): string {
  const name = kind.toLowerCase()
  if (name.endsWith('s')) return `${name}es`
  return name.endsWith('y') ? `${name.slice(0, -1)}ies` : `${name}s`
}

/** Throws when a namespaced object has no namespace. */
export function collectionPath({ apiVersion, kind, metadata }: Manifest): string {
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`
  if (clusterScoped.has(kind)) return `${root}/${resourceOf(kind)}`
  if (metadata.namespace === undefined) throw new Error(`${kind} ${metadata.name} has no namespace`)
  return `${root}/namespaces/${metadata.namespace}/${resourceOf(kind)}`
}

export const objectPath = (manifest: Manifest): string => `${collectionPath(manifest)}/${manifest.metadata.name}`
