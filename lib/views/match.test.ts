import { describe, expect, test } from 'vitest'
import type { Question } from '@/lib/live/question'
import { createMatcher, failsText, outside } from './match'
import { namespacesShape } from './namespaces'
import { nodesShape } from './nodes'
import { podsShape } from './pods'
import { maskRow, type Sight, sightKey } from './sight'
import type { Row, ViewShape } from './view'

const everything: Sight = { namespaces: 'all', masked: [] }
const ask = (question: Partial<Question>): Question => ({
  namespaces: [],
  text: '',
  facets: {},
  sort: podsShape.defaultSort,
  offset: 0,
  limit: 100,
  ...question,
})
const web: Row = {
  key: 'u',
  namespace: 'shop',
  name: 'web-7d9',
  status: 'CrashLoopBackOff',
  health: 'failed',
  node: 'node-1',
  ip: null,
  restarts: 3,
}
const verdict = (
  question: Partial<Question>,
  sight: Sight = everything,
  row: Row = web,
  shape: ViewShape = podsShape,
) => createMatcher(shape, ask(question), sight)(row)

describe('text finds a row', () => {
  test.each<[string, string, number]>([
    ['when there is none', '', 0],
    ['by a part of its name', 'b-7', 0],
    ['in whatever case', 'CRASHLOOP', 0],
    ['by words in different columns', 'web crash node-1', 0],
    ['only if every word is somewhere', 'web nowhere', failsText],
    ['as written, not as a pattern', 'web.7d9', failsText],
    ['with signs that patterns use', '[x', failsText],
    ['not by numbers, which are not searched', '3', failsText],
    ['not across two columns', 'shopweb', failsText],
  ])('%s', (_, text, expected) => expect(verdict({ text })).toBe(expected))
})

describe('facets', () => {
  const bit = (column: 'health' | 'status' | 'node') => 1 << podsShape.facets.indexOf(column)

  test.each<[string, Question['facets'], number]>([
    ['that name its value keep a row', { health: ['degraded', 'failed'] }, 0],
    ['that name other values are the ones it fails', { health: ['healthy'] }, bit('health')],
    [
      'are told one by one',
      { health: ['healthy'], status: ['CrashLoopBackOff'], node: ['node-2'] },
      bit('health') | bit('node'),
    ],
    ['without picks ask nothing', { health: [] }, 0],
  ])('%s', (_, facets, expected) => expect(verdict({ facets })).toBe(expected))

  test('name no value with the empty one', () => {
    const unbound = { ...web, node: null }
    expect(verdict({ facets: { node: [''] } }, everything, unbound)).toBe(0)
    expect(verdict({ facets: { node: [''] } })).toBe(bit('node'))
  })
})

describe('namespaces', () => {
  const only = (...names: readonly string[]): Sight => ({ namespaces: new Set(names), masked: [] })

  test.each<[string, readonly string[], Sight, number]>([
    ['all are asked for and seen', [], everything, 0],
    ['the row is in one that is asked for', ['shop', 'db'], everything, 0],
    ['the row is in none that is asked for', ['db'], everything, outside],
    ['the viewer sees it', [], only('shop'), 0],
    ['the viewer does not see it', [], only('db'), outside],
    ['asking does not help who may not see', ['shop'], only('db'), outside],
    ['seeing does not help what is not asked for', ['db'], only('shop', 'db'), outside],
    ['who sees none', [], only(), outside],
  ])('%s', (_, namespaces, sight, expected) => expect(verdict({ namespaces }, sight)).toBe(expected))

  test('come before text and facets', () => {
    expect(verdict({ namespaces: ['db'], text: 'nowhere', facets: { health: ['healthy'] } })).toBe(outside)
  })

  test('are rows of their own view by name', () => {
    const shop = { key: 'n', name: 'shop', health: 'healthy', status: 'Active' }
    expect(verdict({}, only('shop'), shop, namespacesShape)).toBe(0)
    expect(verdict({}, only('db'), shop, namespacesShape)).toBe(outside)
  })

  test('objects without one are for those who see all', () => {
    const node = { key: 'n', name: 'node-1' }
    expect(verdict({ namespaces: ['shop'] }, everything, node, nodesShape)).toBe(0)
    expect(verdict({}, only('shop'), node, nodesShape)).toBe(outside)
  })
})

describe('what is masked', () => {
  const masking: Sight = { namespaces: 'all', masked: ['health', 'status'] }

  test('is null in the row, and nothing else is', () => {
    expect(maskRow(web, masking)).toEqual({ ...web, health: null, status: null })
    expect(maskRow(web, everything)).toBe(web)
  })

  test('adds no column to a row', () => {
    expect(maskRow({ key: 'u' }, masking)).toEqual({ key: 'u' })
  })

  test.each([web, maskRow(web, masking)])('is found neither by text nor by facet, masked already or not', (row) => {
    expect(verdict({ text: 'crash' }, masking, row)).toBe(failsText)
    expect(verdict({ text: 'web' }, masking, row)).toBe(0)
    expect(verdict({ facets: { health: ['failed'] } }, masking, row)).not.toBe(0)
  })
})

describe('equal sights have one key', () => {
  const sight = (namespaces: 'all' | readonly string[], ...masked: readonly string[]): Sight => ({
    namespaces: namespaces === 'all' ? 'all' : new Set(namespaces),
    masked,
  })

  test.each([
    [sight(['a', 'b'], 'x', 'y'), sight(['b', 'a'], 'y', 'x', 'x')],
    [sight('all'), sight('all')],
  ])('in whatever order', (a, b) => expect(sightKey(a)).toBe(sightKey(b)))

  test.each([
    [sight('all'), sight(['all'])],
    [sight('all'), sight([])],
    [sight(['a', 'b']), sight(['a,b'])],
    [sight(['a']), sight(['a'], 'x')],
    [sight([], 'a'), sight(['a'])],
  ])('and different ones two', (a, b) => expect(sightKey(a)).not.toBe(sightKey(b)))
})
