import type { Row } from '@/lib/views/view'

/** A stretch of a table in the order it had at one moment, with its rows, so that it can be shown on while the table moves. */
export interface HeldOrder<R extends Row> {
  /** What the table was asked; an order is held only for the same question. */
  readonly question: string
  readonly offset: number
  readonly keys: readonly string[]
  readonly rows: ReadonlyMap<string, R>
}

interface Stretch<R extends Row> {
  readonly offset: number
  readonly keys: readonly string[]
  rowAt(index: number): R | undefined
}

export function holdOrder<R extends Row>(table: Stretch<R>, question: string): HeldOrder<R> {
  return { question, offset: table.offset, keys: table.keys, rows: rowsByKey(table) }
}

export function rowsByKey<R extends Row>(table: Stretch<R>): ReadonlyMap<string, R> {
  const rows = new Map<string, R>()
  for (let index = 0; index < table.keys.length; index++) {
    const row = table.rowAt(table.offset + index)
    if (row !== undefined) rows.set(row.key, row)
  }
  return rows
}

/** How many lines would come, go or change places if `latest` replaced `shown`; one that comes where one went counts once. */
export function countMoves(shown: readonly string[], latest: readonly string[]): number {
  if (shown === latest) return 0
  const places = new Map(shown.map((key, place) => [key, place]))
  const kept = latest.flatMap((key) => places.get(key) ?? [])
  const came = latest.length - kept.length
  const went = shown.length - kept.length
  return Math.max(came, went) + kept.length - longestRise(kept)
}

/** Length of the longest strictly rising subsequence (patience sorting, n log n): the lines that may stay where they are. */
function longestRise(places: readonly number[]): number {
  const tails: number[] = []
  for (const place of places) {
    let low = 0
    let high = tails.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((tails[middle] ?? Number.POSITIVE_INFINITY) < place) low = middle + 1
      else high = middle
    }
    tails[low] = place
  }
  return tails.length
}
