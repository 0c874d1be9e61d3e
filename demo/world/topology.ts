import { matchesSelector } from '@/demo/api/selectors'
import type { Node, Pod, PodAffinityTerm, TopologySpreadConstraint } from '@/demo/store/objects'
import { matchesNode } from './node-affinity'
import type { Misfit } from './node-fit'

/** Where the pods of a namespace stand, for rules that look at a pod's neighbours. */
export interface Neighbours {
  readonly nodes: readonly Node[]
  readonly nodeNamed: (name: string) => Node | undefined
  /** Pods of the namespace that are bound and neither ended nor on their way out. */
  readonly podsIn: (namespace: string | undefined) => readonly Pod[]
}

type Rule = (node: Node) => Misfit | undefined

/** A pod's spread, affinity and anti-affinity as checks of one node; empty for most pods, which have none. */
export function topologyRules(pod: Pod, neighbours: Neighbours): readonly Rule[] {
  const { topologySpreadConstraints = [], affinity } = pod.spec
  const required = 'requiredDuringSchedulingIgnoredDuringExecution'
  return [
    ...topologySpreadConstraints
      .filter(({ whenUnsatisfiable }) => whenUnsatisfiable === 'DoNotSchedule')
      .map((constraint) => spread(pod, constraint, neighbours)),
    ...(affinity?.podAffinity?.[required] ?? []).map((term) => together(pod, term, neighbours)),
    ...(affinity?.podAntiAffinity?.[required] ?? []).map((term) => apart(pod, term, neighbours)),
  ]
}

const no = (reason: string, helpless = false): Misfit => ({ reasons: [reason], helpless })

/** How many pods of the term stand in each domain. */
function countByDomain(pod: Pod, { topologyKey, labelSelector }: PodAffinityTerm, { nodeNamed, podsIn }: Neighbours) {
  const counts = new Map<string, number>()
  for (const other of podsIn(pod.metadata.namespace)) {
    if (labelSelector === undefined || !matchesSelector(labelSelector, other.metadata.labels)) continue
    const domain = nodeNamed(other.spec.nodeName ?? '')?.metadata.labels?.[topologyKey]
    if (domain !== undefined) counts.set(domain, (counts.get(domain) ?? 0) + 1)
  }
  return counts
}

function spread(pod: Pod, constraint: TopologySpreadConstraint, neighbours: Neighbours): Rule {
  const { topologyKey, maxSkew, labelSelector } = constraint
  const counts = countByDomain(pod, constraint, neighbours)
  const domains = neighbours.nodes
    .filter((node) => matchesNode(pod.spec, node))
    .flatMap(({ metadata }) => metadata.labels?.[topologyKey] ?? [])
  const least = Math.min(...domains.map((domain) => counts.get(domain) ?? 0))
  const self = labelSelector !== undefined && matchesSelector(labelSelector, pod.metadata.labels) ? 1 : 0
  const reason = "node(s) didn't match pod topology spread constraints"
  return ({ metadata }) => {
    const domain = metadata.labels?.[topologyKey]
    if (domain === undefined) return no(`${reason} (missing required label)`, true)
    return (counts.get(domain) ?? 0) + self - least > maxSkew ? no(reason) : undefined
  }
}

function together(pod: Pod, term: PodAffinityTerm, neighbours: Neighbours): Rule {
  const counts = countByDomain(pod, term, neighbours)
  // The first pod of a group that wants to be with itself may go anywhere.
  const isFirst = counts.size === 0 && matchesSelector(term.labelSelector ?? {}, pod.metadata.labels)
  return ({ metadata }) => {
    const domain = metadata.labels?.[term.topologyKey]
    const isMet = domain !== undefined && (isFirst || (counts.get(domain) ?? 0) > 0)
    return isMet ? undefined : no("node(s) didn't match pod affinity rules", true)
  }
}

function apart(pod: Pod, term: PodAffinityTerm, neighbours: Neighbours): Rule {
  const counts = countByDomain(pod, term, neighbours)
  return ({ metadata }) => {
    const domain = metadata.labels?.[term.topologyKey]
    const isTaken = domain !== undefined && (counts.get(domain) ?? 0) > 0
    return isTaken ? no("node(s) didn't match pod anti-affinity rules") : undefined
  }
}
