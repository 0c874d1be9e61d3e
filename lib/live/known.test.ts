import { expect, test } from 'vitest'
import type { Freshness } from './freshness'
import { isKnownIn } from './known'

const problem = { code: 'unreachable', sentence: 'It is away.', detail: null }
const coverage = { namespaces: ['shop'], refused: [], omitted: 0 }

test.each<[string, Freshness | undefined, boolean]>([
  ['read', { state: 'live', since: 0 }, true],
  ['stale', { state: 'stale', since: 0, problem }, true],
  ['read here among others', { state: 'live', since: 0, coverage }, true],
  ['read elsewhere only', { state: 'live', since: 0, coverage: { ...coverage, namespaces: ['pay'] } }, false],
  ['being read', { state: 'syncing', since: 0, loaded: 3, expected: null }, false],
  ['forbidden', { state: 'forbidden', since: 0, problem }, false],
  ['not told', undefined, false],
])('a type that is %s is known in shop, or is not', (_, freshness, expected) => {
  expect(isKnownIn(freshness, 'shop')).toBe(expected)
})
