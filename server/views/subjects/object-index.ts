import { keyOf, type Store, type Stored } from '@/server/kube/store'
import { follow } from './follow'
import { createKeySets } from './key-sets'

export interface ObjectIndex<T> {
  /** The objects that have the value. */
  get(value: string): Iterable<T>
}

/** The objects of a store by values of which each may have several; an object gives the same ones each time it is asked. */
export function createObjectIndex<T extends Stored>(
  store: Store<T>,
  valuesOf: (object: T) => Iterable<string>,
): ObjectIndex<T> {
  const keys = createKeySets()
  follow(store, (before, after) => {
    if (before !== undefined) for (const value of valuesOf(before)) keys.remove(value, keyOf(before))
    if (after !== undefined) for (const value of valuesOf(after)) keys.add(value, keyOf(after))
  })
  return {
    *get(value) {
      for (const key of keys.get(value)) {
        const object = store.objects.get(key)
        if (object !== undefined) yield object
      }
    },
  }
}
