import type { DaemonSet, Node, Pod } from '@/demo/store/objects'
import type { World } from '@/demo/world/world'
import { daemonSpec, ownPodsByNode, podLabels } from './daemonset-pods'
import { type PodControl, shareOf, untilAvailable } from './pods'
import { revisionLabel } from './revisions'

/** The old and the new pod of a node; pods on their way out don't count. */
interface Pair {
  readonly node: Node
  readonly old: Pod | undefined
  readonly updated: Pod | undefined
}

/** Replaces outdated pods within maxUnavailable or maxSurge (pkg/controller/daemon/update.go, rollingUpdate). */
export function roll(world: World, set: DaemonSet, control: PodControl, nodes: readonly Node[]): void {
  const { maxSurge = 0, maxUnavailable = 1 } = set.spec.updateStrategy.rollingUpdate ?? {}
  const surge = shareOf(maxSurge, nodes.length, Math.ceil)
  const unavailable = shareOf(maxUnavailable, nodes.length, Math.ceil)
  const pairs = pairsOf(world, set, nodes)
  if (pairs.every(({ old }) => old === undefined)) return
  const isThere = (pod: Pod | undefined) =>
    pod !== undefined && untilAvailable(pod, set.spec.minReadySeconds ?? 0, world.clock.now()) === 0
  if (surge === 0) replace(set, control, pairs, Math.max(1, unavailable), isThere)
  else replaceWithSurge(set, control, pairs, surge, isThere)
}

function pairsOf(world: World, set: DaemonSet, nodes: readonly Node[]): readonly Pair[] {
  const byNode = ownPodsByNode(world, set)
  const hash = podLabels(set).labels[revisionLabel]
  return nodes.map((node) => {
    const pods = (byNode.get(node.metadata.name) ?? []).filter(
      ({ metadata }) => metadata.deletionTimestamp === undefined,
    )
    const isUpdated = ({ metadata }: Pod) => metadata.labels?.[revisionLabel] === hash
    return { node, updated: pods.find(isUpdated), old: pods.find((pod) => !isUpdated(pod)) }
  })
}

type Check = (pod: Pod | undefined) => boolean

/** Broken old pods go at once; of the others as many as may be missing. */
function replace(set: DaemonSet, control: PodControl, pairs: readonly Pair[], allowed: number, isThere: Check): void {
  const missing = pairs.filter(({ old, updated }) => !isThere(old) && !isThere(updated)).length
  const broken = pairs.filter(({ old }) => old !== undefined && !isThere(old))
  const candidates = pairs.filter(({ old }) => isThere(old)).slice(0, Math.max(0, allowed - missing))
  for (const { old } of [...broken, ...candidates]) if (old !== undefined) control.remove(set, old)
}

/** A new pod beside the old one, which goes when the new one is available. */
function replaceWithSurge(
  set: DaemonSet,
  control: PodControl,
  pairs: readonly Pair[],
  surge: number,
  isThere: Check,
): void {
  const pending = pairs.filter(
    ({ old, updated }) => old !== undefined && updated !== undefined && !isThere(updated),
  ).length
  for (const { old, updated } of pairs) if (old !== undefined && isThere(updated)) control.remove(set, old)
  const outdated = pairs.filter(({ old, updated }) => old !== undefined && updated === undefined)
  const broken = outdated.filter(({ old }) => !isThere(old))
  const candidates = outdated.filter(({ old }) => isThere(old)).slice(0, Math.max(0, surge - pending))
  for (const { node } of [...broken, ...candidates])
    control.create(set, set.spec.template, { ...podLabels(set), spec: daemonSpec(set, node.metadata.name) })
}
