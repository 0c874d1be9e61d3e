import { keyOf, type Store, type Stored } from '@/server/kube/store'

/** The keys of a type whose objects have no namespace, by their names: what other objects know them by. */
export function createKeysByName(store: Store<Stored>): ReadonlyMap<string, string> {
  const keys = new Map<string, string>()
  store.subscribe((before, after) => {
    const object = after ?? before
    if (object === undefined) return
    const name = object.metadata?.name ?? ''
    if (after !== undefined) keys.set(name, keyOf(after))
    else if (keys.get(name) === keyOf(object)) keys.delete(name)
  })
  return keys
}
