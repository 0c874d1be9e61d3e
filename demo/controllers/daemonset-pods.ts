import type { DaemonSet, Node, Pod, PodSpec, Toleration } from '@/demo/store/objects'
import { matchesNode, namedNodes, untoleratedTaint } from '@/demo/world/node-affinity'
import type { World } from '@/demo/world/world'
import { templateHash } from './replica-sets'
import { revisionLabel } from './revisions'

const generation = 'deprecated.daemonset.template.generation'

export function podLabels({ metadata, spec }: DaemonSet): { labels: Record<string, string> } {
  const labels = { [revisionLabel]: templateHash(spec.template) }
  return { labels: { ...labels, 'pod-template-generation': metadata.annotations?.[generation] ?? '1' } }
}

/** pkg/controller/daemon/util: what every daemon's pod tolerates. */
const tolerated: readonly Toleration[] = [
  ['not-ready', 'NoExecute'],
  ['unreachable', 'NoExecute'],
  ['disk-pressure', 'NoSchedule'],
  ['memory-pressure', 'NoSchedule'],
  ['pid-pressure', 'NoSchedule'],
  ['unschedulable', 'NoSchedule'],
].map(([name = '', effect = '']) => ({ key: `node.kubernetes.io/${name}`, operator: 'Exists', effect }))
const onHostNetwork: Toleration = {
  key: 'node.kubernetes.io/network-unavailable',
  operator: 'Exists',
  effect: 'NoSchedule',
}

const tolerant = new WeakMap<PodSpec, PodSpec>()

function tolerantSpec(spec: PodSpec): PodSpec {
  const own = spec.tolerations ?? []
  const added = [...tolerated, ...(spec['hostNetwork'] === true ? [onHostNetwork] : [])]
  const others = own.filter(({ key, effect }) => !added.some((each) => each.key === key && each.effect === effect))
  const next = tolerant.get(spec) ?? { ...spec, tolerations: [...others, ...added] }
  tolerant.set(spec, next)
  return next
}

/** The template's spec, pinned to a node as upstream does: by its name in a required node affinity. */
export function daemonSpec({ spec: { template } }: DaemonSet, nodeName: string): PodSpec {
  const spec = tolerantSpec(template.spec)
  const pin = { key: 'metadata.name', operator: 'In', values: [nodeName] } as const
  const node = spec.affinity?.nodeAffinity
  const terms = [{ matchFields: [pin] }]
  const nodeAffinity = { ...node, requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: terms } }
  return { ...spec, affinity: { ...spec.affinity, nodeAffinity } }
}

/** Whether the node is to get a pod, and whether one that is there may stay (NodeShouldRunDaemonPod). */
export function fits(
  { spec: { template } }: DaemonSet,
  node: Node,
): { readonly shouldRun: boolean; readonly mayStay: boolean } {
  const spec = tolerantSpec(template.spec)
  if (!matchesNode(spec, node)) return { shouldRun: false, mayStay: false }
  if (untoleratedTaint(spec.tolerations, node) === undefined) return { shouldRun: true, mayStay: true }
  return { shouldRun: false, mayStay: untoleratedTaint(spec.tolerations, node, ['NoExecute']) === undefined }
}

/** The set's pods by the node that they are on, or are to go to. */
export function ownPodsByNode({ store }: World, { metadata }: DaemonSet): Map<string, Pod[]> {
  const byNode = new Map<string, Pod[]>()
  for (const pod of store.pods.ownedBy(metadata.uid)) {
    const name = pod.spec.nodeName ?? namedNodes(pod.spec)?.[0] ?? ''
    const known = byNode.get(name)
    if (known === undefined) byNode.set(name, [pod])
    else known.push(pod)
  }
  return byNode
}
