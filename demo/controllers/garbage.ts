import type { Collection } from '@/demo/store/collection'
import { deleteObject } from '@/demo/store/deletion'
import type { KubeObject } from '@/demo/store/objects'
import type { World } from '@/demo/world/world'
import { removeFinalizer } from './finalizers'

const foreground = 'foregroundDeletion'
const orphan = 'orphan'

interface Dependent {
  readonly collection: Collection<KubeObject>
  readonly object: KubeObject
}

/** Deletes what a deleted object owned, in the background or before it, or lets it be (pkg/controller/garbagecollector). */
export function startGarbageCollector(world: World): void {
  const { store, clock } = world
  const dependentsOf = followOwners(world)

  const release = ({ collection, object }: Dependent, uid: string) => {
    const left = object.metadata.ownerReferences?.filter((owner) => owner.uid !== uid) ?? []
    const metadata = { ...object.metadata, ownerReferences: left.length === 0 ? undefined : left }
    collection.update({ ...object, metadata })
  }
  /** An owner is gone: what has another one stays, without the reference. */
  const collect = (uid: string) => {
    for (const dependent of dependentsOf(uid)) {
      const { collection, object } = dependent
      if (object.metadata.ownerReferences?.some((owner) => owner.uid !== uid && isAlive(world, object, owner)))
        release(dependent, uid)
      else deleteObject(collection, clock, object, undefined, 'Background')
    }
  }
  /** An owner waits for those of its dependents that block it. */
  const drain = (collection: Collection<KubeObject>, { metadata }: KubeObject) => {
    const owner = collection.get(metadata.namespace, metadata.name)
    if (owner === undefined || !owner.metadata.finalizers?.includes(foreground)) return
    const blocking = dependentsOf(metadata.uid).filter(({ object }) =>
      object.metadata.ownerReferences?.some((each) => each.uid === metadata.uid && each.blockOwnerDeletion),
    )
    if (blocking.length === 0) return removeFinalizer(collection, owner, foreground)
    for (const { collection: of, object } of blocking) {
      if (object.metadata.deletionTimestamp !== undefined) continue
      const hasOwn = dependentsOf(object.metadata.uid).length > 0
      deleteObject(of, clock, object, undefined, hasOwn ? 'Foreground' : 'Background')
    }
  }
  for (const collection of store.all.filter(({ type }) => type.resource !== 'events'))
    collection.listen(({ type, object, previous }) => {
      const { finalizers = [], deletionTimestamp, uid } = object.metadata
      if (type === 'DELETED') {
        clock.after(100, () => collect(uid))
        for (const owner of object.metadata.ownerReferences ?? []) {
          const above = collectionOfKind(world, owner.kind)
          const found = above?.get(object.metadata.namespace, owner.name) ?? above?.get(undefined, owner.name)
          if (above !== undefined && found?.metadata.finalizers?.includes(foreground))
            clock.after(50, () => drain(above, found))
        }
      } else if (deletionTimestamp !== undefined && previous?.metadata.deletionTimestamp === undefined) {
        if (finalizers.includes(foreground)) clock.after(50, () => drain(collection, object))
        if (finalizers.includes(orphan))
          clock.after(50, () => {
            for (const dependent of dependentsOf(uid)) release(dependent, uid)
            const current = collection.get(object.metadata.namespace, object.metadata.name)
            if (current !== undefined) removeFinalizer(collection, current, orphan)
          })
      }
    })
}

function collectionOfKind({ store }: World, kind: string) {
  return store.all.find(({ type }) => type.kind === kind)
}

function isAlive(world: World, { metadata }: KubeObject, owner: { kind: string; name: string; uid: string }): boolean {
  const above = collectionOfKind(world, owner.kind)
  const found = above?.get(metadata.namespace, owner.name) ?? above?.get(undefined, owner.name)
  return found?.metadata.uid === owner.uid
}

/** The objects that name an owner by its uid: controllers by the store's index, other owners by one kept here. */
function followOwners({ store }: World): (uid: string) => readonly Dependent[] {
  const others = new Map<string, Map<string, Collection<KubeObject>>>()
  const uidsOf = ({ metadata }: KubeObject) =>
    (metadata.ownerReferences ?? []).flatMap(({ controller, uid }) => (controller ? [] : uid))
  for (const collection of store.all) {
    const keyOf = ({ metadata }: KubeObject) =>
      `${collection.type.resource} ${metadata.namespace ?? ''}/${metadata.name}`
    const add = (object: KubeObject) => {
      for (const uid of uidsOf(object)) others.set(uid, (others.get(uid) ?? new Map()).set(keyOf(object), collection))
    }
    for (const object of collection.values()) add(object)
    collection.listen(({ type, object, previous }) => {
      if (previous?.metadata.ownerReferences === object.metadata.ownerReferences && type === 'MODIFIED') return
      for (const uid of previous === undefined ? [] : uidsOf(previous)) others.get(uid)?.delete(keyOf(object))
      if (type !== 'DELETED') add(object)
    })
  }
  return (uid) => [
    ...store.all.flatMap((collection) => collection.ownedBy(uid).map((object) => ({ collection, object }))),
    ...[...(others.get(uid) ?? [])].flatMap(([key, collection]) => {
      const [namespace, name = ''] = key.slice(key.indexOf(' ') + 1).split('/')
      const object = collection.get(namespace || undefined, name)
      return object === undefined ? [] : { collection, object }
    }),
  ]
}
