import { type Collection, createCollection } from './collection'
import type { ObjectTypes } from './object-types'
import type { KubeObject } from './objects'
import { type ResourceName, types } from './types'

type Collections = { readonly [Name in ResourceName]: Collection<ObjectTypes[Name]> }

/** Everything the cluster holds, one collection per type under one running version, like etcd's revision. */
export interface Store extends Collections {
  readonly all: readonly Collection<KubeObject>[]
  /** The newest version. */
  version(): number
  find(group: string, resource: string): Collection<KubeObject> | undefined
  /** Every version but the newest expires, as after a compaction. */
  compact(): void
  /** Watches can't resume from before now any more; lists still can, as they are read from etcd. */
  forgetChanges(): void
  /** Gives what brings everything back to this instant, versions and uids too; listeners are told as of changes. */
  remember(): () => void
}

/** `windowLimit`: how many changes of each type can be resumed from, at least; `first`: the version to begin after. */
export function createStore(windowLimit = 5000, first = 1000): Store {
  let latest = first
  const next = () => ++latest
  const version = () => latest
  const versions = { next, version, windowLimit }
  const entries = Object.entries(types).map(([name, type]) => [name, createCollection(type, versions)] as const)
  // One collection for each entry of the type table, under its name.
  const collections = Object.fromEntries(entries) as unknown as Collections
  const all = entries.map(([, collection]) => collection)
  const byName = new Map(all.map((collection) => [`${collection.type.group}/${collection.type.resource}`, collection]))
  return {
    ...collections,
    all,
    version,
    find: (group, resource) => byName.get(`${group}/${resource}`),
    compact: () => all.forEach((collection) => void collection.compact()),
    forgetChanges: () => all.forEach((collection) => void collection.forgetChanges()),
    remember() {
      const instant = latest
      const restores = all.map((collection) => collection.remember())
      return () => {
        latest = instant
        const told = restores.map((restore) => restore())
        for (const tell of told) tell()
      }
    },
  }
}
