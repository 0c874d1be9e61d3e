import { differences } from './differences'
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
  /** The oldest version that can be listed at. */
  oldest(): number
  /** The oldest version that a watch can resume from. */
  resumable(): number
  since(version: number): readonly Change<T>[]
  /** All objects as they were at `version`, in the order of their keys. */
  at(version: number): readonly T[]
  compact(): void
  forgetChanges(): void
  /** Gives what sets the objects back to those of now without a word, and that gives what tells the listeners. */
  remember(): () => () => void
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
  const objects = createObjects<T>()
  const window = createWindow<T>(versions.windowLimit)
  const snapshots = createSnapshots(objects.byKey, window)
  let forgotten = 0

  const { tell, listen } = createListeners<T>()
  const write = (changeType: Change['type'], key: string, given: T, previous: T | undefined): T => {
    const version = versions.next()
    const object = { ...given, metadata: { ...given.metadata, resourceVersion: String(version) } }
    if (changeType === 'DELETED') objects.remove(key, object)
    else objects.set(key, object, previous)
    if (changeType !== 'MODIFIED') snapshots.keysChanged()
    const change: Change<T> = { type: changeType, version, object, previous }
    window.push(change)
    tell(change)
    return object
  }
  const compact = () => {
    forgotten = versions.version()
    window.compact(forgotten)
    snapshots.forget()
  }
  return {
    type,
    get size() {
      return objects.byKey.size
    },
    get: (namespace, name) => objects.byKey.get(keyOf(namespace, name)),
    values: () => objects.byKey.values(),
    ownedBy: objects.ownedBy,
    ...createWrites(type, objects.byKey, write),
    listen,
    oldest: window.oldest,
    resumable: () => Math.max(forgotten, window.oldest()),
    since: window.since,
    at: snapshots.at,
    compact,
    forgetChanges() {
      forgotten = versions.version()
    },
    remember() {
      const kept = new Map(objects.byKey)
      return () => {
        const before = new Map(objects.byKey)
        for (const [key, object] of before) objects.remove(key, object)
        for (const [key, object] of kept) objects.set(key, object)
        snapshots.keysChanged()
        compact()
        return () => differences(before, kept).forEach(tell)
      }
    },
  }
}

function createListeners<T extends KubeObject>() {
  const listeners = new Set<Listener<T>>()
  const told: Change<T>[] = []
  return {
    listen(listener: Listener<T>) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    /** A listener that writes in its turn is heard after everyone knows what it answers to: versions never go back. */
    tell(change: Change<T>) {
      told.push(change)
      if (told.length > 1) return
      try {
        for (const next of told) for (const listener of listeners) listener(next)
      } finally {
        told.length = 0
      }
    },
  }
}

/** The objects, and which belong to whom. */
function createObjects<T extends KubeObject>() {
  const byKey = new Map<string, T>()
  const owned = createOwnerIndex()
  return {
    byKey,
    ownedBy: (uid: string): readonly T[] => owned.keysOf(uid).flatMap((key) => byKey.get(key) ?? []),
    remove(key: string, object: T) {
      owned.remove(key, object)
      byKey.delete(key)
    },
    /** What is replaced keeps its place in the order. */
    set(key: string, object: T, previous?: T) {
      if (previous !== undefined) owned.remove(key, previous)
      byKey.set(key, object)
      owned.add(key, object)
    },
  }
}

type Write<T> = (changeType: Change['type'], key: string, given: T, previous: T | undefined) => T

function createWrites<T extends KubeObject>(
  { resource }: ResourceType,
  objects: ReadonlyMap<string, T>,
  write: Write<T>,
): Pick<Collection<T>, 'create' | 'update' | 'remove'> {
  return {
    create(object) {
      const key = keyOfObject(object)
      if (objects.has(key)) throw new Error(`${resource} ${key} exists already.`)
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
