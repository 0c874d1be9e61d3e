import { isDeepStrictEqual } from 'node:util'
import type { Pod, PodTemplate, StatefulSet } from '@/demo/store/objects'
import type { World } from '@/demo/world/world'
import { countAvailable, nonZero, quietly } from './pods'
import { createQueue } from './queue'
import { ensureRevision, pruneRevisions, revisionsOf, templateAt } from './revisions'
import {
  createOrdinal,
  deleteOrdinal,
  isRunningAndReady,
  isTerminating,
  isUnavailable,
  ordinalOf,
  ownPods,
  revisionOfPod,
  startOrdinal,
} from './statefulset-pods'

export { ordinalLabels } from './statefulset-pods'

/** A refused pod is tried again after this many milliseconds. */
const retry = 5000

/** One pod per ordinal, made in order, given up and updated from the highest down, one at a time. */
export function startStatefulSetController(world: World): void {
  const { store, clock } = world
  const queue = createQueue(clock, 50, (namespace, name) => {
    const set = store.statefulsets.get(namespace, name)
    const again = set && sync(world, set)
    if (again !== undefined) queue.add(namespace, name, again)
  })
  store.statefulsets.listen(({ type, object, previous }) => {
    if (type !== 'DELETED' && previous?.spec !== object.spec) queue.add(object.metadata.namespace, object.metadata.name)
  })
  store.pods.listen(({ object }) => queue.addController(object, 'StatefulSet'))
}

/** For those who build a past: one look at a StatefulSet. */
export function reconcileStatefulSet(world: World, set: StatefulSet): void {
  sync(quietly(world), set)
}

/** The templates between which a set moves, by the names of their revisions. */
interface Versions {
  readonly current: string
  readonly update: string
  readonly templateOf: (revision: string) => PodTemplate
}

function sync(world: World, set: StatefulSet): number | undefined {
  const versions = versionsOf(world, set)
  const isRefused = set.metadata.deletionTimestamp === undefined && !move(world, set, versions)
  const next = writeStatus(world, set, versions)
  pruneRevisions(world, set, new Set([versions.current, versions.update, ...ownPods(world, set).map(revisionOfPod)]))
  return isRefused ? retry : next
}

function versionsOf(world: World, set: StatefulSet): Versions {
  const update = ensureRevision(world, set).metadata.name
  const known = new Map(revisionsOf(world, set).map((revision) => [revision.metadata.name, revision]))
  const { currentRevision = update } = set.status
  const isThere =
    known.has(currentRevision) || ownPods(world, set).some((pod) => revisionOfPod(pod) === currentRevision)
  return {
    update,
    current: isThere ? currentRevision : update,
    templateOf(name) {
      const revision = name === update ? undefined : known.get(name)
      return revision === undefined ? set.spec.template : templateAt(revision)
    },
  }
}

/** The steps that are due (stateful_set_control.go, updateStatefulSet); false when a pod was refused. */
function move(world: World, set: StatefulSet, versions: Versions): boolean {
  const filled = fill(world, set, versions)
  if (filled !== 'whole') return filled !== 'refused'
  if (condemn(world, set) && set.spec.updateStrategy.type !== 'OnDelete') update(world, set, versions)
  return true
}

/** Every ordinal has a pod; in order, each waits for the one before to be running, ready and available. */
function fill(world: World, set: StatefulSet, versions: Versions): 'whole' | 'waiting' | 'refused' {
  const pods = new Map(ownPods(world, set).map((pod) => [ordinalOf(pod), pod]))
  const inOrder = set.spec.podManagementPolicy !== 'Parallel'
  const { rollingUpdate, type } = set.spec.updateStrategy
  const start = startOrdinal(set)
  const held = start + (type === 'RollingUpdate' ? (rollingUpdate?.partition ?? 0) : 0)
  for (let ordinal = start; ordinal < start + set.spec.replicas; ordinal++) {
    const pod = pods.get(ordinal)
    if (pod === undefined) {
      const revision = ordinal < held ? versions.current : versions.update
      if (!createOrdinal(world, set, ordinal, { revision, template: versions.templateOf(revision) })) return 'refused'
      if (inOrder) return 'waiting'
      continue
    }
    const isOver = pod.status.phase === 'Failed' || pod.status.phase === 'Succeeded'
    if (isOver) deleteOrdinal(world, set, pod)
    if (inOrder && (isOver || isUnavailable(pod, set, world.clock.now()))) return 'waiting'
  }
  return 'whole'
}

/** Pods beyond the size go from the highest down; false while that is going on in order. */
function condemn(world: World, set: StatefulSet): boolean {
  const { clock } = world
  const pods = ownPods(world, set)
  const end = startOrdinal(set) + set.spec.replicas
  const inOrder = set.spec.podManagementPolicy !== 'Parallel'
  const condemned = pods.filter((pod) => ordinalOf(pod) >= end || ordinalOf(pod) < startOrdinal(set))
  const firstUnavailable = pods.find((pod) => isUnavailable(pod, set, clock.now()))
  for (const pod of condemned.toReversed()) {
    if (!inOrder) deleteOrdinal(world, set, pod)
    else if (!isTerminating(pod) && (pod === firstUnavailable || !isUnavailable(pod, set, clock.now()))) {
      deleteOrdinal(world, set, pod)
      return false
    } else return false
  }
  return true
}

/** The highest outdated pod goes; nothing goes while one above it is not available. */
function update(world: World, set: StatefulSet, { update: wanted }: Versions): void {
  const least = startOrdinal(set) + (set.spec.updateStrategy.rollingUpdate?.partition ?? 0)
  const end = startOrdinal(set) + set.spec.replicas
  for (const pod of ownPods(world, set).toReversed()) {
    if (ordinalOf(pod) >= end || ordinalOf(pod) < least) continue
    if (revisionOfPod(pod) !== wanted && !isTerminating(pod)) return deleteOrdinal(world, set, pod)
    if (isUnavailable(pod, set, world.clock.now())) return
  }
}

/** Gives the milliseconds after which the next pod becomes available. */
function writeStatus(world: World, given: StatefulSet, { current, update: wanted }: Versions): number | undefined {
  const { statefulsets } = world.store
  const set = statefulsets.get(given.metadata.namespace, given.metadata.name)
  if (set === undefined) return undefined
  const pods = ownPods(world, set)
  const ready = pods.filter(isRunningAndReady)
  const { available, next } = countAvailable(ready, set.spec.minReadySeconds, world.clock.now())
  const staying = pods.filter((pod: Pod) => !isTerminating(pod))
  const at = (revision: string) => staying.filter((pod) => revisionOfPod(pod) === revision).length
  const { replicas, updateStrategy } = set.spec
  const isDone =
    updateStrategy.type === 'RollingUpdate' &&
    [at(wanted), ready.length, pods.length].every((count) => count === replicas)
  const now = isDone ? wanted : current
  const status: StatefulSet['status'] = {
    observedGeneration: set.metadata.generation ?? 1,
    replicas: pods.length,
    ...nonZero({ readyReplicas: ready.length, currentReplicas: at(now), updatedReplicas: at(wanted) }),
    availableReplicas: available,
    currentRevision: now,
    updateRevision: wanted,
    collisionCount: set.status.collisionCount ?? 0,
  }
  if (!isDeepStrictEqual(status, set.status)) statefulsets.update({ ...set, status })
  return next
}
