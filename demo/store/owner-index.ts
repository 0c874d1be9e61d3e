import { findController, type KubeObject } from './objects'

/** Keys of objects by the uid of their controller; '' for those without one. */
export interface OwnerIndex {
  add(key: string, object: KubeObject): void
  remove(key: string, object: KubeObject): void
  keysOf(uid: string): readonly string[]
}

export function createOwnerIndex(): OwnerIndex {
  const owned = new Map<string, Set<string>>()
  const uidOf = (object: KubeObject) => findController(object)?.uid ?? ''
  return {
    add(key, object) {
      const uid = uidOf(object)
      owned.set(uid, (owned.get(uid) ?? new Set()).add(key))
    },
    remove(key, object) {
      const uid = uidOf(object)
      const keys = owned.get(uid)
      if (keys?.delete(key) && keys.size === 0) owned.delete(uid)
    },
    keysOf: (uid) => [...(owned.get(uid) ?? [])],
  }
}
