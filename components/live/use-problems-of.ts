'use client'

import { useMemo } from 'react'
import type { Question } from '@/lib/live/question'
import { concerns, type ProblemRow, problemsShape } from '@/lib/views/problems'
import { useTable } from './use-table'

/** An object as problems name it; `namespace` is null where its kind has none. */
export interface Concerned {
  readonly kind: string
  readonly namespace: string | null
  readonly name: string
}

/** The problems that are about an object or harm it, worst first, as they come and go. */
export function useProblemsOf(cluster: string, { kind, namespace, name }: Concerned): readonly ProblemRow[] {
  const object = useMemo(() => ({ kind, namespace: namespace ?? '', name }), [kind, namespace, name])
  const question = useMemo(() => problemsOfQuestion(object), [object])
  const { keys, offset, pending, rowAt } = useTable<ProblemRow>(cluster, 'problems', question)
  return useMemo(() => {
    if (pending) return []
    const rows = keys.flatMap((_, place) => rowAt(offset + place) ?? [])
    return rows.filter((row) => concerns(row, object))
  }, [keys, offset, pending, rowAt, object])
}

/** Text finds what begins alike, too: the rows are looked at once more. */
function problemsOfQuestion({ kind, namespace, name }: { kind: string; namespace: string; name: string }): Question {
  const text = `${kind}/${namespace}/${name}`.toLowerCase()
  return { namespaces: [], text, facets: {}, sort: problemsShape.defaultSort, offset: 0, limit: 50 }
}
