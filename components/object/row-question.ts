import type { Question } from '@/lib/live/question'

export type RowView = 'pods' | 'workloads' | 'nodes'

/** What contains a name may stand before it, in order of names: so many are looked through for the one of just that name. */
const most = 200

/** Asks a view for the row of one object, by its name. */
export function rowQuestion(view: RowView, kind: string, namespace: string | null, name: string): Question {
  return {
    namespaces: namespace === null ? [] : [namespace],
    text: name,
    facets: view === 'workloads' ? { kind: [kind] } : {},
    sort: { column: 'name', descending: false },
    offset: 0,
    limit: most,
  }
}
