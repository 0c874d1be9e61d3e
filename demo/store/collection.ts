import { findController, type KubeObject } from './objects'
import type { ResourceType } from './types'
import { type Change, createWindow } from './window'

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
  const owned = new Map<string, Set<string>>()
  const listeners = new Set<Listener<T>>()
  const window = createWindow<T>(versions.windowLimit)
  let snapshot: { version: number; items: readonly T[] } | undefined
  let sortedKeys: readonly string[] | undefined

  const index = (key: string, object: T, present: boolean) => {
    const uid = findController(object)?.uid ?? ''
    const keys = owned.get(uid) ?? new Set()
    if (present) owned.set(uid, keys.add(key))
    else if (keys.delete(key) && keys.size === 0) owned.delete(uid)
  }
  const write = (changeType: Change['type'], key: string, given: T, previous: T | undefined): T => {
    const version = versions.next()
    const object = { ...given, metadata: { ...given.metadata, resourceVersion: String(version) } }
    if (previous !== undefined) index(key, previous, false)
    if (changeType === 'DELETED') objects.delete(key)
    else {
      objects.set(key, object)
      index(key, object, true)
    }
    if (changeType !== 'MODIFIED') sortedKeys = undefined
    const change: Change<T> = { type: changeType, version, object, previous }
    window.push(change)
    for (const listener of listeners) listener(change)
    return object
  }
  const current = (): readonly T[] => {
    sortedKeys ??= [...objects.keys()].sort()
    return sortedKeys.flatMap((key) => objects.get(key) ?? [])
  }

  return {
    type,
    get size() {
      return objects.size
    },
    get: (namespace, name) => objects.get(keyOf(namespace, name)),
    values: () => objects.values(),
    ownedBy: (uid) => [...(owned.get(uid) ?? [])].flatMap((key) => objects.get(key) ?? []),
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
    at(version) {
      if (snapshot?.version === version) return snapshot.items
      const undo = window.since(version)
      const items = undo.length === 0 ? current() : undone(objects, undo)
      snapshot = { version, items }
      return items
    },
    compact() {
      window.compact(versions.version())
      snapshot = undefined
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
