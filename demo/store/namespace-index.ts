import type { Collection } from './collection'
import type { KubeObject } from './objects'

/** The objects of one namespace, without a look at the others. */
export interface NamespaceIndex<T extends KubeObject> {
  in(namespace: string | undefined): readonly T[]
}

const known = new WeakMap<object, NamespaceIndex<never>>()

/** One index for each collection, made at the first asking and kept in step with it. */
export function namespaceIndexOf<T extends KubeObject>(collection: Collection<T>): NamespaceIndex<T> {
  // Kept by its collection, whose objects it gives.
  const found = known.get(collection) as NamespaceIndex<T> | undefined
  if (found !== undefined) return found
  const index = createIndex(collection)
  known.set(collection, index as NamespaceIndex<never>)
  return index
}

function createIndex<T extends KubeObject>(collection: Collection<T>): NamespaceIndex<T> {
  const names = new Map<string, Set<string>>()
  const add = ({ metadata: { namespace = '', name } }: T) => {
    const there = names.get(namespace) ?? new Set()
    names.set(namespace, there.add(name))
  }
  for (const object of collection.values()) add(object)
  collection.listen(({ type, object }) => {
    if (type === 'ADDED') add(object)
    if (type === 'DELETED') names.get(object.metadata.namespace ?? '')?.delete(object.metadata.name)
  })
  return {
    in: (namespace = '') => [...(names.get(namespace) ?? [])].flatMap((name) => collection.get(namespace, name) ?? []),
  }
}
