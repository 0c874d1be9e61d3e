import { describe, expect, test } from 'vitest'
import { compareView } from './compare-view'
import type { Answer, Row } from './dashboard'
import type { Question } from './expectation'
import type { Sight } from './sight'

/** `pods@shop`, and `pods` for all namespaces. */
function seeing(...rights: readonly string[]): Sight {
  return {
    mayList: (resource, namespace) => rights.includes(resource) || rights.includes(`${resource}@${namespace}`),
    listed: () => new Set(),
    scopes: new Map(),
  }
}

const deployment = (namespace: string, name: string, health: string): Row => {
  return {
    key: `${namespace}-${name}`,
    kind: 'Deployment',
    namespace,
    name,
    health,
    reason: `why ${name}`,
    restarts: 3,
    lastRestartAt: 7,
  }
}
const all = [
  deployment('bank', 'vault', 'failed'),
  deployment('shop', 'cart', 'degraded'),
  deployment('shop', 'web', 'healthy'),
]
const [vault, cart, web] = all as [Row, Row, Row]
const masked = (row: Row): Row => ({ ...row, health: null, reason: null, restarts: null, lastRestartAt: null })

const everything: Question = { about: 'everything' }
const whole = ['deployments.apps@shop', 'pods@shop', 'replicasets.apps@shop']

function answer(rows: readonly Row[], more: Partial<Answer> = {}): Answer {
  const health: Record<string, number> = {}
  for (const row of rows) health[String(row['health'] ?? '')] = (health[String(row['health'] ?? '')] ?? 0) + 1
  return { total: rows.length, matched: rows.length, facets: { health }, rows, ...more }
}

function sorts(
  shown: Answer,
  rights: readonly string[] = whole,
  question = everything,
  found = all,
): readonly string[] {
  const asked = { view: 'workloads', question, all, found, sight: seeing(...rights), answer: shown }
  return [...new Set(compareView(asked).map(({ sort }) => sort))].sort()
}

describe('an answer is right', () => {
  test('that shows what may be listed and nothing else', () => {
    expect(sorts(answer([cart, web]))).toEqual([])
    expect(sorts(answer(all), ['deployments.apps', 'pods', 'replicasets.apps'])).toEqual([])
    expect(sorts(answer([]), ['pods'])).toEqual([])
  })

  test('whose cells from what may not be listed are null, in its counts too', () => {
    expect(sorts(answer([masked(cart), masked(web)]), ['deployments.apps@shop', 'pods@shop'])).toEqual([])
  })

  test('that finds a text where an administrator does, but not by a masked cell', () => {
    const why: Question = { about: 'text', word: 'why' }
    expect(sorts(answer([cart, web], { facets: {} }), whole, why)).toEqual([])
    const rights = ['deployments.apps@shop', 'pods@shop']
    expect(sorts(answer([], { total: 2, facets: {} }), rights, why)).toEqual([])
    expect(sorts(answer([masked(cart), masked(web)], { facets: {} }), rights, why)).toEqual(['count', 'extra'])
  })

  test('that counts a facet as if nothing of it were picked', () => {
    const question: Question = { about: 'facet', column: 'health', value: 'degraded' }
    const facets = { health: { degraded: 1, healthy: 1 } }
    expect(sorts({ total: 2, matched: 1, facets, rows: [cart] }, whole, question, [cart])).toEqual([])
  })
})

describe('an answer is wrong', () => {
  test.each<[string, Answer, readonly string[]]>([
    ['with a row of another namespace', answer([vault, cart, web]), ['count', 'extra', 'facet']],
    ['without a row', answer([cart]), ['count', 'facet', 'missing']],
    ['with another total', answer([cart, web], { total: 3 }), ['count']],
    ['with another number that match', answer([cart, web], { matched: 3 }), ['count']],
    [
      'with a value that only a hidden row has',
      answer([cart, web], { facets: { health: { degraded: 1, healthy: 1, failed: 1 } } }),
      ['facet'],
    ],
    [
      'with another count of a value',
      answer([cart, web], { facets: { health: { degraded: 2, healthy: 1 } } }),
      ['facet'],
    ],
    ['with another cell', answer([{ ...cart, name: 'other' }, web]), ['cell']],
    ['with a cell too many', answer([{ ...cart, secret: 'x' }, web]), ['cell']],
    ['in another order', answer([web, cart]), ['order']],
  ])('%s', (_, shown, expected) => expect(sorts(shown)).toEqual(expected))

  test('with a cell that should be masked, in its counts too', () => {
    const rights = ['deployments.apps@shop', 'pods@shop']
    expect(sorts(answer([masked(cart), { ...masked(web), reason: 'why web' }]), rights)).toEqual(['leak'])
    expect(sorts(answer([masked(cart), masked(web)], { facets: { health: { healthy: 1, '': 1 } } }), rights)).toEqual([
      'facet',
    ])
  })

  test('with a mask where everything may be seen', () => {
    expect(sorts(answer([masked(cart), web], { facets: { health: { degraded: 1, healthy: 1 } } }))).toEqual(['cell'])
  })
})
