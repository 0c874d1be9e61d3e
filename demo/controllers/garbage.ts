import { deleteObject } from '@/demo/store/deletion'
import type { World } from '@/demo/world/world'

/** What a deleted object owned is deleted a little later. */
export function startGarbageCollector({ store, clock }: World): void {
  for (const collection of store.all) {
    collection.listen(({ type, object }) => {
      if (type !== 'DELETED') return
      clock.after(100, () => {
        for (const dependents of [store.replicasets, store.jobs, store.pods]) collect(dependents, object.metadata.uid)
      })
    })
  }
  const collect = (dependents: (typeof store.all)[number], uid: string) => {
    for (const dependent of dependents.ownedBy(uid)) deleteObject(dependents, clock, dependent)
  }
}
