import type { Node, NodeRequirement, NodeSelectorTerm, PodSpec, Taint, Toleration } from '@/demo/store/objects'
import { meets } from '@/lib/kube/requirement'

/** Whether the node has what the pod's nodeSelector and required node affinity ask for. */
export function matchesNode({ nodeSelector = {}, affinity }: PodSpec, node: Node): boolean {
  const labels = node.metadata.labels ?? {}
  if (Object.entries(nodeSelector).some(([key, value]) => labels[key] !== value)) return false
  const terms = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms
  return terms === undefined || terms.some((term) => matchesTerm(term, node))
}

function matchesTerm({ matchExpressions = [], matchFields = [] }: NodeSelectorTerm, node: Node): boolean {
  // A term that asks for nothing matches nothing (component-helpers nodeaffinity).
  if (matchExpressions.length + matchFields.length === 0) return false
  const labels = node.metadata.labels ?? {}
  return (
    matchExpressions.every((asked) => meetsOfNode(asked, labels[asked.key])) &&
    matchFields.every((asked) => meetsOfNode(asked, node.metadata.name))
  )
}

/** The only nodes that a pod may go to, where each of its terms names some; a DaemonSet's pod names one. */
export function namedNodes({ affinity }: PodSpec): readonly string[] | undefined {
  const terms = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? []
  const named = terms.map(({ matchFields = [] }) =>
    matchFields.find(({ key, operator }) => key === 'metadata.name' && operator === 'In'),
  )
  return named.length > 0 && named.every((field) => field !== undefined)
    ? named.flatMap((field) => field?.values ?? [])
    : undefined
}

/** The first taint of the wanted effects that no toleration covers. */
export function untoleratedTaint(
  tolerations: readonly Toleration[] = [],
  { spec: { taints = [] } }: Node,
  effects: readonly string[] = ['NoSchedule', 'NoExecute'],
): Taint | undefined {
  return taints.find(
    (taint) => effects.includes(taint.effect) && !tolerations.some((toleration) => tolerates(toleration, taint)),
  )
}

/** A node selector knows two operators more than labels do (core/v1). */
function meetsOfNode(asked: NodeRequirement, value: string | undefined): boolean {
  const bound = Number(asked.values?.[0])
  if (asked.operator === 'Gt') return value !== undefined && Number(value) > bound
  if (asked.operator === 'Lt') return value !== undefined && Number(value) < bound
  return meets(asked, value)
}

export function tolerates({ key, operator, value, effect }: Toleration, taint: Taint): boolean {
  if (effect && effect !== taint.effect) return false
  if (key && key !== taint.key) return false
  return operator === 'Exists' || (value ?? '') === (taint.value ?? '')
}
