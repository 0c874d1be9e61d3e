import { keyOf, type Stored, type StoreWriter } from './store'

/** The side of one of several sources that fill a store together: it replaces and clears only what it put there itself. */
export function createStorePart<T extends Stored>(whole: StoreWriter<T>): StoreWriter<T> {
  const own = new Map<string, T>()
  let unseen: Map<string, T> | undefined

  function drop(objects: ReadonlyMap<string, T>) {
    for (const [key, object] of objects) {
      own.delete(key)
      whole.remove(object)
    }
  }

  return {
    put(object) {
      const key = keyOf(object)
      unseen?.delete(key)
      own.set(key, object)
      whole.put(object)
    },
    remove: (object) => drop(new Map([[keyOf(object), object]])),
    beginReplace() {
      unseen = new Map(own)
    },
    endReplace() {
      drop(unseen ?? new Map())
      unseen = undefined
    },
    clear: () => drop(new Map(own)),
  }
}
