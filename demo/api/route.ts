import type { Collection } from '@/demo/store/collection'
import type { KubeObject } from '@/demo/store/objects'
import type { Store } from '@/demo/store/store'
import type { ResourceType } from '@/demo/store/types'
import { eventsGroup, eventsView } from './events'
import { noSuchResource } from './status'

/** What a request is about: a type, and maybe a namespace, an object and a subresource of it. */
export interface Target {
  readonly collection: Collection<KubeObject>
  /** '' for all namespaces, and for types that have none. */
  readonly namespace: string
  readonly name: string
  readonly subresource: string
  /** Throws when whoever writes may not store this object; undefined stands for nobody in particular. */
  readonly admit?: (object: KubeObject, previous: KubeObject | undefined) => void
}

/** Served by a CustomResourceDefinition: without strategic merge, and checked by other words. */
export const isCustom = ({ group }: Pick<ResourceType, 'group'>): boolean => group === 'argoproj.io'

/** The target of an API path; undefined when the path is of no API group that is served. */
export function parseTarget(store: Store, path: string): Target | undefined {
  const [, group = '', version, rest] = /^\/api(?:s\/([^/]+))?\/([^/]+)\/(.+)$/.exec(path) ?? []
  if (rest === undefined) return undefined
  const served = store.all.filter(({ type }) => type.group === (group === eventsGroup ? '' : group))
  if (served.length === 0) return undefined
  const parts = rest.replace(/\/$/, '').split('/').map(decodePart)
  const namespaced = parts[0] === 'namespaces' && parts.length > 2 && !isNamespaceSubresource(parts)
  const [resource = '', name = '', subresource = '', ...more] = namespaced ? parts.slice(2) : parts
  const collection = group === eventsGroup ? findEvents(store, resource) : store.find(group, resource)
  const isServed = collection !== undefined && (collection.type.version === version || group === eventsGroup)
  if (!isServed || more.length > 0 || (namespaced && !collection.type.namespaced)) throw noSuchResource()
  const { type } = collection
  if (subresource !== '' && !subresourcesOf(type).includes(subresource)) throw noSuchResource()
  if (name !== '' && type.namespaced && !namespaced) throw noSuchResource()
  return { collection, namespace: namespaced ? (parts[1] ?? '') : '', name, subresource }
}

const findEvents = (store: Store, resource: string) => (resource === 'events' ? eventsView(store.events) : undefined)

/** With those that discovery tells elsewhere: a namespace is finalized by its controller. */
export const subresourcesOf = (type: ResourceType): readonly string[] =>
  type.resource === 'namespaces' ? [...type.subresources, 'finalize'] : type.subresources

const isNamespaceSubresource = (parts: readonly string[]) =>
  parts.length === 3 && ['status', 'finalize'].includes(parts[2] ?? '')

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw noSuchResource()
  }
}
