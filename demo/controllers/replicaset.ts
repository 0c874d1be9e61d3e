import { isDeepStrictEqual } from 'node:util'
import { matchesSelector } from '@/demo/api/selectors'
import { controllerOf, findController, isActive, isReady, type Pod, type ReplicaSet } from '@/demo/store/objects'
import type { World } from '@/demo/world/world'
import { byDispensability, createPod, deletePod, nonZero } from './pods'
import { createQueue } from './queue'

/** Keeps as many pods as asked for, lets go of those whose labels stopped matching, takes in those that match. */
export function startReplicaSetController(world: World): void {
  const { store, clock } = world
  const queue = createQueue(clock, 30, (namespace, name) => {
    const set = store.replicasets.get(namespace, name)
    if (set !== undefined) reconcileReplicaSet(world, set)
  })
  store.replicasets.listen(({ object, previous }) => {
    if (previous?.spec !== object.spec) queue.add(object.metadata.namespace, object.metadata.name)
  })
  store.pods.listen(({ type, object, previous }) => {
    queue.addController(object, 'ReplicaSet')
    queue.addController(previous, 'ReplicaSet')
    if (type === 'DELETED' || findController(object) !== undefined) return
    for (const set of store.replicasets.values()) {
      if (
        set.metadata.namespace === object.metadata.namespace &&
        matchesSelector(set.spec.selector, object.metadata.labels)
      )
        queue.add(set.metadata.namespace, set.metadata.name)
    }
  })
}

export function reconcileReplicaSet(world: World, set: ReplicaSet): void {
  const pods = ownPods(world, set)
  const active = pods.filter(isActive)
  const missing = set.spec.replicas - active.length
  if (set.metadata.deletionTimestamp === undefined) {
    for (let made = 0; made < missing; made++) createPod(world, set, set.spec.template, {})
    for (const pod of active.toSorted(byDispensability).slice(0, Math.max(0, -missing))) deletePod(world, pod)
  }
  writeStatus(world, set)
}

/** The pods that the set counts as its own, after adoption and release. */
function ownPods({ store }: World, set: ReplicaSet): readonly Pod[] {
  const { uid, namespace } = set.metadata
  const matches = (pod: Pod) => matchesSelector(set.spec.selector, pod.metadata.labels)
  const owned = store.pods.ownedBy(uid)
  for (const pod of owned.filter((pod) => !matches(pod))) {
    store.pods.update({ ...pod, metadata: { ...pod.metadata, ownerReferences: undefined } })
  }
  const orphans = store.pods
    .ownedBy('')
    .filter((pod) => pod.metadata.namespace === namespace && matches(pod) && isActive(pod))
  for (const pod of orphans) {
    store.pods.update({ ...pod, metadata: { ...pod.metadata, ownerReferences: [controllerOf(set)] } })
  }
  return store.pods.ownedBy(uid)
}

function writeStatus({ store }: World, set: ReplicaSet): void {
  const pods = store.pods.ownedBy(set.metadata.uid)
  const active = pods.filter(isActive)
  const ready = active.filter(isReady).length
  const terminating = pods.filter(
    ({ metadata, status }) => metadata.deletionTimestamp && status.phase !== 'Failed' && status.phase !== 'Succeeded',
  )
  const status: ReplicaSet['status'] = {
    replicas: active.length,
    ...nonZero({
      fullyLabeledReplicas: active.length,
      readyReplicas: ready,
      availableReplicas: ready,
    }),
    terminatingReplicas: terminating.length,
    observedGeneration: set.metadata.generation ?? 1,
  }
  const current = store.replicasets.get(set.metadata.namespace, set.metadata.name)
  if (current !== undefined && !isDeepStrictEqual(current.status, status))
    store.replicasets.update({ ...current, status })
}
