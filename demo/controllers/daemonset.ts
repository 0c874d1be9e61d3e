import { isDeepStrictEqual } from 'node:util'
import { type DaemonSet, isReady, type Node, type Pod } from '@/demo/store/objects'
import type { World } from '@/demo/world/world'
import { daemonSpec, fits, ownPodsByNode, podLabels } from './daemonset-pods'
import { roll } from './daemonset-update'
import { createPodControl, nonZero, type PodControl, quietly, untilAvailable } from './pods'
import { createQueue } from './queue'
import { ensureRevision, pruneRevisions, revisionLabel, revisionName } from './revisions'

export { podLabels } from './daemonset-pods'

const component = 'daemonset-controller'
const retry = 10_000

/** One pod on every node that the template tolerates; updates replace as many at a time as the strategy allows. */
export function startDaemonSetController(world: World): void {
  const { store, clock } = world
  const queue = createQueue(clock, 50, (namespace, name) => {
    const set = store.daemonsets.get(namespace, name)
    const again = set && sync(world, set)
    if (again !== undefined) queue.add(namespace, name, again)
  })
  store.daemonsets.listen(({ type, object, previous }) => {
    if (type !== 'DELETED' && previous?.spec !== object.spec) queue.add(object.metadata.namespace, object.metadata.name)
  })
  store.pods.listen(({ object }) => queue.addController(object, 'DaemonSet'))
  store.nodes.listen(({ type, object, previous }) => {
    if (type === 'MODIFIED' && previous?.spec === object.spec && previous.metadata.labels === object.metadata.labels)
      return
    for (const { metadata } of store.daemonsets.values()) queue.add(metadata.namespace, metadata.name)
  })
}

/** For those who build a past: one look at a DaemonSet. */
export function reconcileDaemonSet(world: World, set: DaemonSet): void {
  sync(quietly(world), set)
}

/** The nodes that are to run a pod of the set. */
export function eligibleNodes({ store }: World, set: DaemonSet): readonly Node[] {
  return [...store.nodes.values()].filter((node) => fits(set, node).shouldRun)
}

function sync(world: World, set: DaemonSet): number | undefined {
  ensureRevision(world, set)
  const control = createPodControl(world, component)
  const isRefused = set.metadata.deletionTimestamp === undefined && !manage(world, set, control)
  if (set.metadata.deletionTimestamp === undefined && set.spec.updateStrategy.type === 'RollingUpdate')
    roll(world, set, control, eligibleNodes(world, set))
  const next = writeStatus(world, set)
  const pods = world.store.pods.ownedBy(set.metadata.uid)
  const live = pods.map(({ metadata }) => `${set.metadata.name}-${metadata.labels?.[revisionLabel] ?? ''}`)
  pruneRevisions(world, set, new Set([revisionName(set), ...live]))
  return isRefused ? retry : next
}

/** A pod for each node that lacks one, none where none belongs; false when one was refused (daemon_controller.go, manage). */
function manage(world: World, set: DaemonSet, control: PodControl): boolean {
  const { store, events } = world
  const byNode = ownPodsByNode(world, set)
  const surges = Boolean(set.spec.updateStrategy.rollingUpdate?.maxSurge)
  const lacking: Node[] = []
  for (const node of store.nodes.values()) {
    const { shouldRun, mayStay } = fits(set, node)
    const pods = byNode.get(node.metadata.name) ?? []
    byNode.delete(node.metadata.name)
    if (shouldRun && pods.length === 0) lacking.push(node)
    if (!mayStay) for (const pod of pods) control.remove(set, pod)
    const staying = mayStay ? pods.filter(({ metadata }) => metadata.deletionTimestamp === undefined) : []
    for (const pod of staying) {
      const { phase } = pod.status
      if (phase !== 'Failed' && phase !== 'Succeeded') continue
      const { namespace, name } = pod.metadata
      const [reason, type, way] =
        phase === 'Failed'
          ? (['FailedDaemonPod', 'Warning', 'kill'] as const)
          : (['SucceededDaemonPod', 'Normal', 'delete'] as const)
      const found = `Found ${phase.toLowerCase()} daemon pod ${namespace}/${name} on node ${node.metadata.name}`
      events.record(set, { type, reason, message: `${found}, will try to ${way} it`, component })
      control.remove(set, pod)
    }
    const running = staying.filter(({ status }) => status.phase !== 'Failed' && status.phase !== 'Succeeded')
    if (!surges) for (const pod of running.toSorted(byAge).slice(1)) control.remove(set, pod)
  }
  return lacking.every((node) => create(set, node, control))
}

const byAge = (a: Pod, b: Pod): number =>
  a.metadata.creationTimestamp.localeCompare(b.metadata.creationTimestamp) ||
  a.metadata.name.localeCompare(b.metadata.name)

function create(set: DaemonSet, node: Node, control: PodControl): boolean {
  const own = { ...podLabels(set), spec: daemonSpec(set, node.metadata.name) }
  return control.create(set, set.spec.template, own) === undefined
}

function writeStatus(world: World, given: DaemonSet): number | undefined {
  const { store, clock } = world
  const set = store.daemonsets.get(given.metadata.namespace, given.metadata.name)
  if (set === undefined) return undefined
  const byNode = ownPodsByNode(world, set)
  const { labels } = podLabels(set)
  const oldest: Pod[] = []
  let desired = 0
  let misplaced = 0
  for (const node of store.nodes.values()) {
    const [pod] = (byNode.get(node.metadata.name) ?? []).toSorted(byAge)
    const { shouldRun } = fits(set, node)
    if (shouldRun) desired++
    if (pod !== undefined && shouldRun) oldest.push(pod)
    if (pod !== undefined && !shouldRun) misplaced++
  }
  const waits = oldest.flatMap((pod) => untilAvailable(pod, set.spec.minReadySeconds ?? 0, clock.now()) ?? [])
  const available = waits.filter((wait) => wait === 0).length
  const updated = oldest.filter(({ metadata }) => metadata.labels?.[revisionLabel] === labels[revisionLabel]).length
  const status: DaemonSet['status'] = {
    currentNumberScheduled: oldest.length,
    numberMisscheduled: misplaced,
    desiredNumberScheduled: desired,
    numberReady: oldest.filter(isReady).length,
    observedGeneration: set.metadata.generation ?? 1,
    ...nonZero({
      updatedNumberScheduled: updated,
      numberAvailable: available,
      numberUnavailable: desired - available,
    }),
  }
  if (!isDeepStrictEqual(status, set.status)) store.daemonsets.update({ ...set, status })
  return waits.length === available ? undefined : Math.min(...waits.filter((wait) => wait > 0))
}
