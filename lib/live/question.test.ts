import { describe, expect, test } from 'vitest'
import { eventsShape } from '@/lib/views/events'
import { nodesShape } from '@/lib/views/nodes'
import { overviewShape } from '@/lib/views/overview'
import { podsShape } from '@/lib/views/pods'
import { formatQuestion, parseQuestion, type Question, windowLimit } from './question'

const parse = (query: string) => parseQuestion(podsShape, new URLSearchParams(query))
const usual: Question = { namespaces: [], text: '', facets: {}, sort: podsShape.defaultSort, offset: 0, limit: 100 }

describe('a query string is read', () => {
  test.each<[string, string, Partial<Question>]>([
    ['without anything as the view as it comes', '', {}],
    ['with namespaces in order, each once', 'namespace=b&namespace=a&namespace=b', { namespaces: ['a', 'b'] }],
    ['with an empty namespace as all', 'namespace=', {}],
    ['with a name as it is written', 'name=Web-1', { name: 'Web-1' }],
    ['with an empty name as any', 'name=', {}],
    ['with its text in lower case and single spaces', 'q=+Web++CRASH+', { text: 'web crash' }],
    [
      'with facets in order, each pick once',
      'facet.status=B&facet.health=failed&facet.status=A&facet.status=B',
      { facets: { health: ['failed'], status: ['A', 'B'] } },
    ],
    ['with the pick of what has no value', 'facet.node=', { facets: { node: [''] } }],
    ['with a sort', 'sort=name', { sort: { column: 'name', descending: false } }],
    ['with a sort downwards', 'sort=-restarts', { sort: { column: 'restarts', descending: true } }],
    ['with an empty sort as the usual one', 'sort=', {}],
    ['with a window', 'offset=200&limit=50', { offset: 200, limit: 50 }],
    ['with a window that holds nothing', 'limit=0', { limit: 0 }],
    ['with the largest window', `limit=${windowLimit}`, { limit: windowLimit }],
  ])('%s', (_, query, expected) => expect(parse(query)).toEqual({ value: { ...usual, ...expected } }))

  test('for the overview with the namespaces that it is to be made for', () => {
    expect(parseQuestion(overviewShape, new URLSearchParams('namespace=shop'))).toMatchObject({
      value: { namespaces: ['shop'] },
    })
  })

  test('for a view without namespaces as if none were given', () => {
    const parsed = parseQuestion(nodesShape, new URLSearchParams('namespace=shop'))
    expect(parsed).toEqual({ value: { ...usual, sort: nodesShape.defaultSort } })
  })
})

describe('a query string that asks for what there is not is refused in a sentence', () => {
  test.each([
    [
      'page=2',
      'unknown-parameter',
      'There is no parameter "page": use namespace, name, q, facet.KEY, sort, offset or limit.',
    ],
    [
      'facet.colour=red',
      'unknown-facet',
      'The view "pods" has no facet "colour": use health, status, node, ownerKind, ownerName.',
    ],
    ['facet.=x', 'unknown-facet', 'The view "pods" has no facet "": use health, status, node, ownerKind, ownerName.'],
    [
      'facet.__proto__=x',
      'unknown-facet',
      'The view "pods" has no facet "__proto__": use health, status, node, ownerKind, ownerName.',
    ],
    [
      'sort=colour',
      'unknown-sort-key',
      `The view "pods" has no sort key "colour": use ${podsShape.columns.join(', ')}.`,
    ],
    ['sort=-', 'unknown-sort-key', `The view "pods" has no sort key "": use ${podsShape.columns.join(', ')}.`],
    ['sort=key', 'unknown-sort-key', `The view "pods" has no sort key "key": use ${podsShape.columns.join(', ')}.`],
    ['name=a&name=b', 'bad-parameter', 'name may be given only once: ask for one name, or use q.'],
    ['offset=-1', 'bad-window', 'offset must be a whole number from 0, not "-1".'],
    ['offset=99999999999999999', 'bad-window', 'offset must be a whole number from 0, not "99999999999999999".'],
    ['limit=501', 'bad-window', 'limit must be a whole number from 0 to 500, not "501".'],
    ['limit=1e2', 'bad-window', 'limit must be a whole number from 0 to 500, not "1e2".'],
    ['limit=many', 'bad-window', 'limit must be a whole number from 0 to 500, not "many".'],
  ])('%s', (query, code, sentence) => expect(parse(query)).toEqual({ problem: { code, sentence, detail: null } }))
})

test.each([eventsShape, overviewShape])('a name is refused where rows have none: $name', (shape) => {
  expect(parseQuestion(shape, new URLSearchParams('name=web'))).toEqual({
    problem: {
      code: 'bad-parameter',
      sentence: `The rows of the view "${shape.name}" have no name: leave out the parameter "name".`,
      detail: null,
    },
  })
})

describe('a question is written', () => {
  test('as nothing when it is the usual one', () => expect(formatQuestion(podsShape, usual)).toBe(''))

  test.each([
    ['namespace=b&namespace=a&q=web', 'q=Web&namespace=a&namespace=b'],
    ['name=web-1&namespace=a&q=', 'q=&namespace=a&name=web-1&name='],
    ['facet.node=n1&facet.health=failed', 'facet.health=failed&facet.node=n1'],
    ['sort=health&limit=100&offset=0', ''],
  ])('alike whatever the order it was asked in: %s', (one, other) => {
    const [a, b] = [parse(one), parse(other)]
    expect(a).toEqual(b)
    expect(JSON.stringify(a)).toBe(JSON.stringify(b))
  })

  test.each([
    'facet.health=failed&facet.node=&facet.status=Init%3A0%2F2&limit=7&name=web-1&namespace=a&namespace=b&offset=30&q=a%26b+c%25&sort=-name',
    'sort=-health',
    'limit=0',
  ])('so that it is read back the same: %s', (query) => {
    const parsed = parse(query)
    if ('problem' in parsed) throw new Error(parsed.problem.sentence)
    expect(formatQuestion(podsShape, parsed.value)).toBe(query)
  })
})
