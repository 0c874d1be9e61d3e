import { keyOf, type Store, type Stored } from '@/server/kube/store'

export interface ObjectIndex<T> {
  /** The objects that have the value. */
  get(value: string): Iterable<T>
}

/** The objects of a store by values of which each may have several; an object gives the same ones each time it is asked. */
export function createObjectIndex<T extends Stored>(
  store: Store<T>,
  valuesOf: (object: T) => Iterable<string>,
): ObjectIndex<T> {
  const byValue = new Map<string, Map<string, T>>()
  store.subscribe((before, after) => {
    if (before !== undefined)
      for (const value of valuesOf(before)) {
        const objects = byValue.get(value)
        objects?.delete(keyOf(before))
        if (objects?.size === 0) byValue.delete(value)
      }
    if (after !== undefined)
      for (const value of valuesOf(after)) {
        const objects = byValue.get(value)
        if (objects === undefined) byValue.set(value, new Map([[keyOf(after), after]]))
        else objects.set(keyOf(after), after)
      }
  })
  return { get: (value) => byValue.get(value)?.values() ?? [] }
}
