import type { FreshnessByType } from '@/lib/live/freshness'
import type { Delta, FacetCounts, Snapshot } from '@/lib/live/message'
import type { Row } from '@/lib/views/view'
import { type Frame, rank } from './frame'
import type { Matches } from './matches'

/** What reads the freshness of the types that feed a view, and tells when it changed. */
export interface FreshnessSource {
  read(): FreshnessByType
  subscribe(listener: () => void): () => void
}

/** One change of a selection, written once for all who stand at `from`. */
export interface Step {
  readonly from: number
  readonly version: number
  /** Keys of the rows in it. */
  readonly rows: readonly string[]
  /** The JSON of the `Delta`. */
  readonly text: string
}

/** One window on the matches of a question, numbered: equal questions share it. */
export interface Selection {
  readonly id: string
  readonly version: number
  readonly limit: number
  snapshot(): Snapshot
  /** All that someone who stands at `from` lacks, when only rows under `touched` changed in between. */
  catchUp(from: number, touched: ReadonlySet<string>): Delta
  subscribe(listener: (step: Step) => void): () => void
  close(): void
}

interface Told {
  readonly rows: readonly Row[]
  readonly keys: readonly string[]
  readonly total: number
  readonly matched: number
  readonly facets: FacetCounts
  readonly freshness: FreshnessByType
}

export function createSelection(
  id: string,
  matches: Matches,
  freshness: FreshnessSource,
  window: { readonly offset: number; readonly limit: number },
  frame: Frame,
): Selection {
  const listeners = new Set<(step: Step) => void>()
  let version = 1
  const read = (before: Told | undefined) => readWindow(matches, freshness, window, before)
  let told = read(undefined)

  const request = frame.task(rank.selections, () => {
    const before = told
    const now = read(before)
    const change = difference(before, now)
    if (change === undefined) return
    told = now
    const delta: Delta = { type: 'delta', selection: id, from: version, version: version + 1, ...change }
    version += 1
    const step = { from: delta.from, version, rows: delta.rows.map((row) => row.key), text: JSON.stringify(delta) }
    for (const listener of listeners) listener(step)
  })

  const closers = [matches.subscribe(request), freshness.subscribe(request)]

  return {
    id,
    limit: window.limit,
    get version() {
      return version
    },
    snapshot() {
      const { rows, keys, ...summary } = told
      return { type: 'snapshot', selection: id, version, offset: window.offset, keys, rows, ...summary }
    },
    catchUp(from, touched) {
      const { rows, keys, ...summary } = told
      return {
        type: 'delta',
        selection: id,
        from,
        version,
        keys,
        rows: rows.filter((row) => touched.has(row.key)),
        ...summary,
      }
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      for (const close of closers) close()
    },
  }
}

/** `keys` stays the same array as long as the order does. */
function readWindow(
  matches: Matches,
  freshness: FreshnessSource,
  { offset, limit }: { readonly offset: number; readonly limit: number },
  before: Told | undefined,
): Told {
  const rows = matches.ordered.slice(offset, offset + limit)
  const same = rows.length === before?.keys.length && rows.every((row, i) => row.key === before.keys[i])
  return {
    rows,
    keys: same ? before.keys : rows.map((row) => row.key),
    total: matches.total,
    matched: matches.ordered.length,
    facets: matches.facets(),
    freshness: freshness.read(),
  }
}

type Change = Omit<Delta, 'type' | 'selection' | 'from' | 'version'>

/** What is new in `now`; undefined when nothing is. */
function difference(before: Told, now: Told): Change | undefined {
  const rows = newRows(before.rows, now.rows)
  const facets = Object.entries(now.facets).filter(([facet, counts]) => before.facets[facet] !== counts)
  const change = {
    ...(now.keys !== before.keys && { keys: now.keys }),
    ...(now.total !== before.total && { total: now.total }),
    ...(now.matched !== before.matched && { matched: now.matched }),
    ...(facets.length > 0 && { facets: Object.fromEntries(facets) }),
    ...(now.freshness !== before.freshness && { freshness: now.freshness }),
  }
  return rows.length === 0 && Object.keys(change).length === 0 ? undefined : { ...change, rows }
}

/** Rows are never changed in place: one that is not the same object as before is new or different. */
function newRows(before: readonly Row[], now: readonly Row[]): readonly Row[] {
  if (before.length === now.length && now.every((row, i) => row === before[i])) return []
  const known = new Set(before)
  return now.filter((row) => !known.has(row))
}
