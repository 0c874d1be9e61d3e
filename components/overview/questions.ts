import type { Question } from '@/lib/live/question'
import { shapes } from '@/lib/views/shapes'

export type Counted = 'workloads' | 'pods' | 'nodes' | 'namespaces'

const mostProblems = 12
const worst = { health: ['degraded', 'failed'] }

/**
 * What the Overview asks. Workloads and nodes: the worst lines, and with them the counts over all, for a facet's own
 * picks do not narrow its counts. Pods and namespaces: the counts alone.
 */
export const overviewQuestions = {
  workloads: (namespaces) => ask('workloads', namespaces, worst, mostProblems),
  pods: (namespaces) => ask('pods', namespaces, {}, 0),
  nodes: () => ask('nodes', [], worst, mostProblems),
  namespaces: (namespaces) => ask('namespaces', namespaces, {}, 0),
} satisfies Record<Counted, (namespaces: readonly string[]) => Question>

function ask(view: Counted, namespaces: readonly string[], facets: Question['facets'], limit: number): Question {
  return { namespaces, text: '', facets, sort: shapes[view].defaultSort, offset: 0, limit }
}
