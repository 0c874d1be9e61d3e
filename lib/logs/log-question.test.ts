import { expect, test } from 'vitest'
import { parseLogQuestion } from './log-question'

const parse = (query: string) => parseLogQuestion(new URLSearchParams(query))
const defaults = { namespace: 'shop', containers: [], follow: false, previous: false, tail: 200, sinceSeconds: null }

test.each([
  ['namespace=shop&pod=b&pod=a&pod=b', { ...defaults, target: { pods: ['a', 'b'] } }],
  [
    'namespace=shop&kind=deployment&name=web&follow=1',
    { ...defaults, target: { kind: 'deployment', name: 'web' }, follow: true },
  ],
  ['namespace=shop&pod=a&previous=1&follow=1', { ...defaults, target: { pods: ['a'] }, previous: true }],
  ['namespace=shop&pod=a&tail=all&since=60', { ...defaults, target: { pods: ['a'] }, tail: null, sinceSeconds: 60 }],
  [
    'namespace=shop&pod=a&container=web&container=proxy',
    { ...defaults, target: { pods: ['a'] }, containers: ['proxy', 'web'] },
  ],
])('%s', (query, value) => {
  expect(parse(query)).toEqual({ value })
})

test.each([
  ['pod=a', 'no-namespace'],
  ['namespace=shop', 'no-target'],
  ['namespace=shop&kind=secret&name=a', 'no-target'],
  ['namespace=shop&pod=a&tail=-1', 'bad-count'],
  ['namespace=shop&pod=a&since=soon', 'bad-count'],
  ['namespace=shop&pod=a&lines=5', 'unknown-parameter'],
  [`namespace=shop&${Array.from({ length: 501 }, (_, at) => `pod=p${at}`).join('&')}`, 'too-many-pods'],
])('%s is refused in a sentence', (query, code) => {
  expect(parse(query)).toMatchObject({ problem: { code, sentence: expect.stringMatching(/\.$/) } })
})
