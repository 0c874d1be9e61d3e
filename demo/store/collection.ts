import type { KubeObject } from './objects'
import { createOwnerIndex } from './owner-index'
import type { ResourceType } from './types'
import { type Change, createWindow, type Window } from './window'

export type Listener<T extends KubeObject> = (change: Change<T>) => void

/** The objects of one type. Writes are the only way in; each gets the next version and reaches every listener. */
export interface Collection<T extends KubeObject> {
  readonly type: ResourceType
  readonly size: number
  get(namespace: string | undefined, name: string): T | undefined
  values(): Iterable<T>
  /** Objects whose controller has this uid; '' gives those without a controller. */
  ownedBy(uid: string): readonly T[]
  create(object: T): T
  /** Replaces the stored object of that name; an object that is not stored any more is left alone. */
  update(object: T): T | undefined
  remove(object: T): void
  listen(listener: Listener<T>): () => void
  /** The oldest version that can be resumed from. */
  oldest(): number
  since(version: number): readonly Change<T>[]
  /** All objects as they were at `version`, in the order of their keys. */
  at(version: number): readonly T[]
  compact(): void
}

interface Versions {
  next(): number
  version(): number
  readonly windowLimit: number
}

/** Keys order as etcd's do. */
export const keyOf = (namespace: string | undefined, name: string): string => `${namespace ?? ''}/${name}`
const keyOfObject = ({ metadata }: KubeObject) => keyOf(metadata.namespace, metadata.name)

export function createCollection<T extends KubeObject>(type: ResourceType, versions: Versions): Collection<T> {
  const objects = new Map<string, T>()
  const owned = createOwnerIndex()
  const listeners = new Set<Listener<T>>()
  const window = createWindow<T>(versions.windowLimit)
  const snapshots = createSnapshots(objects, window)

  const write = (changeType: Change['type'], key: string, given: T, previous: T | undefined): T => {
    const version = versions.next()
    const object = { ...given, metadata: { ...given.metadata, resourceVersion: String(version) } }
    if (previous !== undefined) owned.remove(key, previous)
    if (changeType === 'DELETED') objects.delete(key)
    else {
      objects.set(key, object)
      owned.add(key, object)
    }
    if (changeType !== 'MODIFIED') snapshots.keysChanged()
    const change: Change<T> = { type: changeType, version, object, previous }
    window.push(change)
    for (const listener of listeners) listener(change)
    return object
  }

  return {
    type,
    get size() {
      return objects.size
    },
    get: (namespace, name) => objects.get(keyOf(namespace, name)),
    values: () => objects.values(),
    ownedBy: (uid) => owned.keysOf(uid).flatMap((key) => objects.get(key) ?? []),
    create(object) {
      const key = keyOfObject(object)
      if (objects.has(key)) throw new Error(`${type.resource} ${key} exists already.`)
      return write('ADDED', key, object, undefined)
    },
    update(object) {
      const key = keyOfObject(object)
      const previous = objects.get(key)
      if (previous === undefined || previous.metadata.uid !== object.metadata.uid) return undefined
      return write('MODIFIED', key, object, previous)
    },
    remove(object) {
      const key = keyOfObject(object)
      const previous = objects.get(key)
      if (previous !== undefined) write('DELETED', key, previous, previous)
    },
    listen(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    oldest: window.oldest,
    since: window.since,
    at: snapshots.at,
    compact() {
      window.compact(versions.version())
      snapshots.forget()
    },
  }
}

/** States of the collection in the order of its keys; the last one asked for is kept, as pages of a list ask again. */
function createSnapshots<T extends KubeObject>(objects: ReadonlyMap<string, T>, window: Window<T>) {
  let latest: { readonly version: number; readonly items: readonly T[] } | undefined
  let sortedKeys: readonly string[] | undefined

  const current = (): readonly T[] => {
    sortedKeys ??= [...objects.keys()].sort()
    return sortedKeys.flatMap((key) => objects.get(key) ?? [])
  }
  return {
    at(version: number): readonly T[] {
      if (latest?.version === version) return latest.items
      const undo = window.since(version)
      const items = undo.length === 0 ? current() : undone(objects, undo)
      latest = { version, items }
      return items
    },
    keysChanged() {
      sortedKeys = undefined
    },
    forget() {
      latest = undefined
    },
  }
}

function undone<T extends KubeObject>(objects: ReadonlyMap<string, T>, changes: readonly Change<T>[]): readonly T[] {
  const before = new Map(objects)
  for (const { object, previous } of changes.toReversed()) {
    if (previous === undefined) before.delete(keyOfObject(object))
    else before.set(keyOfObject(object), previous)
  }
  return [...before].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, object]) => object)
}
