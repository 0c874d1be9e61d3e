import type { Question } from '@/lib/live/question'

export type RowView = 'pods' | 'workloads' | 'nodes'

/** Namesakes in one namespace at once: the one that is going, and the one that was made anew. */
const most = 2

/** Asks a view for the row of one object, by its name. */
export function rowQuestion(view: RowView, kind: string, namespace: string | null, name: string): Question {
  return {
    namespaces: namespace === null ? [] : [namespace],
    name,
    text: '',
    facets: view === 'workloads' ? { kind: [kind] } : {},
    sort: { column: 'name', descending: false },
    offset: 0,
    limit: most,
  }
}
