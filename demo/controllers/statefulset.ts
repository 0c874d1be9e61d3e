import { isDeepStrictEqual } from 'node:util'
import { isReady, type Pod, type StatefulSet } from '@/demo/store/objects'
import type { World } from '@/demo/world/world'
import { templateHash } from './deployment'
import { createPod, deletePod, nonZero } from './pods'
import { createQueue } from './queue'

const revisionLabel = 'controller-revision-hash'
const indexLabel = 'apps.kubernetes.io/pod-index'

/** One pod per ordinal, made in order, given up and updated from the highest down, one at a time. */
export function startStatefulSetController(world: World): void {
  const { store, clock } = world
  const queue = createQueue(clock, 50, (namespace, name) => {
    const set = store.statefulsets.get(namespace, name)
    if (set !== undefined) reconcileStatefulSet(world, set)
  })
  store.statefulsets.listen(({ object, previous }) => {
    if (previous?.spec !== object.spec) queue.add(object.metadata.namespace, object.metadata.name)
  })
  store.pods.listen(({ object }) => queue.addController(object, 'StatefulSet'))
}

const ordinalOf = ({ metadata }: Pod) => Number(metadata.name.slice(metadata.name.lastIndexOf('-') + 1))

export function reconcileStatefulSet(world: World, set: StatefulSet): void {
  const pods = ownPods(world, set)
  if (set.metadata.deletionTimestamp === undefined) move(world, set, pods)
  writeStatus(world, set)
}

const ownPods = ({ store }: World, set: StatefulSet) =>
  store.pods.ownedBy(set.metadata.uid).toSorted((a, b) => ordinalOf(a) - ordinalOf(b))

/** The one step that is due: replace what ended, make the next, give up the highest, or update the highest. */
function move(world: World, set: StatefulSet, pods: readonly Pod[]): void {
  const { replicas } = set.spec
  const update = revisionOf(set)
  const isOver = ({ status }: Pod) => status.phase === 'Failed' || status.phase === 'Succeeded'
  const over = pods.find((pod) => isOver(pod) && pod.metadata.deletionTimestamp === undefined)
  if (over !== undefined) return deletePod(world, over)
  for (let ordinal = 0; ordinal < replicas; ordinal++) {
    const pod = pods.find((known) => ordinalOf(known) === ordinal)
    if (pod === undefined) return void createPod(world, set, set.spec.template, ordinalLabels(set, ordinal))
    if (set.spec.podManagementPolicy !== 'Parallel' && (!isReady(pod) || pod.metadata.deletionTimestamp !== undefined))
      return
  }
  const surplus = pods.findLast((pod) => ordinalOf(pod) >= replicas)
  if (surplus !== undefined) return deletePod(world, surplus)
  if (set.spec.updateStrategy.type !== 'RollingUpdate') return
  const partition = set.spec.updateStrategy.rollingUpdate?.partition ?? 0
  const outdated = pods.findLast(
    (pod) => ordinalOf(pod) >= partition && pod.metadata.labels?.[revisionLabel] !== update,
  )
  if (outdated !== undefined) deletePod(world, outdated)
}

const revisionOf = ({ metadata, spec }: StatefulSet): string => `${metadata.name}-${templateHash(spec.template)}`

/** What the pod of an ordinal has of its own. */
export function ordinalLabels(set: StatefulSet, ordinal: number): { name: string; labels: Record<string, string> } {
  const name = `${set.metadata.name}-${ordinal}`
  const labels = {
    ...set.spec.template.metadata.labels,
    [revisionLabel]: revisionOf(set),
    'statefulset.kubernetes.io/pod-name': name,
    [indexLabel]: String(ordinal),
  }
  return { name, labels }
}

function writeStatus(world: World, given: StatefulSet): void {
  const { statefulsets } = world.store
  const set = statefulsets.get(given.metadata.namespace, given.metadata.name)
  if (set === undefined) return
  const pods = ownPods(world, set).filter(({ metadata }) => metadata.deletionTimestamp === undefined)
  const updateRevision = revisionOf(set)
  const old = set.status.currentRevision ?? updateRevision
  const at = (revision: string) => pods.filter(({ metadata }) => metadata.labels?.[revisionLabel] === revision).length
  const ready = pods.filter(isReady).length
  const done = at(updateRevision) === set.spec.replicas && ready === set.spec.replicas
  const currentRevision = done ? updateRevision : old
  const status: StatefulSet['status'] = {
    observedGeneration: set.metadata.generation ?? 1,
    replicas: pods.length,
    ...nonZero({ readyReplicas: ready, currentReplicas: at(currentRevision), updatedReplicas: at(updateRevision) }),
    availableReplicas: ready,
    currentRevision,
    updateRevision,
    collisionCount: 0,
  }
  if (!isDeepStrictEqual(status, set.status)) statefulsets.update({ ...set, status })
}
