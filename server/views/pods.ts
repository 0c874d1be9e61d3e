import { type PodRow, podsShape, projectPod } from '@/lib/views/pods'
import { keyOf, type Stored } from '@/server/kube/store'
import type { Frame } from '@/server/live/frame'
import { createView, type View } from '@/server/live/view'
import { topOwner } from './owners'
import type { ClusterStores } from './tables'

export function createPodsView(stores: ClusterStores, frame: Frame): View<PodRow> {
  const { view, input } = createView(podsShape, frame, (key) => {
    const pod = stores.pods.objects.get(key)
    return pod && projectPod(pod, topOwner(stores, pod) ?? null)
  })
  stores.pods.subscribe((before, after) => {
    const pod = after ?? before
    if (pod !== undefined) input.touch(keyOf(pod))
  })
  /** An owner that comes or goes changes what its pods are said to belong to; its other changes do not. */
  const ownersChanged = (before: Stored | undefined, after: Stored | undefined) => {
    if (before !== undefined && after !== undefined) return
    const owner = after ?? before
    if (owner !== undefined) for (const key of stores.pods.keysBy('owner', keyOf(owner))) input.touch(key)
  }
  stores.replicaSets.subscribe(ownersChanged)
  stores.jobs.subscribe(ownersChanged)
  return view
}
