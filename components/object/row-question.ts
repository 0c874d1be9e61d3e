import type { Question } from '@/lib/live/question'

export type RowView = 'pods' | 'workloads' | 'nodes'

/** Asks a view for the row of one object: by its name, which sorts before every longer one that begins alike. */
export function rowQuestion(view: RowView, kind: string, namespace: string | null, name: string): Question {
  return {
    namespaces: namespace === null ? [] : [namespace],
    text: name,
    facets: view === 'workloads' ? { kind: [kind] } : {},
    sort: { column: 'name', descending: false },
    offset: 0,
    limit: 20,
  }
}
