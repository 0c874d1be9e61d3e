import { isDeepStrictEqual } from 'node:util'
import { matchesSelector } from '@/demo/api/selectors'
import { toTimestamp } from '@/demo/clock'
import { keyOf } from '@/demo/store/collection'
import { namespaceIndexOf } from '@/demo/store/namespace-index'
import {
  type Condition,
  controllerOf,
  findController,
  isActive,
  isReady,
  type Pod,
  type ReplicaSet,
} from '@/demo/store/objects'
import type { World } from '@/demo/world/world'
import { byDispensability, countAvailable, createPodControl, nonZero, quietly } from './pods'
import { createQueue } from './queue'

const component = 'replicaset-controller'

/** A set whose pods are refused tries again after 1 s, 2 s, … about 16 min, and when anything of it changes. */
const longestWait = 1_000_000

/** Keeps as many pods as asked for, lets go of those whose labels stopped matching, takes in those that match. */
export function startReplicaSetController(world: World): void {
  const { store, clock } = world
  const refusals = new Map<string, { readonly times: number; readonly until: number }>()
  const queue = createQueue(clock, 30, (namespace, name) => {
    const key = keyOf(namespace, name)
    const set = store.replicasets.get(namespace, name)
    if (set === undefined) return void refusals.delete(key)
    const { refused, next } = sync(world, set)
    if (next !== undefined) queue.add(namespace, name, next)
    if (!refused) return void refusals.delete(key)
    const known = refusals.get(key) ?? { times: 0, until: 0 }
    const isDue = clock.now() >= known.until
    const wait = Math.min(longestWait, 1000 * 2 ** known.times)
    if (isDue) refusals.set(key, { times: known.times + 1, until: clock.now() + wait })
    queue.add(namespace, name, isDue ? wait : known.until - clock.now())
  })
  const index = namespaceIndexOf(store.replicasets)
  store.replicasets.listen(({ object, previous, type }) => {
    if (
      type !== 'DELETED' &&
      (previous?.spec !== object.spec || previous?.metadata.generation !== object.metadata.generation)
    )
      queue.add(object.metadata.namespace, object.metadata.name)
  })
  store.pods.listen(({ type, object, previous }) => {
    queue.addController(object, 'ReplicaSet')
    if (previous !== undefined && previous.metadata.ownerReferences !== object.metadata.ownerReferences)
      queue.addController(previous, 'ReplicaSet')
    if (type === 'DELETED' || findController(object) !== undefined) return
    if (previous !== undefined && previous.metadata === object.metadata) return
    for (const { spec, metadata } of index.in(object.metadata.namespace))
      if (matchesSelector(spec.selector, object.metadata.labels)) queue.add(metadata.namespace, metadata.name)
  })
}

/** For those who build a past: the set as it stands after a look at its pods. */
export function reconcileReplicaSet(world: World, set: ReplicaSet): void {
  sync(quietly(world), set)
}

function sync(world: World, set: ReplicaSet): { readonly refused: boolean; readonly next: number | undefined } {
  const { uid, deletionTimestamp } = set.metadata
  const pods = deletionTimestamp === undefined ? claimPods(world, set) : world.store.pods.ownedBy(uid)
  const done = deletionTimestamp === undefined ? manage(world, set, pods) : {}
  const left = done.hasChanged ? world.store.pods.ownedBy(uid) : pods
  return { refused: done.refusal !== undefined, next: writeStatus(world, set, left, done.refusal) }
}

interface Done {
  readonly hasChanged?: boolean
  /** The words of the refusal, where a pod was not admitted. */
  readonly refusal?: string
}

/** Makes what is missing and deletes what is too much. */
function manage(world: World, set: ReplicaSet, pods: readonly Pod[]): Done {
  const control = createPodControl(world, component)
  const active = pods.filter(isActive)
  const missing = set.spec.replicas - active.length
  if (missing === 0) return {}
  for (let made = 0; made < missing; made++) {
    const refusal = control.create(set, set.spec.template, {})
    if (refusal !== undefined) return { refusal, hasChanged: true }
  }
  if (missing < 0) for (const pod of active.sort(byDispensability(active)).slice(0, -missing)) control.remove(set, pod)
  return { hasChanged: true }
}

/** The pods that the set counts as its own, after adoption and release. */
function claimPods({ store }: World, set: ReplicaSet): readonly Pod[] {
  const { uid, namespace } = set.metadata
  const matches = (pod: Pod) => matchesSelector(set.spec.selector, pod.metadata.labels)
  const owned = store.pods.ownedBy(uid)
  const strangers = owned.filter((pod) => !matches(pod) && pod.metadata.deletionTimestamp === undefined)
  for (const pod of strangers) {
    const others = pod.metadata.ownerReferences?.filter((owner) => owner.uid !== uid) ?? []
    const ownerReferences = others.length === 0 ? undefined : others
    store.pods.update({ ...pod, metadata: { ...pod.metadata, ownerReferences } })
  }
  const orphans = store.pods
    .ownedBy('')
    .filter((pod) => pod.metadata.namespace === namespace && matches(pod) && isActive(pod))
  for (const pod of orphans) {
    const ownerReferences = [...(pod.metadata.ownerReferences ?? []), controllerOf(set)]
    store.pods.update({ ...pod, metadata: { ...pod.metadata, ownerReferences } })
  }
  return strangers.length + orphans.length === 0 ? owned : store.pods.ownedBy(uid)
}

/** Gives the milliseconds after which the next pod becomes available. */
function writeStatus(
  { store, clock }: World,
  given: ReplicaSet,
  pods: readonly Pod[],
  refusal: string | undefined,
): number | undefined {
  const set = store.replicasets.get(given.metadata.namespace, given.metadata.name)
  if (set === undefined) return undefined
  const active = pods.filter(isActive)
  const { available, next } = countAvailable(active, set.spec.minReadySeconds, clock.now())
  const wanted = Object.entries(set.spec.template.metadata.labels)
  const labelled = active.filter(({ metadata: { labels = {} } }) =>
    wanted.every(([key, value]) => labels[key] === value),
  )
  const terminating = pods.filter(
    (pod) => !isActive(pod) && pod.status.phase !== 'Failed' && pod.status.phase !== 'Succeeded',
  )
  const conditions = failureConditions(set, refusal, toTimestamp(clock.now()))
  const status: ReplicaSet['status'] = {
    replicas: active.length,
    ...nonZero({
      fullyLabeledReplicas: labelled.length,
      readyReplicas: active.filter(isReady).length,
      availableReplicas: available,
    }),
    terminatingReplicas: terminating.length,
    observedGeneration: set.metadata.generation ?? 1,
    ...(conditions.length === 0 ? {} : { conditions }),
  }
  if (!isDeepStrictEqual(set.status, status)) store.replicasets.update({ ...set, status })
  return next
}

/** The first failure stays until pods can be made again (replica_set_utils.go, calculateStatus). */
function failureConditions({ status }: ReplicaSet, refusal: string | undefined, now: string): readonly Condition[] {
  const others = status.conditions?.filter(({ type }) => type !== 'ReplicaFailure') ?? []
  const known = status.conditions?.find(({ type }) => type === 'ReplicaFailure')
  if (refusal === undefined) return others
  const failure: Condition = {
    type: 'ReplicaFailure',
    status: 'True',
    lastTransitionTime: now,
    reason: 'FailedCreate',
    message: refusal,
  }
  return [...others, known ?? failure]
}
