import type { Question } from '@/lib/live/question'
import type { Cell, Row, ViewShape } from './view'

/** The row is in no namespace that was asked for. */
export const outside = -1

/** The row is inside, and is not found by its name or by the text filter. */
export const notFound = -2

/**
 * How a row fares against a question: `outside`, `notFound`, or the set of the facets it fails, as bits by their index in
 * `shape.facets`. 0 is a match; a row counts for a facet when it fails no other.
 */
export type Matcher = (row: Row) => number

/** Of rows as their viewer may see them: what is masked is null, and matches as null does. Allocates nothing per row. */
export function createMatcher(shape: ViewShape, question: Question): Matcher {
  const { name } = question
  const inside = createNamespaceTest(shape, question)
  const found = createTextTest(shape, question.text)
  const facets = shape.facets.flatMap((column, index) => {
    const picks = question.facets[column] ?? []
    return picks.length === 0 ? [] : [{ bit: 1 << index, column, picks: new Set(picks) }]
  })
  return (row) => {
    if (!inside(row)) return outside
    if (name !== undefined && row.name !== name) return notFound
    if (!found(row)) return notFound
    let failed = 0
    for (const { bit, column, picks } of facets) if (!picks.has(facetValue(row[column]))) failed |= bit
    return failed
  }
}

/** A cell as facets name it: '' for none. */
export function facetValue(cell: Cell | undefined): string {
  return typeof cell === 'string' ? cell : cell === null || cell === undefined ? '' : String(cell)
}

function createNamespaceTest({ namespaceColumn, furtherNamespaces, composed }: ViewShape, { namespaces }: Question) {
  if (composed || namespaceColumn === undefined || namespaces.length === 0) return () => true
  const asked = new Set(namespaces)
  const isIn = (row: Row) => asked.has(facetValue(row[namespaceColumn]))
  if (furtherNamespaces === undefined) return isIn
  return (row: Row) => {
    const further = facetValue(row[furtherNamespaces])
    return isIn(row) || (further !== '' && further.split('\n').some((namespace) => asked.has(namespace)))
  }
}

/** Every word must be in some searched column, in whatever case. */
function createTextTest({ searched }: ViewShape, text: string) {
  const patterns = text
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => new RegExp(word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'i'))
  const inSome = (row: Row, pattern: RegExp) =>
    searched.some((column) => {
      const cell = row[column]
      return typeof cell === 'string' && pattern.test(cell)
    })
  return (row: Row) => patterns.every((pattern) => inSome(row, pattern))
}
