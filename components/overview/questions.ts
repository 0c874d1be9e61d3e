import type { Question } from '@/lib/live/question'
import { shapes } from '@/lib/views/shapes'

export type Counted = 'workloads' | 'pods' | 'nodes' | 'namespaces'

/** More than these are no overview. */
const mostProblems = 10

/** What the Overview asks: of everything that is counted the counts alone, and the worst problems. */
export const overviewQuestions = {
  workloads: (namespaces) => ask('workloads', namespaces),
  pods: (namespaces) => ask('pods', namespaces),
  nodes: () => ask('nodes', []),
  namespaces: (namespaces) => ask('namespaces', namespaces),
  problems: (namespaces) => ask('problems', namespaces, mostProblems),
} satisfies Record<Counted | 'problems', (namespaces: readonly string[]) => Question>

function ask(view: Counted | 'problems', namespaces: readonly string[], limit = 0): Question {
  return { namespaces, text: '', facets: {}, sort: shapes[view].defaultSort, offset: 0, limit }
}
