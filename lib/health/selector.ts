import type { PodDisruptionBudget } from '@/lib/kube/kinds/poddisruptionbudget'
import { meets } from '@/lib/kube/requirement'

type LabelSelector = NonNullable<PodDisruptionBudget['spec']>['selector']
type Labels = Readonly<Record<string, string>>

/** Whether an object has all these labels: as a Service selects. No labels at all select nothing. */
export function selectsAll(selector: Labels, labels: Labels): boolean {
  const wanted = Object.entries(selector)
  return wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value)
}

/** Whether a LabelSelector of policy/v1 matches: an absent one nothing, an empty one all, an unknown operator nothing. */
export function matches(selector: LabelSelector, labels: Labels): boolean {
  if (selector === undefined) return false
  for (const [key, value] of Object.entries(selector.matchLabels)) if (labels[key] !== value) return false
  return selector.matchExpressions.every((asked) => meets(asked, labels[asked.key]))
}
