import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseQuestion } from '@/lib/live/question'
import { compareRows } from '@/lib/views/compare'
import { createMatcher } from '@/lib/views/match'
import { everything, type Scope } from '@/lib/views/sight'
import { sightOf } from '@/lib/views/testing/sight'
import type { Row, ViewShape } from '@/lib/views/view'
import { createFrame } from './frame'
import { createMatches } from './matches'
import type { RowChange, View, ViewListener } from './view'

const shape: ViewShape = {
  name: 'things',
  namespaceColumn: 'namespace',
  columns: ['namespace', 'name', 'state', 'size'],
  facets: ['state', 'size'],
  searched: ['name'],
  orders: { state: ['bad', 'good'] },
  defaultSort: { column: 'state', descending: false },
  primary: ['things'],
  secondary: [],
}

function question(query: string) {
  const parsed = parseQuestion(shape, new URLSearchParams(query))
  if ('problem' in parsed) throw new Error(parsed.problem.sentence)
  return parsed.value
}

/** A view that is told its rows. */
function createRows(of = shape) {
  const rows = new Map<string, Row>()
  const listeners = new Set<ViewListener<Row>>()
  const view: View = {
    shape: of,
    rows,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  return {
    view,
    set(batch: ReadonlyMap<string, Row | undefined>) {
      const changes = new Map<string, RowChange<Row>>()
      for (const [key, after] of batch) {
        changes.set(key, { before: rows.get(key), after })
        if (after === undefined) rows.delete(key)
        else rows.set(key, after)
      }
      for (const listener of listeners) listener(changes)
    },
  }
}

const rowOf = fc.record({
  namespace: fc.constantFrom('shop', 'team', 'ops'),
  name: fc.constantFrom('web', 'api', 'db', 'cart'),
  state: fc.constantFrom('good', 'bad', 'odd'),
  size: fc.option(fc.nat(3)),
})
const batches = fc.array(
  fc.array(fc.tuple(fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'), fc.option(rowOf, { nil: undefined })), {
    minLength: 1,
    maxLength: 60,
  }),
  { maxLength: 12 },
)
const queries = [
  '',
  'sort=-size',
  'q=a',
  'name=web',
  'namespace=shop',
  'facet.state=bad',
  'facet.state=bad&facet.size=1&sort=name',
]

describe('matches', () => {
  test('are, after any run of changes, what filtering and sorting all rows anew gives', () => {
    fc.assert(
      fc.property(batches, fc.constantFrom(...queries), (changes, query) => {
        const rows = createRows()
        const asked = question(query)
        const matches = createMatches(rows.view, asked, everything, createFrame())
        for (const batch of changes)
          rows.set(new Map(batch.map(([key, row]) => [key, row && { key, ...row }] as const)))
        const verdict = createMatcher(shape, asked)
        const fresh = [...rows.view.rows.values()].filter((row) => verdict(row) === 0)
        expect(matches.ordered).toEqual(fresh.sort(compareRows(shape, asked.sort)))
        expect(matches.facets()).toEqual(createMatches(rows.view, asked, everything, createFrame()).facets())
      }),
    )
  })

  test("count a facet's values over what passes everything but the facet's own picks", () => {
    const rows = createRows()
    const things: Row[] = [
      { key: '1', namespace: 'shop', name: 'web', state: 'bad', size: 1 },
      { key: '2', namespace: 'shop', name: 'api', state: 'good', size: 1 },
      { key: '3', namespace: 'shop', name: 'db', state: 'good', size: 2 },
      { key: '4', namespace: 'ops', name: 'db', state: 'bad', size: 2 },
    ]
    rows.set(new Map(things.map((row) => [row.key, row])))
    const matches = createMatches(rows.view, question('namespace=shop&facet.state=good'), everything, createFrame())
    expect(matches.total).toBe(3)
    expect(matches.ordered.map((row) => row.key)).toEqual(['2', '3'])
    expect(matches.facets()).toEqual({ state: { good: 2, bad: 1 }, size: { 1: 1, 2: 1 } })
  })

  test('of one name are just its rows, among five hundred that contain each other', () => {
    const rows = createRows()
    const row = (size: number): Row => ({
      key: `${size}`,
      namespace: 'shop',
      name: 'web'.padEnd(size + 3, '-x'),
      state: 'good',
      size,
    })
    const all = Array.from({ length: 500 }, (_, size) => row(size))
    rows.set(new Map(all.map((one) => [one.key, one])))
    for (const { key, name } of all) {
      const matches = createMatches(rows.view, question(`name=${name}&sort=-size`), everything, createFrame())
      expect(matches.ordered.map((one) => one.key)).toEqual([key])
      expect(matches.total).toBe(500)
      matches.close()
    }
  })

  test('of one name follow its namesakes', () => {
    const rows = createRows()
    const matches = createMatches(rows.view, question('name=web&sort=size'), everything, createFrame())
    const web = (key: string, name = 'web'): Row => ({ key, namespace: 'shop', name, state: 'good', size: 1 })
    const keys = () => matches.ordered.map(({ key }) => key)
    rows.set(new Map([web('a'), web('b', 'web-1')].map((row) => [row.key, row])))
    expect(keys()).toEqual(['a'])
    rows.set(
      new Map([
        ['a', undefined],
        ['c', web('c')],
      ]),
    )
    expect(keys()).toEqual(['c'])
    rows.set(new Map([['c', undefined]]))
    expect(keys()).toEqual([])
  })

  test('show a viewer of two namespaces nothing of a third, in rows, totals and counts', () => {
    const rows = createRows()
    rows.set(
      new Map(
        ['shop', 'team', 'ops'].map((namespace) => [
          namespace,
          { key: namespace, namespace, name: 'web', state: 'good', size: null },
        ]),
      ),
    )
    const sight = sightOf({ things: new Set(['shop', 'team']) })
    const matches = createMatches(rows.view, question('namespace=shop&namespace=ops'), sight, createFrame())
    expect(matches.ordered.map((row) => row.key)).toEqual(['shop'])
    expect(matches.total).toBe(1)
    expect(matches.facets().state).toEqual({ good: 1 })
  })
})

/** Things of two kinds; what they weigh comes from scales, and in things of one kind their state from sensors. */
const mixed: ViewShape = {
  ...shape,
  columns: ['kind', ...shape.columns],
  facets: ['kind', ...shape.facets],
  searched: ['name', 'state'],
  primary: ['boxes', 'bags'],
  primaryByKind: { Box: 'boxes', Bag: 'bags' },
  secondary: [
    { resource: 'scales', columns: ['size'] },
    { resource: 'sensors', columns: ['state'], of: ({ kind }) => kind === 'Box' },
  ],
}
const scope: fc.Arbitrary<Scope> = fc.oneof(
  fc.constant('all' as const),
  fc.subarray(['shop', 'team', 'ops']).map((names) => new Set(names)),
)
const scopes = fc.record({ boxes: scope, bags: scope, scales: scope, sensors: scope })
const mixedRow = fc
  .tuple(fc.constantFrom('Box', 'Bag'), rowOf)
  .map(([kind, row]): Omit<Row, 'key'> => ({ kind, ...row }))
const mixedBatches = fc.array(
  fc.array(fc.tuple(fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'), fc.option(mixedRow, { nil: undefined })), {
    minLength: 1,
    maxLength: 60,
  }),
  { minLength: 1, maxLength: 8 },
)
const mixedQueries = [
  '',
  'sort=-size',
  'sort=state',
  'q=bad',
  'namespace=shop',
  'facet.state=bad',
  'facet.size=1&sort=size',
]

/** Said once more without any of the code under test: what of a row one sees who may list so much. */
function seenBy(scopesOf: Readonly<Record<string, Scope>>, row: Row): Row | undefined {
  const may = (resource: string) =>
    scopesOf[resource] === 'all' || (scopesOf[resource] as Set<string>).has(String(row['namespace']))
  if (!may(row['kind'] === 'Box' ? 'boxes' : 'bags')) return undefined
  return {
    ...row,
    size: may('scales') ? (row['size'] ?? null) : null,
    state: row['kind'] !== 'Box' || may('sensors') ? (row['state'] ?? null) : null,
  }
}

test('whatever a viewer may list, they are told what the same question to only that, masked, would tell', () => {
  fc.assert(
    fc.property(mixedBatches, scopes, fc.constantFrom(...mixedQueries), (changes, may, query) => {
      const parsed = parseQuestion(mixed, new URLSearchParams(query))
      if ('problem' in parsed) throw new Error(parsed.problem.sentence)
      const rows = createRows(mixed)
      const matches = createMatches(rows.view, parsed.value, sightOf(may), createFrame())
      const theirs = createRows(mixed)
      for (const batch of changes) {
        rows.set(new Map(batch.map(([key, row]) => [key, row && { key, ...row }] as const)))
        theirs.set(new Map(batch.map(([key, row]) => [key, row && seenBy(may, { key, ...row })] as const)))
      }
      const truth = createMatches(theirs.view, parsed.value, everything, createFrame())
      expect(matches.ordered).toEqual(truth.ordered)
      expect(matches.total).toBe(truth.total)
      expect(matches.facets()).toEqual(truth.facets())
    }),
  )
})

test('a change that is only in what is masked is no change to its viewer', async () => {
  const rows = createRows(mixed)
  const row: Row = { key: '1', kind: 'Box', namespace: 'shop', name: 'web', state: 'good', size: 1 }
  rows.set(new Map([['1', row]]))
  const frame = createFrame()
  const asked = parseQuestion(mixed, new URLSearchParams())
  if ('problem' in asked) throw new Error(asked.problem.sentence)
  const matches = createMatches(rows.view, asked.value, sightOf({ boxes: 'all', sensors: 'all' }), frame)
  await frame.idle()
  let told = 0
  matches.subscribe(() => told++)
  const [seen] = matches.ordered
  rows.set(new Map([['1', { ...row, size: 2 }]]))
  await frame.idle()
  expect(told).toBe(0)
  expect(matches.ordered[0]).toBe(seen)
  rows.set(new Map([['1', { ...row, size: 2, state: 'bad' }]]))
  await frame.idle()
  expect(told).toBe(1)
  expect(matches.ordered).toEqual([{ ...row, size: null, state: 'bad' }])
})
