import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Row } from '@/lib/views/view'
import type { Delta, Snapshot, Summary } from './message'
import { foldMessage, snapshotOf, type Table, tableOfAnswer } from './table'

const row = (key: string, restarts = 0): Row => ({ key, name: `web-${key}`, restarts, node: null, ready: true })

const snapshot = (over: Partial<Snapshot> = {}): Snapshot => ({
  type: 'snapshot',
  selection: 's1',
  version: 1,
  offset: 100,
  keys: ['a', 'b', 'c'],
  rows: [row('a'), row('b'), row('c')],
  total: 7,
  matched: 3,
  facets: { status: { Running: 2, Pending: 1 }, node: { n1: 3 } },
  freshness: { pods: { state: 'live', since: 5 }, nodes: { state: 'live', since: 6 } },
  ...over,
})

const delta = (over: Partial<Delta> = {}): Delta => ({
  type: 'delta',
  selection: 's1',
  from: 1,
  version: 2,
  rows: [],
  ...over,
})

/** As it is after it came over the wire: equal, and no object the same. */
const copied = <T>(value: T): T => structuredClone(value)

function folded(table: Table | undefined, ...messages: readonly (Snapshot | Delta)[]): Table {
  let now = table
  for (const message of messages) {
    const next = foldMessage(now, copied(message))
    if (next === 'gap') throw new Error('gap')
    now = next
  }
  if (now === undefined) throw new Error('no messages')
  return now
}

describe('foldMessage', () => {
  test('a snapshot is the table, in the order of its keys', () => {
    const table = folded(undefined, snapshot({ rows: [row('c'), row('a'), row('b')] }))
    expect(table.rows.map(({ key }) => key)).toEqual(['a', 'b', 'c'])
    expect(snapshotOf('s1', table)).toEqual(snapshot())
  })

  test('a delta replaces the rows it brings and leaves all else the same object', () => {
    const before = folded(undefined, snapshot())
    const after = folded(before, delta({ rows: [row('b', 4)] }))
    expect(after.rows).toEqual([row('a'), row('b', 4), row('c')])
    expect(after.rows[0]).toBe(before.rows[0])
    expect(after.rows[2]).toBe(before.rows[2])
    expect(after).toMatchObject({ version: 2, offset: 100, total: 7, matched: 3 })
    for (const part of ['keys', 'positions', 'facets', 'freshness'] as const) expect(after[part]).toBe(before[part])
  })

  test('a delta with keys moves, adds and drops rows', () => {
    const before = folded(undefined, snapshot())
    const after = folded(before, delta({ keys: ['d', 'c', 'a'], rows: [row('d')], total: 8, matched: 4 }))
    expect(after.rows).toEqual([row('d'), row('c'), row('a')])
    expect(after.rows[1]).toBe(before.rows[2])
    expect(after.rows[2]).toBe(before.rows[0])
    expect(after.positions.get('c')).toBe(1)
    expect(after.positions.has('b')).toBe(false)
    expect(after).toMatchObject({ total: 8, matched: 4 })
  })

  test('what says the same again stays the same object, in a snapshot too', () => {
    const before = folded(undefined, snapshot())
    const after = folded(before, snapshot({ version: 9 }))
    for (const part of ['keys', 'rows', 'positions', 'facets', 'freshness'] as const)
      expect(after[part]).toBe(before[part])
    const same = folded(before, delta({ rows: [row('a')], keys: ['a', 'b', 'c'], facets: snapshot().facets }))
    expect(same.rows).toBe(before.rows)
    expect(same.keys).toBe(before.keys)
    expect(same.facets).toBe(before.facets)
  })

  test('rows that two windows have in common stay the same objects', () => {
    const before = folded(undefined, snapshot())
    const after = folded(before, snapshot({ offset: 101, keys: ['b', 'c', 'd'], rows: [row('b'), row('c'), row('d')] }))
    expect(after.rows.slice(0, 2)).toEqual([before.rows[1], before.rows[2]])
    expect(after.rows[0]).toBe(before.rows[1])
    expect(after.offset).toBe(101)
  })

  test('only the facet and the type that changed are new objects', () => {
    const before = folded(undefined, snapshot())
    const after = folded(
      before,
      delta({
        facets: { status: { Running: 3 }, node: { n1: 3 } },
        freshness: { pods: { state: 'live', since: 9 }, nodes: { state: 'live', since: 6 } },
      }),
    )
    expect(after.facets).toEqual({ status: { Running: 3 }, node: { n1: 3 } })
    expect(after.facets.node).toBe(before.facets.node)
    expect(after.freshness.nodes).toBe(before.freshness.nodes)
    expect(after.freshness.pods).toEqual({ state: 'live', since: 9 })
  })

  test.each([
    ['nothing is known', undefined, delta()],
    ['a change was lost', snapshot(), delta({ from: 2, version: 3 })],
    ['a change comes twice', snapshot({ version: 2 }), delta()],
    ['a row is missing', snapshot(), delta({ keys: ['a', 'x'] })],
    ['a snapshot lacks a row', undefined, snapshot({ rows: [row('a')] })],
  ])('is a gap when %s', (_, first, message) => {
    expect(foldMessage(first && folded(undefined, first), message)).toBe('gap')
  })

  test('a row outside the window says nothing', () => {
    const before = folded(undefined, snapshot())
    expect(folded(before, delta({ rows: [row('z')] })).rows).toBe(before.rows)
  })

  test('a column that goes is a change', () => {
    const before = folded(undefined, snapshot())
    const less = { key: 'a', name: 'web-a', restarts: 0, ready: true }
    expect(folded(before, delta({ rows: [less] })).rows[0]).toEqual(less)
  })

  test('the first snapshot keeps the rows of a server-rendered answer', () => {
    const { rows, total, matched, facets, freshness } = snapshot()
    const rendered = tableOfAnswer({ rows, total, matched, facets, freshness }, 100)
    expect(folded(rendered, snapshot()).rows).toBe(rows)
    expect(foldMessage(rendered, delta({ from: 0 }))).toBe('gap')
  })
})

