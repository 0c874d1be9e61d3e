import { isDeepStrictEqual } from 'node:util'
import { type DaemonSet, isReady, type Node, type Pod } from '@/demo/store/objects'
import type { World } from '@/demo/world/world'
import { templateHash } from './deployment'
import { createPod, deletePod, nonZero } from './pods'
import { createQueue } from './queue'

const revisionLabel = 'controller-revision-hash'

/** One pod on every node that the template tolerates; updates replace one at a time. */
export function startDaemonSetController(world: World): void {
  const { store, clock } = world
  const queue = createQueue(clock, 50, (namespace, name) => {
    const set = store.daemonsets.get(namespace, name)
    if (set !== undefined) reconcileDaemonSet(world, set)
  })
  store.daemonsets.listen(({ object, previous }) => {
    if (previous?.spec !== object.spec) queue.add(object.metadata.namespace, object.metadata.name)
  })
  store.pods.listen(({ object }) => queue.addController(object, 'DaemonSet'))
  store.nodes.listen(({ type, object, previous }) => {
    if (type === 'MODIFIED' && previous?.spec === object.spec) return
    for (const { metadata } of store.daemonsets.values()) queue.add(metadata.namespace, metadata.name)
  })
}

export function reconcileDaemonSet(world: World, set: DaemonSet): void {
  const { store } = world
  const pods = store.pods.ownedBy(set.metadata.uid)
  const onNode = new Map(pods.map((pod) => [pod.spec.nodeName, pod]))
  const nodes = eligibleNodes(world, set)
  if (set.metadata.deletionTimestamp === undefined) {
    for (const node of nodes) {
      const nodeName = node.metadata.name
      if (!onNode.has(nodeName)) createPod(world, set, set.spec.template, { ...podLabels(set), nodeName })
    }
    update(world, set, pods)
  }
  writeStatus(world, set, nodes.length)
}

/** Unlike other pods, a DaemonSet's go to cordoned and broken nodes too. */
export function eligibleNodes({ store, placement }: World, { spec }: DaemonSet): readonly Node[] {
  const tolerations = ['not-ready', 'unreachable', 'unschedulable'].map((name) => ({
    key: `node.kubernetes.io/${name}`,
    operator: 'Exists' as const,
  }))
  const tolerant = { ...spec.template.spec, tolerations: [...(spec.template.spec.tolerations ?? []), ...tolerations] }
  return [...store.nodes.values()].filter((node) => placement.tolerates(tolerant, node))
}

const revisionOf = ({ spec }: DaemonSet) => templateHash(spec.template)

export function podLabels(set: DaemonSet): { labels: Record<string, string> } {
  return { labels: { [revisionLabel]: revisionOf(set), 'pod-template-generation': '1' } }
}

function update(world: World, set: DaemonSet, pods: readonly Pod[]): void {
  if (set.spec.updateStrategy.type !== 'RollingUpdate') return
  const over = pods.find(
    ({ status, metadata }) => status.phase === 'Failed' && metadata.deletionTimestamp === undefined,
  )
  if (over !== undefined) return deletePod(world, over)
  const outdated = pods.filter((pod) => pod.metadata.labels?.[revisionLabel] !== revisionOf(set))
  const moving = pods.filter((pod) => pod.metadata.labels?.[revisionLabel] === revisionOf(set) && !isReady(pod))
  const leaving = pods.some(({ metadata }) => metadata.deletionTimestamp !== undefined)
  const [next] = outdated
  if (next !== undefined && moving.length === 0 && !leaving) deletePod(world, next)
}

function writeStatus({ store }: World, given: DaemonSet, desired: number): void {
  const set = store.daemonsets.get(given.metadata.namespace, given.metadata.name)
  if (set === undefined) return
  const pods = store.pods.ownedBy(set.metadata.uid).filter(({ metadata }) => metadata.deletionTimestamp === undefined)
  const ready = pods.filter(isReady).length
  const updated = pods.filter((pod) => pod.metadata.labels?.[revisionLabel] === revisionOf(set)).length
  const status: DaemonSet['status'] = {
    currentNumberScheduled: Math.min(desired, pods.length),
    numberMisscheduled: 0,
    desiredNumberScheduled: desired,
    numberReady: ready,
    observedGeneration: set.metadata.generation ?? 1,
    ...nonZero({
      updatedNumberScheduled: updated,
      numberAvailable: ready,
      numberUnavailable: Math.max(0, desired - ready),
    }),
  }
  if (!isDeepStrictEqual(status, set.status)) store.daemonsets.update({ ...set, status })
}
