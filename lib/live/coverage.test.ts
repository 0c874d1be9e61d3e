import { describe, expect, test } from 'vitest'
import { coverageOf, sayNamespaces } from './coverage'
import type { Freshness } from './freshness'

const of = (namespaces: string[], refused: string[] = [], omitted = 0): Freshness => ({
  state: 'live',
  since: 1,
  coverage: { namespaces, refused, omitted },
})

describe('what the types of a page cover', () => {
  test('is everything where none says otherwise', () => {
    expect(coverageOf({ pods: { state: 'live', since: 1 } })).toBeNull()
  })

  test('is what any of them covers: a namespace is refused only if all refuse it', () => {
    const types = { pods: of(['shop'], ['pay', 'bank'], 2), events: of(['pay'], ['bank']), nodes: of([]) }
    expect(coverageOf(types)).toEqual({ namespaces: ['pay', 'shop'], refused: ['bank'], omitted: 2 })
  })
})

test.each([
  [[], 'no namespace'],
  [['shop'], 'namespace shop'],
  [['shop', 'pay'], 'namespaces shop and pay'],
  [['shop', 'pay', 'bank'], 'namespaces shop, pay and bank'],
  [['shop', 'pay', 'bank', 'a', 'b'], 'namespaces shop, pay and 3 more'],
])('%j is said in words: %s', (names, said) => {
  expect(sayNamespaces(names)).toBe(said)
})
