import type { LabelSelector, TextMap } from '@/demo/store/objects'
import { meets } from '@/lib/kube/requirement'

export function matchesSelector(selector: LabelSelector, labels: TextMap = {}): boolean {
  for (const [key, value] of Object.entries(selector.matchLabels ?? {})) if (labels[key] !== value) return false
  return (selector.matchExpressions ?? []).every((asked) => meets(asked, labels[asked.key]))
}
