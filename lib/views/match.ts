import type { Question } from '@/lib/live/question'
import type { Sight } from './sight'
import type { Cell, Row, ViewShape } from './view'

/** The row is in no namespace that was asked for and may be seen. */
export const outside = -1

/** The row is inside, and the text filter does not find it. */
export const failsText = -2

/**
 * How a row fares against a question: `outside`, `failsText`, or the set of the facets it fails, as bits by their index in
 * `shape.facets`. 0 is a match; a row counts for a facet when it fails no other.
 */
export type Matcher = (row: Row) => number

/** Masked columns match nothing, whether the row comes masked or not. Allocates nothing per row. */
export function createMatcher(shape: ViewShape, question: Question, sight: Sight): Matcher {
  const inside = createNamespaceTest(shape, question, sight)
  const found = createTextTest(shape, question.text, sight)
  const facets = shape.facets.flatMap((column, index) => {
    const picks = question.facets[column] ?? []
    if (picks.length === 0) return []
    return [{ bit: 1 << index, column, picks: new Set(picks), masked: sight.masked.includes(column) }]
  })
  return (row) => {
    if (!inside(row)) return outside
    if (!found(row)) return failsText
    let failed = 0
    for (const { bit, column, picks, masked } of facets)
      if (!picks.has(masked ? '' : facetValue(row[column]))) failed |= bit
    return failed
  }
}

/** A cell as facets name it: '' for none. */
export function facetValue(cell: Cell | undefined): string {
  return typeof cell === 'string' ? cell : cell === null || cell === undefined ? '' : String(cell)
}

/** Objects without a namespace are seen by those who see all, and by nobody else. */
function createNamespaceTest({ namespaceColumn, composed }: ViewShape, question: Question, { namespaces }: Sight) {
  if (composed) return () => true
  if (namespaceColumn === undefined) return () => namespaces === 'all'
  const asked = question.namespaces.length === 0 ? undefined : new Set(question.namespaces)
  if (asked === undefined && namespaces === 'all') return () => true
  const open =
    asked === undefined || namespaces === 'all'
      ? new Set(asked ?? namespaces)
      : new Set(question.namespaces.filter((namespace) => namespaces.has(namespace)))
  return (row: Row) => open.has(facetValue(row[namespaceColumn]))
}

/** Every word must be in some searched column, in whatever case. */
function createTextTest({ searched }: ViewShape, text: string, { masked }: Sight) {
  const columns = searched.filter((column) => !masked.includes(column))
  const patterns = text
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => new RegExp(word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'i'))
  const inSome = (row: Row, pattern: RegExp) =>
    columns.some((column) => {
      const cell = row[column]
      return typeof cell === 'string' && pattern.test(cell)
    })
  return (row: Row) => patterns.every((pattern) => inSome(row, pattern))
}
