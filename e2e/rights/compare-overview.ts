import type { Difference } from './compare-view'
import type { Answer, Row } from './dashboard'
import { countValues, expectRows } from './expectation'
import type { Sight } from './sight'

/** The overview counts what the views that it sums up show to the same person. */
export function compareOverview(
  all: ReadonlyMap<string, readonly Row[]>,
  sight: Sight,
  answer: Answer,
): readonly Difference[] {
  return answer.rows.flatMap((row) => {
    const view = String(row['resource'])
    const rows = [...expectRows(view, all.get(view) ?? [], sight).rows.values()].map((expected) => expected.row)
    const wanted: Readonly<Record<string, number>> = { ...countValues(rows, 'health'), total: rows.length }
    return ['total', 'healthy', 'progressing', 'degraded', 'failed', 'paused'].flatMap((column): Difference[] => {
      const [told, count] = [row[column] ?? 0, wanted[column] ?? 0]
      return told === count ? [] : [{ sort: 'count', sentence: `${column} ${view} are ${told}, not ${count}` }]
    })
  })
}
