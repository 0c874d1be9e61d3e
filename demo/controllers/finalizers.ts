import type { Collection } from '@/demo/store/collection'
import type { KubeObject } from '@/demo/store/objects'

/** Takes a finalizer away; an object that nothing else holds and whose time is up goes with it. */
export function removeFinalizer<T extends KubeObject>(collection: Collection<T>, object: T, finalizer: string): void {
  const { finalizers = [], deletionTimestamp, deletionGracePeriodSeconds = 0 } = object.metadata
  if (!finalizers.includes(finalizer)) return
  const left = finalizers.filter((name) => name !== finalizer)
  if (left.length === 0 && deletionTimestamp !== undefined && deletionGracePeriodSeconds === 0)
    return collection.remove(object)
  collection.update({ ...object, metadata: { ...object.metadata, finalizers: left.length === 0 ? undefined : left } })
}
