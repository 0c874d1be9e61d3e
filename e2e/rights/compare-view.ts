import type { Answer, Row } from './dashboard'
import {
  countValues,
  type ExpectedRow,
  expectRows,
  facetValue,
  type Question,
  type Verdict,
  verdictOf,
} from './expectation'
import type { Sight } from './sight'

/** Something that somebody sees and should not, or should and does not. `leak` is never excused by a change meanwhile. */
export interface Difference {
  readonly sort: 'extra' | 'missing' | 'leak' | 'cell' | 'count' | 'facet' | 'order'
  readonly sentence: string
}

interface Asked {
  readonly view: string
  readonly question: Question
  /** What an administrator is shown for everything, and for the question. */
  readonly all: readonly Row[]
  readonly found: readonly Row[]
  readonly sight: Sight
  readonly answer: Answer
}

export function compareView(asked: Asked): readonly Difference[] {
  const { view, question, all, found, sight, answer } = asked
  const foundKeys = new Set(found.map(({ key }) => key))
  const { rows } = expectRows(view, all, sight)
  const verdicts = new Map(
    [...rows].map(([key, row]) => [key, verdictOf(view, question, row, foundKeys.has(key))] as const),
  )
  return [
    ...compareKeys(verdicts, answer),
    ...answer.rows.flatMap((row) => compareCells(rows.get(row.key), row)),
    ...compareCounts(asked, rows, verdicts),
    ...compareFacets(asked, rows),
    ...compareOrder(found, rows, answer),
  ]
}

const difference = (sort: Difference['sort'], sentence: string): Difference => ({ sort, sentence })

function compareKeys(verdicts: ReadonlyMap<string, Verdict>, { rows }: Answer): readonly Difference[] {
  const extra = rows.filter(({ key }) => (verdicts.get(key) ?? 'no') === 'no')
  const shown = new Set(rows.map(({ key }) => key))
  const missing = [...verdicts].filter(([key, verdict]) => verdict === 'yes' && !shown.has(key))
  return [
    ...extra.map((row) => difference('extra', `shows ${JSON.stringify(row)}`)),
    ...missing.map(([key]) => difference('missing', `does not show ${key}`)),
  ]
}

function compareCells(expected: ExpectedRow | undefined, shown: Row): readonly Difference[] {
  if (expected === undefined) return []
  const { row, whole, masked } = expected
  return Object.keys({ ...row, ...shown }).flatMap((column) => {
    const [wanted, cell] = [row[column] ?? null, shown[column] ?? null]
    if (wanted === cell) return []
    const sort = masked.has(column) ? 'leak' : 'cell'
    return [difference(sort, `${column} of ${whole.key} is ${JSON.stringify(cell)}, not ${JSON.stringify(wanted)}`)]
  })
}

function compareCounts(
  { view, question, answer }: Asked,
  rows: ReadonlyMap<string, ExpectedRow>,
  verdicts: ReadonlyMap<string, Verdict>,
): readonly Difference[] {
  const inside = [...rows.values()].filter(
    (row) => question.about !== 'namespace' || verdictOf(view, question, row, true) === 'yes',
  )
  const counted = [...verdicts.values()]
  const least = counted.filter((verdict) => verdict === 'yes').length
  const most = counted.filter((verdict) => verdict !== 'no').length
  const total =
    answer.total === inside.length ? [] : [difference('count', `total ${answer.total}, not ${inside.length}`)]
  if (answer.matched >= least && answer.matched <= most) return total
  return [...total, difference('count', `matched ${answer.matched}, not ${least}${most > least ? ` to ${most}` : ''}`)]
}

/** Values that a facet tells; the most frequent ones. */
const mostValues = 40

function compareFacets(
  { view, question, answer }: Asked,
  rows: ReadonlyMap<string, ExpectedRow>,
): readonly Difference[] {
  if (question.about === 'text') return []
  const seen = [...rows.values()].filter(
    (row) => question.about !== 'namespace' || verdictOf(view, question, row, true) === 'yes',
  )
  return Object.entries(answer.facets).flatMap(([facet, told]) => {
    const narrowed = seen.filter(
      ({ row }) =>
        question.about !== 'facet' || question.column === facet || facetValue(row[question.column]) === question.value,
    )
    const wanted = countValues(
      narrowed.map(({ row }) => row),
      facet,
    )
    const values = Object.keys(wanted)
    const same = values.length === Object.keys(told).length && values.every((value) => wanted[value] === told[value])
    if (same || values.length > mostValues) return []
    return [difference('facet', `${facet} is ${JSON.stringify(told)}, not ${JSON.stringify(wanted)}`)]
  })
}

/** Rows of which nothing is masked stand in the order in which an administrator has them. */
function compareOrder(
  found: readonly Row[],
  rows: ReadonlyMap<string, ExpectedRow>,
  answer: Answer,
): readonly Difference[] {
  const places = new Map(found.map(({ key }, place) => [key, place]))
  const shown = answer.rows.flatMap(({ key }) => (rows.get(key)?.masked.size === 0 ? (places.get(key) ?? []) : []))
  const sorted = shown.every((place, index) => index === 0 || place > (shown[index - 1] ?? -1))
  return sorted ? [] : [difference('order', 'its rows stand in another order than an administrator’s')]
}
