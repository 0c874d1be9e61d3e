import type { Cell, Row } from './dashboard'
import { type Law, laws, placeOf } from './laws'
import type { Sight } from './sight'

/** Rows of a view as somebody should see them, made from those of an administrator. */
export interface Expectation {
  readonly rows: ReadonlyMap<string, ExpectedRow>
}

export interface ExpectedRow {
  /** With null for what is masked. */
  readonly row: Row
  readonly whole: Row
  readonly masked: ReadonlySet<string>
}

export function expectRows(view: string, all: readonly Row[], sight: Sight): Expectation {
  const law = laws[view]
  if (law === undefined) throw new Error(`There is no law for the view ${view}.`)
  const theirs = all.filter((row) => {
    const { resource, namespace } = law.of(row)
    return sight.mayList(resource, namespace)
  })
  return { rows: new Map(theirs.map((row) => [row.key, maskRow(view, law, row, sight)])) }
}

function maskRow(view: string, { from }: Law, whole: Row, sight: Sight): ExpectedRow {
  const place = placeOf(view, whole)
  const hidden = from.filter(({ resource, when }) => (when?.(whole) ?? true) && !sight.mayList(resource, place))
  const masked = new Set(hidden.flatMap(({ columns }) => columns))
  const row = { ...whole, ...Object.fromEntries([...masked].map((column) => [column, null])) }
  return { row, whole, masked }
}

/** One question beside that for everything. */
export type Question =
  | { readonly about: 'everything' }
  | { readonly about: 'namespace'; readonly namespace: string }
  | { readonly about: 'text'; readonly word: string }
  | { readonly about: 'facet'; readonly column: string; readonly value: string }
  | { readonly about: 'sort'; readonly column: string; readonly descending: boolean }

export function queryOf(question: Question): string {
  const query = new URLSearchParams()
  if (question.about === 'namespace') query.set('namespace', question.namespace)
  if (question.about === 'text') query.set('q', question.word)
  if (question.about === 'facet') query.set(`facet.${question.column}`, question.value)
  if (question.about === 'sort') query.set('sort', `${question.descending ? '-' : ''}${question.column}`)
  return query.toString()
}

/**
 * Whether a row answers a question. Which columns a text is looked for in is the view's own affair: what an
 * administrator finds, somebody else finds too unless it could only be in a masked cell.
 */
export type Verdict = 'yes' | 'no' | 'either'

export function verdictOf(view: string, question: Question, expected: ExpectedRow, foundByAdmin: boolean): Verdict {
  const { row, masked } = expected
  switch (question.about) {
    case 'everything':
    case 'sort':
      return 'yes'
    case 'namespace':
      return view === 'nodes' || placeOf(view, row) === question.namespace ? 'yes' : 'no'
    case 'facet':
      return facetValue(row[question.column]) === question.value ? 'yes' : 'no'
    case 'text':
      if (!foundByAdmin || masked.size === 0) return foundByAdmin ? 'yes' : 'no'
      return cellsWith(row, question.word).length === 0 ? 'no' : certainOrEither(expected, question.word)
  }
}

/** A word that no masked cell holds is found for the same reason as by the administrator. */
function certainOrEither({ whole, masked }: ExpectedRow, word: string): Verdict {
  return cellsWith(whole, word).some((column) => masked.has(column)) ? 'either' : 'yes'
}

const cellsWith = (row: Row, word: string): readonly string[] =>
  Object.entries(row).flatMap(([column, cell]) =>
    column !== 'key' && typeof cell === 'string' && cell.toLowerCase().includes(word.toLowerCase()) ? [column] : [],
  )

/** A cell as facets name it: '' for none. */
export const facetValue = (cell: Cell | undefined): string => String(cell ?? '')

/** How many rows have each value. */
export function countValues(rows: readonly Row[], column: string): Readonly<Record<string, number>> {
  const counts = new Map<string, number>()
  for (const row of rows) {
    const value = facetValue(row[column])
    counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return Object.fromEntries(counts)
}
