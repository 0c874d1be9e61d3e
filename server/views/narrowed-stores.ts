import { type Kind, resourceName } from '@/lib/kube/kind'
import type { Scope, Sight } from '@/lib/views/sight'
import type { Store, Stored } from '@/server/kube/store'
import { type ClusterStores, tables } from './tables'

export interface NarrowedStores {
  readonly stores: ClusterStores
  /** Ends what was subscribed to through them. */
  close(): void
}

/** The stores of a cluster as if it held nothing but what a viewer may list. */
export function narrowStores(stores: ClusterStores, sight: Sight): NarrowedStores {
  const endings = new Set<() => void>()
  const narrowed = Object.entries(tables).map(([name, { kind }]) => {
    // One store per name of `tables`.
    const store = (stores as Readonly<Record<string, Store<Stored>>>)[name]
    return [name, store && narrow(store, kind, sight.scopeOf(resourceName(kind)), endings)]
  })
  return {
    // Each made above from the store of that name.
    stores: Object.fromEntries(narrowed) as unknown as ClusterStores,
    close() {
      for (const end of endings) end()
    },
  }
}

const nowhere: ReadonlySet<string> = new Set()

function narrow<T extends Stored>(
  store: Store<T>,
  { namespaced }: Kind,
  scope: Scope,
  endings: Set<() => void>,
): Store<T> {
  const open = scope === 'all' ? undefined : namespaced ? scope : nowhere
  const seen = (object: T | undefined) =>
    open === undefined || open.has(object?.metadata?.namespace ?? '') ? object : undefined
  function* keysBy(index: string, value: string) {
    for (const key of store.keysBy(index, value)) if (seen(store.objects.get(key)) !== undefined) yield key
  }
  return {
    objects: open === undefined ? store.objects : createPart(store.objects, seen),
    keysBy: open === undefined ? store.keysBy : keysBy,
    subscribe(listener) {
      const end = store.subscribe((before, after) => {
        const from = seen(before)
        const to = seen(after)
        if (from !== undefined || to !== undefined) listener(from, to)
      })
      endings.add(end)
      return () => {
        endings.delete(end)
        end()
      }
    },
  }
}

/** What of a map is seen, without a copy. */
function createPart<T>(
  all: ReadonlyMap<string, T>,
  seen: (object: T | undefined) => T | undefined,
): ReadonlyMap<string, T> {
  function* entries(): Generator<[string, T], undefined> {
    for (const entry of all) if (seen(entry[1]) !== undefined) yield entry
    return undefined
  }
  function* keys(): Generator<string, undefined> {
    for (const [key] of entries()) yield key
    return undefined
  }
  function* values(): Generator<T, undefined> {
    for (const [, object] of entries()) yield object
    return undefined
  }
  const part: ReadonlyMap<string, T> = {
    get size() {
      let size = 0
      for (const object of all.values()) if (seen(object) !== undefined) size += 1
      return size
    },
    get: (key) => seen(all.get(key)),
    has: (key) => seen(all.get(key)) !== undefined,
    entries,
    keys,
    values,
    forEach(act) {
      for (const [key, object] of entries()) act(object, key, part)
    },
    [Symbol.iterator]: entries,
  }
  return part
}