interface State extends Summary {
  readonly keys: readonly string[]
  readonly rows: ReadonlyMap<string, Row>
}

const states = fc
  .record({
    shown: fc.uniqueArray(fc.record({ key: fc.constantFrom(...'abcdefgh'), restarts: fc.nat(2) }), {
      selector: ({ key }) => key,
    }),
    total: fc.nat(3),
    running: fc.nat(2),
    since: fc.nat(2),
  })
  .map(
    ({ shown, total, running, since }): State => ({
      keys: shown.map(({ key }) => key),
      rows: new Map(shown.map(({ key, restarts }) => [key, row(key, restarts)])),
      total,
      matched: shown.length,
      facets: { status: { Running: running }, node: { n1: 1 } },
      freshness: { pods: { state: 'live', since }, nodes: { state: 'live', since: 1 } },
    }),
  )

const asSnapshot = (state: State, version: number): Snapshot =>
  snapshot({ ...state, version, rows: state.keys.flatMap((key) => state.rows.get(key) ?? []) })

/** What a server says that left one state for another: only what differs. */
function between(before: State, after: State, from: number): Delta {
  const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
  return delta({
    from,
    version: from + 1,
    rows: [...after.rows.values()].filter((it) => !isSame(before.rows.get(it.key), it)),
    ...(isSame(before.keys, after.keys) ? {} : { keys: after.keys }),
    ...(before.total === after.total ? {} : { total: after.total }),
    ...(before.matched === after.matched ? {} : { matched: after.matched }),
    ...(isSame(before.facets, after.facets) ? {} : { facets: after.facets }),
    ...(isSame(before.freshness, after.freshness) ? {} : { freshness: after.freshness }),
  })
}

test('folding the changes between any states gives what a snapshot of the last gives', () => {
  fc.assert(
    fc.property(states, fc.array(states, { maxLength: 8 }), (first, later) => {
      const steps = [first, ...later]
      let table = folded(undefined, asSnapshot(first, 0))
      for (const [index, state] of later.entries()) {
        const before = table
        table = folded(before, between(steps[index] ?? first, state, index))
        for (const [position, kept] of table.rows.entries()) {
          const known = before.rows[before.positions.get(kept.key) ?? -1]
          if (known !== undefined && known.restarts === kept.restarts) expect(table.rows[position]).toBe(known)
        }
      }
      expect(table).toEqual(folded(undefined, asSnapshot(steps.at(-1) ?? first, later.length)))
    }),
  )
})
