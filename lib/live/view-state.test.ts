import { describe, expect, test } from 'vitest'
import type { Freshness, FreshnessByType } from './freshness'
import { type ConnectionFacts, type TableFacts, troubles, viewState } from './view-state'

const problem = { code: 'forbidden', sentence: 'You may not list pods.', detail: null }
const live: Freshness = { state: 'live', since: 5 }
const syncing: Freshness = { state: 'syncing', since: 1, loaded: 40, expected: 100 }
const stale: Freshness = { state: 'stale', since: 7, problem }
const forbidden: Freshness = { state: 'forbidden', since: 2, problem }
const absent: Freshness = { state: 'absent', since: 2, problem }
const broken: Freshness = { state: 'broken', since: 3, problem }
const connected: ConnectionFacts = { state: 'live', since: 0 }

const table = (total: number, matched: number, freshness: FreshnessByType): TableFacts => ({
  state: 'ready',
  problem: null,
  total,
  matched,
  freshness,
})

describe('what a view says of its rows', () => {
  test.each<[string, readonly string[], TableFacts, ConnectionFacts, unknown]>([
    ['rows that are followed', ['pods'], table(9, 9, { pods: live }), connected, { state: 'live' }],
    [
      'no answer yet',
      ['pods'],
      { ...table(0, 0, {}), state: 'loading' },
      connected,
      { state: 'loading', loaded: 0, expected: null },
    ],
    ['nothing there', ['pods'], table(0, 0, { pods: live }), connected, { state: 'empty' }],
    ['nothing matches', ['pods'], table(9, 0, { pods: live }), connected, { state: 'no-match' }],
    [
      'still loading, so "nothing" is not known',
      ['pods'],
      table(0, 0, { pods: syncing }),
      connected,
      { state: 'loading', loaded: 40, expected: 100 },
    ],
    [
      'still loading, no match so far',
      ['pods'],
      table(9, 0, { pods: syncing }),
      connected,
      { state: 'loading', loaded: 40, expected: 100 },
    ],
    ['rows while the rest loads', ['pods'], table(9, 9, { pods: syncing }), connected, { state: 'live' }],
    ['a lost watch', ['pods'], table(9, 9, { pods: stale }), connected, { state: 'stale', since: 7, problem }],
    [
      'a type that broke after its rows came',
      ['pods'],
      table(9, 9, { pods: broken }),
      connected,
      { state: 'stale', since: 3, problem },
    ],
    ['a type that never came', ['pods'], table(0, 0, { pods: broken }), connected, { state: 'broken', problem }],
    ['a missing right', ['pods'], table(0, 0, { pods: forbidden }), connected, { state: 'forbidden', problem }],
    [
      'one right of two missing',
      ['pods', 'jobs.batch'],
      table(0, 0, { pods: forbidden, 'jobs.batch': live }),
      connected,
      { state: 'empty' },
    ],
    ['a missing API', ['pods'], table(0, 0, { pods: absent }), connected, { state: 'absent', problem }],
    [
      'a type that is not among the rows',
      ['pods'],
      table(9, 9, { pods: live, 'replicasets.apps': stale }),
      connected,
      { state: 'live' },
    ],
    [
      'a view without a type of its own',
      [],
      table(4, 4, { pods: live, nodes: stale }),
      connected,
      { state: 'stale', since: 7, problem },
    ],
    [
      'a browser that is offline',
      ['pods'],
      table(9, 9, { pods: live }),
      { state: 'offline', since: 11 },
      { state: 'stale', since: 11, problem: null },
    ],
    [
      'a browser that lags',
      ['pods'],
      table(9, 9, { pods: live }),
      { state: 'behind', since: 12 },
      { state: 'stale', since: 12, problem: null },
    ],
    [
      'a refusal for want of a right',
      ['pods'],
      { ...table(0, 0, {}), state: 'refused', problem },
      connected,
      { state: 'forbidden', problem },
    ],
    [
      'any other refusal',
      ['pods'],
      { ...table(9, 9, {}), state: 'refused', problem: { ...problem, code: 'gone' } },
      connected,
      { state: 'broken', problem: { ...problem, code: 'gone' } },
    ],
  ])('%s', (_, primary, facts, connection, expected) => {
    expect(viewState(primary, facts, connection)).toEqual(expected)
  })

  const inCart: Freshness = { ...live, coverage: { namespaces: ['cart', 'checkout'], refused: [], omitted: 0 } }
  const missing = (where: string) => ({
    state: 'forbidden',
    problem: {
      code: 'not-permitted',
      sentence: `The right to list pods in ${where} is missing.`,
      detail: null,
    },
  })

  test.each<[string, readonly string[], unknown]>([
    ['a namespace that may not be read', ['shop'], missing('namespace shop')],
    ['several such', ['pay', 'shop'], missing('namespaces pay and shop')],
    ['one that may, beside one that may not', ['cart', 'shop'], { state: 'empty' }],
    ['all that may be read', [], { state: 'empty' }],
  ])('nothing is said to be empty that may not be read: %s', (_, namespaces, expected) => {
    expect(viewState(['pods'], table(0, 0, { pods: inCart }), connected, namespaces)).toEqual(expected)
  })

  test('why a type may not be read at all is told before where', () => {
    const nowhere: Freshness = { ...forbidden, coverage: { namespaces: [], refused: [], omitted: 0 } }
    expect(viewState(['pods'], table(0, 0, { pods: nowhere }), connected, ['shop'])).toEqual({
      state: 'forbidden',
      problem,
    })
  })

  test('troubles name each type that cannot be trusted, in order, and leave out what this cluster simply lacks', () => {
    expect(troubles({ pods: stale, nodes: live, 'jobs.batch': forbidden, 'rollouts.argoproj.io': absent })).toEqual([
      { type: 'jobs.batch', problem },
      { type: 'pods', problem },
    ])
  })
})
