import { toTimestamp } from '@/demo/clock'
import { keyOf } from '@/demo/store/collection'
import { type Pod, withCondition } from '@/demo/store/objects'
import type { World } from '@/demo/world/world'
import { createQueue } from './queue'

const retry = 30_000

/** Binds pods that have no node to the one that fits, or says why none does, and tries again. */
export function startScheduler(world: World): void {
  const { store, clock } = world
  const pending = new Set<string>()
  const queue = createQueue(clock, 40, (namespace, name) => {
    const pod = store.pods.get(namespace, name)
    if (pod === undefined || !awaitsNode(pod)) return void pending.delete(keyOf(namespace, name))
    if (schedule(world, pod)) pending.delete(keyOf(namespace, name))
    else queue.add(namespace, name, retry)
  })
  store.pods.listen(({ type, object }) => {
    if (type !== 'ADDED' || !awaitsNode(object)) return
    pending.add(keyOf(object.metadata.namespace, object.metadata.name))
    queue.add(object.metadata.namespace, object.metadata.name)
  })
  store.nodes.listen(({ object, previous }) => {
    if (previous !== undefined && previous.spec === object.spec) return
    for (const key of pending) {
      const [namespace, name = ''] = key.split('/')
      queue.add(namespace, name)
    }
  })
}

function awaitsNode({ spec, metadata }: Pod): boolean {
  const ours = (spec.schedulerName ?? 'default-scheduler') === 'default-scheduler'
  return (
    spec.nodeName === undefined && ours && !spec.schedulingGates?.length && metadata.deletionTimestamp === undefined
  )
}

/** Whether the pod got a node; what the scheduler says of it is written either way, when it is new. */
function schedule({ store, clock, placement }: World, pod: Pod): boolean {
  const placed = placement.place(pod)
  const at = { type: 'PodScheduled', lastProbeTime: null, lastTransitionTime: toTimestamp(clock.now()) } as const
  if ('node' in placed) {
    const conditions = withCondition(pod.status.conditions, { ...at, status: 'True' })
    const spec = { ...pod.spec, nodeName: placed.node.metadata.name }
    store.pods.update({ ...pod, spec, status: { ...pod.status, conditions } })
    return true
  }
  const known = pod.status.conditions?.find(({ type }) => type === 'PodScheduled')
  if (known?.message === placed.message) return false
  const refusal = { ...at, status: 'False', reason: 'Unschedulable', message: placed.message } as const
  store.pods.update({ ...pod, status: { ...pod.status, conditions: withCondition(pod.status.conditions, refusal) } })
  return false
}
