import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import {
  bool,
  filledMessages,
  inlined,
  int,
  intOrString,
  map,
  message,
  messages,
  optionalInt,
  quantities,
  text,
  texts,
  time,
  unique,
} from './fields'
import { keep, parseJson } from './json'
import { deployment } from './kinds/deployment'
import { WireError } from './reading'

const fields = {
  name: unique(1),
  phase: text(2),
  restarts: int(3),
  priority: optionalInt(4),
  ready: bool(5),
  at: time(6),
  surge: intOrString(7),
  labels: map(8),
  picked: map(9, ['a']),
  requests: quantities(10, ['cpu']),
  names: texts(11),
  owner: message(12, { name: text(1) }),
  owners: messages(13, { name: text(1) }),
}
const absent = {
  name: '',
  phase: '',
  restarts: 0,
  priority: undefined,
  ready: false,
  at: undefined,
  surge: undefined,
  labels: {},
  picked: {},
  requests: {},
  names: [],
  owner: undefined,
  owners: [],
}

const volume = { source: inlined(2, { claim: message(10, { claimName: unique(1) }) }) }

test('fields of an embedded struct lie in the outer object, and what is never absent is there', () => {
  const fields = { volume: message(1, volume) }
  expect(keep(fields, { volume: { claim: { claimName: 'data' } } })).toStrictEqual({
    volume: { source: { claim: { claimName: 'data' } } },
  })
  expect(keep(fields, { volume: { secret: {} } })).toStrictEqual({ volume: { source: { claim: undefined } } })
})

test('of a list of filled items those in which nothing is declared are left out', () => {
  const volumes = [
    { name: 'token', projected: {} },
    { name: 'data', claim: { claimName: 'data' } },
  ]
  expect(keep({ volumes: filledMessages(1, volume) }, { volumes })).toStrictEqual({
    volumes: [{ source: { claim: { claimName: 'data' } } }],
  })
  expect(keep({ volumes: filledMessages(1, volume) }, { volumes: volumes.slice(0, 1) })).toStrictEqual({ volumes: [] })
})

describe('keep', () => {
  test.each<[unknown, object]>([
    [{}, {}],
    [
      { name: 'web', phase: 'Running', restarts: 3, priority: 0, ready: true },
      { name: 'web', phase: 'Running', restarts: 3, priority: 0, ready: true },
    ],
    [{ at: '2026-11-24T06:44:00Z' }, { at: 1_795_502_640_000 }],
    [{ at: '2026-11-24T06:44:00.123456Z' }, { at: 1_795_502_640_123 }],
    [{ at: '2026-11-24T07:44:00+01:00' }, { at: 1_795_502_640_000 }],
    [{ surge: 1 }, { surge: 1 }],
    [{ surge: '25%' }, { surge: '25%' }],
    [{ requests: { cpu: 2, memory: '1Gi' } }, { requests: { cpu: '2' } }],
    [
      { labels: { a: 'b', c: 1 }, picked: { a: 'b', c: 'd' } },
      { labels: { a: 'b' }, picked: { a: 'b' } },
    ],
    [
      { names: ['a', 1, null, 'b'], owners: [{ name: 'a' }, 'b', {}] },
      { names: ['a', 'b'], owners: [{ name: 'a' }, { name: '' }] },
    ],
    [{ owner: {} }, { owner: { name: '' } }],
    [{ other: 'field' }, {}],
  ])('of %j gives %j', (value, expected) => {
    expect(keep(fields, value)).toStrictEqual({ ...absent, ...expected })
  })

  test.each([null, undefined, '', 'text', 0, 1.5, true, [], {}, Number.NaN, [[]], { a: 1 }])(
    'takes %j in any field, and as the object, for absent or as declared, and never throws',
    (odd) => {
      const object = Object.fromEntries(Object.keys(fields).map((key) => [key, odd]))
      expect(Object.keys(keep(fields, object))).toStrictEqual(Object.keys(fields))
      expect(keep(fields, odd)).toStrictEqual(absent)
    },
  )

  test.each([
    '',
    'now',
    '2026',
    '2026-11-24',
    '2026-11-24 06:44:00Z',
    '2026-11-24T06:44:00',
    '2026-13-24T06:44:00Z',
    'Tue, 24 Nov 2026',
  ])('takes no instant from "%s"', (at) => expect(keep(fields, { at }).at).toBeUndefined())

  test('an entry named __proto__ changes nothing', () => {
    const { labels } = keep(fields, JSON.parse('{"labels":{"__proto__":"x","a":"b"}}'))
    expect(Object.getPrototypeOf(labels)).toBe(Object.prototype)
    expect(labels).toStrictEqual({ a: 'b' })
  })

  test('takes nothing that an object inherits', () => {
    expect(keep({ toString: text(1), constructor: message(2, {}) }, {})).toStrictEqual({
      toString: '',
      constructor: undefined,
    })
  })

  test('does not hold on to the text it came from', () => {
    setFlagsFromString('--expose-gc')
    const gc: unknown = runInNewContext('gc')
    if (typeof gc !== 'function') throw new TypeError('gc is not exposed')
    const megabyte = 'x'.repeat(2 ** 20)
    const read = (index: number) => {
      const name = `a-name-that-is-long-enough-to-be-a-slice-${index}`
      const source = Buffer.from(JSON.stringify({ metadata: { name, namespace: `${name}-space` }, ballast: megabyte }))
      return keep(deployment.fields, parseJson(source))
    }
    gc()
    const before = process.memoryUsage()
    const kept = Array.from({ length: 50 }, (_, index) => read(index))
    gc()
    const after = process.memoryUsage()
    expect(kept).toHaveLength(50)
    expect(after.heapUsed + after.external - before.heapUsed - before.external).toBeLessThan(10 * 2 ** 20)
  })
})

test('what is not JSON is refused without being quoted', () => {
  const refused = () => parseJson(Buffer.from('secret <html>'))
  expect(refused).toThrow(WireError)
  expect(refused).not.toThrow(/secret/)
})
