import { expect, test } from 'vitest'
import { type ActQuestion, formatActQuestion, formatMinute, parseActQuestion } from './act-question'

const parse = (query: string) => parseActQuestion(new URLSearchParams(query))
const day = Date.UTC(2026, 10, 24)

test.each([
  ['', {}],
  ['person=&verb=&outcome=&since=&q=', {}],
  ['person=ada%40example.com&verb=sign-in', { person: 'ada@example.com', verb: 'sign-in' }],
  ['cluster=prod&namespace=shop&outcome=unknown', { cluster: 'prod', namespace: 'shop', outcome: 'unknown' }],
  ['since=2026-11-24', { since: day }],
  ['since=2026-11-24T14:00', { since: day + 14 * 3_600_000 }],
  ['until=2026-11-24T14:00:30Z', { until: day + 14 * 3_600_000 + 30_000 }],
  ['until=2026-11-24T14:00%2B01:00', { until: day + 13 * 3_600_000 }],
  ['q=%20payments%20&before=17', { text: 'payments', before: 17 }],
] satisfies [string, ActQuestion][])('"%s" asks %j', (query, value) => expect(parse(query)).toEqual({ value }))

test.each([
  ['user=ada', 'unknown-parameter', 'There is no parameter "user": use person, verb, cluster'],
  ['person=ada&person=bob', 'repeated-parameter', 'person can be given only once.'],
  ['outcome=ok', 'unknown-outcome', 'use done, refused, failed, unknown, under-way'],
  ['since=yesterday', 'bad-instant', 'since "yesterday" is no instant'],
  ['until=2026-13-45', 'bad-instant', 'until "2026-13-45"'],
  ['before=0', 'bad-cursor', 'before "0"'],
  ['before=1e3', 'bad-cursor', 'before "1e3"'],
])('"%s" is refused: %s', (query, code, sentence) => {
  expect(parse(query)).toEqual({ problem: { code, sentence: expect.stringContaining(sentence), detail: null } })
})

test.each([
  {},
  { person: 'ada', verb: 'delete', cluster: 'a&b', namespace: 'shop', outcome: 'under-way' },
  { since: day, until: day + 61_001, text: '100% "done"', before: 9 },
] satisfies ActQuestion[])('what is written as a query is read back: %j', (question) => {
  expect(parse(formatActQuestion(question))).toEqual({ value: question })
})

test.each([
  [day, '2026-11-24T00:00'],
  [day + 30_000, '2026-11-24T00:00:30'],
  [day + 1, '2026-11-24T00:00:00.001'],
])('%i fits a field as %s', (at, text) => expect(formatMinute(at)).toBe(text))
