import type { Collection } from '@/demo/store/collection'
import type { KubeObject } from '@/demo/store/objects'
import type { Store } from '@/demo/store/store'
import { noSuchResource } from './status'

/** What a request is about: a type, and maybe a namespace, an object and a subresource of it. */
export interface Target {
  readonly collection: Collection<KubeObject>
  /** '' for all namespaces, and for types that have none. */
  readonly namespace: string
  readonly name: string
  readonly subresource: string
}

/** The target of an API path; undefined when the path is of no API group that is served. */
export function parseTarget(store: Store, path: string): Target | undefined {
  const [, group = '', rest] = /^\/api(?:s\/([\w.-]+))?\/v1\/(.+)$/.exec(path) ?? []
  if (rest === undefined || !store.all.some(({ type }) => type.group === group)) return undefined
  const parts = rest.split('/').map(decodeURIComponent)
  const namespaced = parts[0] === 'namespaces' && parts.length > 2 && !isNamespaceSubresource(parts)
  const [resource = '', name = '', subresource = '', ...more] = namespaced ? parts.slice(2) : parts
  const collection = store.find(group, resource)
  if (collection === undefined || more.length > 0 || (namespaced && !collection.type.namespaced)) throw noSuchResource()
  if (!['', 'status'].includes(subresource)) throw noSuchResource()
  if (name !== '' && collection.type.namespaced && !namespaced) throw noSuchResource()
  return { collection, namespace: namespaced ? (parts[1] ?? '') : '', name, subresource }
}

const isNamespaceSubresource = (parts: readonly string[]) => parts.length === 3 && parts[2] === 'status'

export function verbOf(method: string, target: Target, watching: boolean): string {
  const one = target.name !== ''
  if (method === 'GET') return watching ? 'watch' : one ? 'get' : 'list'
  if (method === 'DELETE') return one ? 'delete' : 'deletecollection'
  return { POST: 'create', PUT: 'update', PATCH: 'patch' }[method] ?? method.toLowerCase()
}
