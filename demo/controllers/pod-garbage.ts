import { toTimestamp } from '@/demo/clock'
import type { NodePods } from '@/demo/kubelet/node-pods'
import { type Pod, withCondition } from '@/demo/store/objects'
import { hasEnded } from '@/demo/world/placement'
import type { World } from '@/demo/world/world'

/** How long a missing node is waited for, and how often is looked (pkg/controller/podgc). */
const quarantine = 40_000
const period = 20_000

/** Removes the pods of nodes that are gone. */
export function startPodGarbageCollector(world: World, podsOn: NodePods): void {
  const { store, clock } = world
  store.nodes.listen(({ type, object }) => {
    if (type !== 'DELETED') return
    const { name } = object.metadata
    clock.after(quarantine + period, () => {
      if (store.nodes.get(undefined, name) === undefined) for (const pod of podsOn(name)) removeOrphan(world, pod)
    })
  })
}

function removeOrphan({ store, clock }: World, pod: Pod): void {
  const target = {
    type: 'DisruptionTarget',
    status: 'True',
    reason: 'DeletionByPodGC',
    message: 'PodGC: node no longer exists',
    lastProbeTime: null,
    lastTransitionTime: toTimestamp(clock.now()),
    observedGeneration: pod.metadata.generation ?? 1,
  } as const
  const failed = { ...pod.status, phase: 'Failed' as const, conditions: withCondition(pod.status.conditions, target) }
  const told = hasEnded(pod) ? pod : store.pods.update({ ...pod, status: failed })
  if (told !== undefined && !told.metadata.finalizers?.length) store.pods.remove(told)
}
