import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseQuestion } from '@/lib/live/question'
import { compareRows } from '@/lib/views/compare'
import { createMatcher } from '@/lib/views/match'
import type { Sight } from '@/lib/views/sight'
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
  secondary: {},
}
const all: Sight = { namespaces: 'all', masked: [] }

function question(query: string) {
  const parsed = parseQuestion(shape, new URLSearchParams(query))
  if ('problem' in parsed) throw new Error(parsed.problem.sentence)
  return parsed.value
}

/** A view that is told its rows. */
function createRows() {
  const rows = new Map<string, Row>()
  const listeners = new Set<ViewListener<Row>>()
  const view: View = {
    shape,
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
const queries = ['', 'sort=-size', 'q=a', 'namespace=shop', 'facet.state=bad', 'facet.state=bad&facet.size=1&sort=name']

describe('matches', () => {
  test('are, after any run of changes, what filtering and sorting all rows anew gives', () => {
    fc.assert(
      fc.property(batches, fc.constantFrom(...queries), (changes, query) => {
        const rows = createRows()
        const asked = question(query)
        const matches = createMatches(rows.view, asked, all, createFrame())
        for (const batch of changes)
          rows.set(new Map(batch.map(([key, row]) => [key, row && { key, ...row }] as const)))
        const verdict = createMatcher(shape, asked, all)
        const fresh = [...rows.view.rows.values()].filter((row) => verdict(row) === 0)
        expect(matches.ordered).toEqual(fresh.sort(compareRows(shape, asked.sort)))
        expect(matches.facets()).toEqual(createMatches(rows.view, asked, all, createFrame()).facets())
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
    const matches = createMatches(rows.view, question('namespace=shop&facet.state=good'), all, createFrame())
    expect(matches.total).toBe(3)
    expect(matches.ordered.map((row) => row.key)).toEqual(['2', '3'])
    expect(matches.facets()).toEqual({ state: { good: 2, bad: 1 }, size: { 1: 1, 2: 1 } })
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
    const sight: Sight = { namespaces: new Set(['shop', 'team']), masked: [] }
    const matches = createMatches(rows.view, question('namespace=shop&namespace=ops'), sight, createFrame())
    expect(matches.ordered.map((row) => row.key)).toEqual(['shop'])
    expect(matches.total).toBe(1)
    expect(matches.facets().state).toEqual({ good: 1 })
  })
})
