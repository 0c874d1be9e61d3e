import { hasEnded } from '@/lib/health/pod-conditions'
import type { Surroundings } from '@/lib/health/surroundings'
import type { Pod } from '@/lib/kube/kinds/pod'
import { keyOf } from '@/server/kube/store'
import { topOwner } from '@/server/views/owners'
import type { ClusterStores } from '@/server/views/tables'
import { isOther, onChange, type Touch } from './touch'

/** A pod says something of the StatefulSet that waits for it, and of the Services and budgets that select it. */
export function followPods(stores: ClusterStores, around: Surroundings, touch: Touch): void {
  onChange<Pod>(stores.pods, (_, before, after) => {
    for (const pod of [before, after]) {
      const owner = pod && topOwner(stores, pod)
      if (owner?.kind === 'StatefulSet') touch.object('StatefulSet', owner.uid)
    }
    if (!isOther(before, after, selected)) return
    for (const pod of [before, after]) {
      if (pod === undefined) continue
      const { namespace = '', labels = {} } = pod.metadata ?? {}
      for (const service of around.servicesSelecting(namespace, labels)) touch.object('Service', keyOf(service))
      for (const budget of around.budgetsSelecting(namespace, labels))
        touch.object('PodDisruptionBudget', keyOf(budget))
    }
  })
}

/** What of a pod counts for those that select it. */
const selected = (pod: Pod) => [pod.metadata?.labels, pod.metadata?.ownerReferences, hasEnded(pod)]
