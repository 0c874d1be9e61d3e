import { type EventRow, eventsShape, projectEvent } from '@/lib/views/events'
import { keyOf, type Stored } from '@/server/kube/store'
import type { Frame } from '@/server/live/frame'
import { createView, type View } from '@/server/live/view'
import { type Owned, topOwner } from './owners'
import type { ClusterStores } from './tables'

/** An event keeps the owner that it had when it came: its pod may be gone before it is. */
export function createEventsView(stores: ClusterStores, frame: Frame): View<EventRow> {
  const { view, input } = createView(eventsShape, frame, (key): EventRow | undefined => {
    const event = stores.events.objects.get(key)
    if (event === undefined) return undefined
    const about = findAbout(stores, event.involvedObject?.kind ?? '', event.involvedObject?.uid ?? '')
    const row = projectEvent(event, (about && topOwner(stores, about)) ?? null)
    const before = view.rows.get(key)
    return about === undefined && before !== undefined ? { ...row, owner: before.owner } : row
  })
  stores.events.subscribe((before, after) => {
    const event = after ?? before
    if (event !== undefined) input.touch(keyOf(event))
  })
  /** Events can come before what they are about. */
  const appeared = (before: Stored | undefined, after: Stored | undefined) => {
    if (before !== undefined || after === undefined) return
    for (const key of stores.events.keysBy('about', keyOf(after))) input.touch(key)
  }
  for (const store of [stores.pods, stores.replicaSets, stores.jobs]) store.subscribe(appeared)
  return view
}

function findAbout(stores: ClusterStores, kind: string, uid: string): Owned | undefined {
  if (kind === 'Pod') return stores.pods.objects.get(uid)
  if (kind === 'ReplicaSet') return stores.replicaSets.objects.get(uid)
  return kind === 'Job' ? stores.jobs.objects.get(uid) : undefined
}
