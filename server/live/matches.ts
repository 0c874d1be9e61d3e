import type { FacetCounts } from '@/lib/live/message'
import type { Question } from '@/lib/live/question'
import { compareRows } from '@/lib/views/compare'
import { createMatcher, notFound, outside } from '@/lib/views/match'
import { createLook, type Look, type Sight } from '@/lib/views/sight'
import type { Row, ViewShape } from '@/lib/views/view'
import { createFacetCounts } from './facet-counts'
import { type Frame, rank } from './frame'
import { type RowChange, sameRow, type View } from './view'

/** All rows of a view that answer one question, in order, kept so as rows change; windows are cut from it. */
export interface Matches {
  readonly view: View
  /** Those that match, in order. */
  readonly ordered: readonly Row[]
  /** Rows the viewer may see in the chosen namespaces, matching or not. */
  readonly total: number
  facets(): FacetCounts
  /** Called once a frame after something changed. */
  subscribe(listener: () => void): () => void
  close(): void
}

/** From this many changes on, one merge is cheaper than placing each by binary search. */
const mergeFrom = 48

/** Rows pass through the viewer's look first: what they may not see is in nothing that is told here. */
export function createMatches(
  view: View,
  question: Question,
  sight: Sight,
  frame: Frame,
  order: number = rank.matches,
): Matches {
  const compare = compareRows(view.shape, question.sort)
  const look = createLook(view.shape, sight)
  const tally = createTally(view.shape, question)
  const listeners = new Set<() => void>()
  let ordered: Row[] = []
  const announce = frame.task(order, () => {
    for (const listener of listeners) listener()
  })

  function apply(changes: Iterable<RowChange<Row>>) {
    const leaving: Row[] = []
    const entering: Row[] = []
    let isOther = false
    for (const { before, after } of seenChanges(changes, look)) {
      isOther = true
      if (before !== undefined && tally.count(before, -1)) leaving.push(before)
      if (after !== undefined && tally.count(after, 1)) entering.push(after)
    }
    if (!isOther) return
    ordered =
      leaving.length + entering.length < mergeFrom
        ? placed(ordered, leaving, entering, compare)
        : merged(ordered, leaving, entering, compare)
    announce()
  }

  apply(allOf(view))
  const unsubscribe = view.subscribe((changes) => apply(changes.values()))

  return {
    view,
    get ordered() {
      return ordered
    },
    get total() {
      return tally.total
    },
    facets: tally.facets,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: unsubscribe,
  }
}

function* allOf({ rows }: View): Generator<RowChange<Row>> {
  for (const after of rows.values()) yield { before: undefined, after }
}

/** What of the changes a viewer can tell: of one that is only in what is masked nothing. */
function* seenChanges(changes: Iterable<RowChange<Row>>, look: Look): Generator<RowChange<Row>> {
  for (const change of changes) {
    const before = change.before && look(change.before)
    const after = change.after && look(change.after)
    if (before === undefined && after === undefined) continue
    if (before !== change.before || after !== change.after) {
      if (!sameRow(before, after)) yield { before, after }
    } else yield change
  }
}

/** Judges rows as they come and go, and keeps the counts. */
function createTally(shape: ViewShape, question: Question) {
  const verdictOf = createMatcher(shape, question)
  const counts = createFacetCounts(shape.facets)
  let total = 0
  return {
    get total() {
      return total
    },
    facets: counts.read,
    /** True if the row matches. */
    count(row: Row, by: 1 | -1): boolean {
      const verdict = verdictOf(row)
      if (verdict === outside) return false
      total += by
      if (verdict === notFound) return false
      counts.add(row, verdict, by)
      return verdict === 0
    },
  }
}

type Compare = (a: Row, b: Row) => number

/** Index of the first row that does not sort before `row`. */
function lowerBound(rows: readonly Row[], row: Row, compare: Compare): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const candidate = rows[middle]
    if (candidate !== undefined && compare(candidate, row) < 0) low = middle + 1
    else high = middle
  }
  return low
}

function placed(rows: Row[], leaving: readonly Row[], entering: readonly Row[], compare: Compare): Row[] {
  for (const row of leaving) rows.splice(lowerBound(rows, row, compare), 1)
  for (const row of entering) rows.splice(lowerBound(rows, row, compare), 0, row)
  return rows
}

function merged(rows: readonly Row[], leaving: readonly Row[], entering: Row[], compare: Compare): Row[] {
  const gone = new Set(leaving.map((row) => row.key))
  entering.sort(compare)
  const result: Row[] = []
  let next = 0
  for (const row of rows) {
    if (gone.has(row.key)) continue
    for (let fresh = entering[next]; fresh !== undefined && compare(fresh, row) < 0; fresh = entering[++next])
      result.push(fresh)
    result.push(row)
  }
  for (; next < entering.length; next++) {
    const fresh = entering[next]
    if (fresh !== undefined) result.push(fresh)
  }
  return result
}
