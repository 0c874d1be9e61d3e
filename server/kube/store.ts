/** What every stored object has; a kind's own fields are nobody's business here. */
export interface Stored {
  readonly metadata:
    | { readonly uid: string; readonly namespace: string; readonly name: string; readonly resourceVersion: string }
    | undefined
}

/** Identity of an object: its UID, so that a namesake made anew is another one; without a UID its namespace and name. */
export function keyOf(object: Stored): string {
  const { metadata } = object
  if (metadata === undefined) return ''
  return metadata.uid === '' ? `${metadata.namespace}/${metadata.name}` : metadata.uid
}

export type StoreListener<T> = (before: T | undefined, after: T | undefined) => void

/** The objects of one type in one cluster, as last seen. */
export interface Store<T extends Stored> {
  readonly objects: ReadonlyMap<string, T>
  /** Keys of the objects whose index gives this value. */
  keysBy(index: string, value: string): Iterable<string>
  /** Called for each change as it happens: added (no before), changed, gone (no after). */
  subscribe(listener: StoreListener<T>): () => void
}

/** The watch's side of a Store: nothing else writes it. */
export interface StoreWriter<T extends Stored> {
  put(object: T): void
  remove(object: T): void
  /** Begins a fresh list: what is neither put nor removed until `endReplace` is gone then. */
  beginReplace(): void
  endReplace(): void
  clear(): void
}

export type Indexes<T> = Readonly<Record<string, (object: T) => string | undefined>>

export function createStore<T extends Stored>(indexes: Indexes<T>): { store: Store<T>; writer: StoreWriter<T> } {
  const objects = new Map<string, T>()
  const index = createIndex(indexes)
  const listeners = new Set<StoreListener<T>>()
  let unseen: Set<string> | undefined

  function set(key: string, before: T | undefined, after: T | undefined) {
    if (after === undefined) objects.delete(key)
    else objects.set(key, after)
    index.move(key, before, after)
    for (const listener of listeners) listener(before, after)
  }

  function drop(keys: Iterable<string>) {
    for (const key of keys) {
      const before = objects.get(key)
      if (before !== undefined) set(key, before, undefined)
    }
  }

  return {
    store: {
      objects,
      keysBy: index.keysBy,
      subscribe(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    writer: {
      put(object) {
        const key = keyOf(object)
        unseen?.delete(key)
        const before = objects.get(key)
        if (before !== undefined && before.metadata?.resourceVersion === object.metadata?.resourceVersion) return
        set(key, before, object)
      },
      remove: (object) => drop([keyOf(object)]),
      beginReplace() {
        unseen = new Set(objects.keys())
      },
      endReplace() {
        drop(unseen ?? [])
        unseen = undefined
      },
      clear: () => drop([...objects.keys()]),
    },
  }
}

/** Keys by the values that each index gives; a value that nobody has any more takes no memory. */
function createIndex<T>(indexes: Indexes<T>) {
  const byIndex = new Map(Object.keys(indexes).map((name) => [name, new Map<string, Set<string>>()]))

  function leave(keys: Map<string, Set<string>>, value: string, key: string) {
    const set = keys.get(value)
    set?.delete(key)
    if (set?.size === 0) keys.delete(value)
  }

  function enter(keys: Map<string, Set<string>>, value: string, key: string) {
    const set = keys.get(value)
    if (set === undefined) keys.set(value, new Set([key]))
    else set.add(key)
  }

  return {
    move(key: string, before: T | undefined, after: T | undefined) {
      for (const [name, keys] of byIndex) {
        const valueOf = indexes[name]
        const from = before && valueOf?.(before)
        const to = after && valueOf?.(after)
        if (from === to) continue
        if (from !== undefined) leave(keys, from, key)
        if (to !== undefined) enter(keys, to, key)
      }
    },
    keysBy: (name: string, value: string): Iterable<string> => byIndex.get(name)?.get(value) ?? [],
  }
}
