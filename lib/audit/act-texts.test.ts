import { expect, test } from 'vitest'
import { exportHeader, exportLine } from './act-export'
import { deedOf, sentenceOf } from './act-sentence'
import type { AuditAct } from './audit-record'

const act: AuditAct = {
  sequence: 7,
  at: Date.UTC(2026, 10, 24, 14, 2, 5),
  kind: 'intent',
  intent: null,
  person: 'ada',
  groups: ['sre', 'on, call'],
  provider: 'oidc',
  through: 'deputy',
  verb: 'delete',
  cluster: 'prod',
  resource: 'pods',
  namespace: 'shop',
  name: 'web-0',
  uid: 'u-1',
  outcome: 'refused',
  problem: 'forbidden',
  reason: 'It hangs.',
  address: null,
  request: null,
  endedAt: Date.UTC(2026, 10, 24, 14, 2, 6),
  settled: false,
}
const nothing = { cluster: null, resource: null, namespace: null, name: null, problem: null }

test.each([
  [{}, 'ada deleted pods web-0 in shop on prod: refused (forbidden).'],
  [{ outcome: 'done', problem: null }, 'ada deleted pods web-0 in shop on prod.'],
  [{ outcome: 'unknown', problem: null }, 'ada deleted pods web-0 in shop on prod: outcome unknown.'],
  [{ ...nothing, verb: 'sign-in', outcome: 'done' }, 'ada signed in.'],
  [{ ...nothing, verb: 'evict', outcome: 'under-way' }, 'ada evict: under way.'],
] satisfies [Partial<AuditAct>, string][])('%j reads "%s"', (over, sentence) =>
  expect(sentenceOf({ ...act, ...over })).toBe(sentence),
)

test('a verb that an object inherits is no verb of ours', () =>
  expect(deedOf({ ...act, verb: 'constructor', name: null })).toBe('constructor pods'))

test('CSV has a line of names and one per act', () => {
  expect(exportHeader('csv').split(',')).toHaveLength(18)
  expect(exportLine('csv', act)).toBe(
    '7,2026-11-24T14:02:05.000Z,ada,"sre | on, call",oidc,deputy,delete,prod,pods,shop,web-0,u-1,refused,forbidden,It hangs.,,,2026-11-24T14:02:06.000Z\r\n',
  )
})

test.each([
  ['=HYPERLINK("http://evil.example","x")', `"'=HYPERLINK(""http://evil.example"",""x"")"`],
  ['+1+cmd', "'+1+cmd"],
  ['-2', "'-2"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['  =1+1', "'  =1+1"],
  ['a=b', 'a=b'],
  ['"quoted"', '"""quoted"""'],
])('a reason "%s" is no formula in a spreadsheet', (reason, cell) =>
  expect(exportLine('csv', { ...act, reason })).toContain(`,${cell},`),
)

test('JSON Lines keep lists and what is missing', () => {
  expect(exportHeader('jsonl')).toBe('')
  const line = exportLine('jsonl', { ...act, reason: 'two\nlines' })
  expect(line.indexOf('\n')).toBe(line.length - 1)
  expect(JSON.parse(line)).toMatchObject({ groups: ['sre', 'on, call'], address: null, reason: 'two\nlines' })
})
