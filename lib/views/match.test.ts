import { describe, expect, test } from 'vitest'
import type { Question } from '@/lib/live/question'
import { createMatcher, notFound, outside } from './match'
import { namespacesShape } from './namespaces'
import { nodesShape } from './nodes'
import { podsShape } from './pods'
import type { Row, ViewShape } from './view'

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
const verdict = (question: Partial<Question>, row: Row = web, shape: ViewShape<never> = podsShape) =>
  createMatcher(shape as unknown as ViewShape, ask(question))(row)

describe('text finds a row', () => {
  test.each<[string, string, number]>([
    ['when there is none', '', 0],
    ['by a part of its name', 'b-7', 0],
    ['in whatever case', 'CRASHLOOP', 0],
    ['by words in different columns', 'web crash node-1', 0],
    ['only if every word is somewhere', 'web nowhere', notFound],
    ['as written, not as a pattern', 'web.7d9', notFound],
    ['with signs that patterns use', '[x', notFound],
    ['not by numbers, which are not searched', '3', notFound],
    ['not across two columns', 'shopweb', notFound],
  ])('%s', (_, text, expected) => expect(verdict({ text })).toBe(expected))
})

describe('a name finds a row', () => {
  test.each<[string, Partial<Question>, number]>([
    ['when it is just that', { name: 'web-7d9' }, 0],
    ['not when it is a part of it', { name: 'web' }, notFound],
    ['not when it contains it', { name: 'web-7d9-0' }, notFound],
    ['not in another case', { name: 'Web-7d9' }, notFound],
    ['only together with the text', { name: 'web-7d9', text: 'nowhere' }, notFound],
    ['only in the namespaces that are asked for', { name: 'web-7d9', namespaces: ['db'] }, outside],
    ['and leaves facets to count', { name: 'web-7d9', facets: { health: ['healthy'] } }, 1],
  ])('%s', (_, question, expected) => expect(verdict(question)).toBe(expected))

  test('never by what is hidden', () => expect(verdict({ name: 'null' }, { ...web, name: null })).toBe(notFound))
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
    expect(verdict({ facets: { node: [''] } }, unbound)).toBe(0)
    expect(verdict({ facets: { node: [''] } })).toBe(bit('node'))
  })
})

describe('namespaces', () => {
  test.each<[string, readonly string[], Row, ViewShape<never>, number]>([
    ['all are asked for', [], web, podsShape, 0],
    ['the row is in one that is asked for', ['shop', 'db'], web, podsShape, 0],
    ['the row is in none that is asked for', ['db'], web, podsShape, outside],
    ['the row is one, by its name', ['shop'], { key: 'n', name: 'shop' }, namespacesShape, 0],
    ['the row is another one', ['shop'], { key: 'n', name: 'db' }, namespacesShape, outside],
    ['the row is in none, for there are none', ['shop'], { key: 'n', name: 'node-1' }, nodesShape, 0],
  ])('%s', (_, namespaces, row, shape, expected) => expect(verdict({ namespaces }, row, shape)).toBe(expected))

  test('come before text and facets', () => {
    expect(verdict({ namespaces: ['db'], text: 'nowhere', facets: { health: ['healthy'] } })).toBe(outside)
  })
})

test('what is null is found neither by text nor by a pick', () => {
  const masked = { ...web, health: null, status: null }
  expect(verdict({ text: 'crash' }, masked)).toBe(notFound)
  expect(verdict({ text: 'web' }, masked)).toBe(0)
  expect(verdict({ facets: { health: ['failed'] } }, masked)).not.toBe(0)
})
