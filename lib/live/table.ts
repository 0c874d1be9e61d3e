import type { Row } from '@/lib/views/view'
import type { Answer, Delta, Snapshot, Summary } from './message'
import { keepEntries, keepEqual } from './sharing'

/** What a browser knows of one selection. What did not change from one table to the next is the same object. */
export interface Table extends Summary {
  readonly version: number
  /** Position of the window's first row in the whole ordered list. */
  readonly offset: number
  readonly keys: readonly string[]
  /** One for each of `keys`, in its order. */
  readonly rows: readonly Row[]
  /** Where in the window a key is; the same map for as long as `keys` is the same. */
  readonly positions: ReadonlyMap<string, number>
}

/**
 * The table after a message. `gap`: the message does not follow on what the table knows (another version came before it,
 * or a row is missing), so the selection must be asked for anew.
 */
export function foldMessage(table: Table | undefined, message: Snapshot | Delta): Table | 'gap' {
  if (message.type === 'snapshot') return foldSnapshot(table, message)
  if (table === undefined || message.from !== table.version) return 'gap'
  const placed =
    message.keys === undefined ? replaceRows(table, message.rows) : place(table, message.keys, message.rows)
  if (placed === 'gap') return 'gap'
  return {
    ...placed,
    version: message.version,
    offset: table.offset,
    total: message.total ?? table.total,
    matched: message.matched ?? table.matched,
    facets: message.facets === undefined ? table.facets : keepEntries(table.facets, message.facets),
    freshness: message.freshness === undefined ? table.freshness : keepEntries(table.freshness, message.freshness),
  }
}

/** A server-rendered first answer as a table. No delta fits it: the stream starts with a snapshot. */
export function tableOfAnswer(answer: Answer, offset: number): Table {
  const { rows, total, matched, facets, freshness } = answer
  const keys = rows.map((row) => row.key)
  return { version: -1, offset, keys, rows, positions: positionsOf(keys), total, matched, facets, freshness }
}

/** The message that gives somebody who knows nothing this table. */
export function snapshotOf(selection: string, table: Table): Snapshot {
  const { version, offset, keys, rows, total, matched, facets, freshness } = table
  return { type: 'snapshot', selection, version, offset, keys, rows, total, matched, facets, freshness }
}

interface Placed {
  readonly keys: readonly string[]
  readonly rows: readonly Row[]
  readonly positions: ReadonlyMap<string, number>
}

function foldSnapshot(table: Table | undefined, snapshot: Snapshot): Table | 'gap' {
  const { version, offset, total, matched } = snapshot
  const placed = place(table, snapshot.keys, snapshot.rows)
  if (placed === 'gap') return 'gap'
  const facets = keepEntries(table?.facets, snapshot.facets)
  const freshness = keepEntries(table?.freshness, snapshot.freshness)
  return { ...placed, version, offset, total, matched, facets, freshness }
}

/** A new order: each key's row is the one that came, else the one that was known. */
function place(table: Table | undefined, keys: readonly string[], came: readonly Row[]): Placed | 'gap' {
  const fresh = new Map(came.map((row) => [row.key, row]))
  const rows: Row[] = []
  for (const key of keys) {
    const known = rowOf(table, key)
    const row = fresh.get(key)
    const kept = row === undefined ? known : keepEqual(known, row)
    if (kept === undefined) return 'gap'
    rows.push(kept)
  }
  if (table === undefined || !sameItems(table.keys, keys)) return { keys, rows, positions: positionsOf(keys) }
  return { keys: table.keys, rows: sameItems(table.rows, rows) ? table.rows : rows, positions: table.positions }
}

/** The order stands: only the rows that came are looked at. A row outside the window says nothing. */
function replaceRows(table: Table, came: readonly Row[]): Placed {
  const { keys, positions } = table
  let rows: Row[] | undefined
  for (const row of came) {
    const position = positions.get(row.key)
    if (position === undefined || keepEqual(table.rows[position], row) !== row) continue
    rows ??= table.rows.slice()
    rows[position] = row
  }
  return { keys, positions, rows: rows ?? table.rows }
}

function rowOf(table: Table | undefined, key: string): Row | undefined {
  const position = table?.positions.get(key)
  return position === undefined ? undefined : table?.rows[position]
}

const positionsOf = (keys: readonly string[]) => new Map(keys.map((key, position) => [key, position]))

const sameItems = <T>(one: readonly T[], other: readonly T[]) =>
  one.length === other.length && one.every((item, index) => item === other[index])
