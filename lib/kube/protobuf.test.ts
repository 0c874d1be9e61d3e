import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  bool,
  type Fields,
  filledMessages,
  inlined,
  int,
  intOrString,
  map,
  message,
  optionalInt,
  quantities,
  text,
  texts,
  time,
  unique,
} from './fields'
import { keep } from './json'
import { kinds } from './kinds/all'
import { pod } from './kinds/pod'
import { createObjectReader } from './protobuf'
import { WireError } from './reading'
import { anyObject } from './testing/arbitrary'
import { encodeObject, encodeVarint } from './testing/encode'
import { jsonOf } from './testing/json-of'

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
}
const readFields = createObjectReader(fields)
const read = (hex: string) => readHex(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
const readHex = (bytes: Buffer) => readFields(bytes, 0, bytes.length)

test('an embedded struct is a message; of filled items those without anything declared are left out', () => {
  const source = { source: inlined(2, { claim: message(10, { name: unique(1) }) }) }
  const readVolumes = createObjectReader({ volumes: filledMessages(1, source) })
  // Volume {2 VolumeSource {10 claim {1 "a"}}}, and one {2 VolumeSource {6 secret {}}}.
  const bytes = Buffer.from('0a0712055203' + '0a0161' + '0a0412023200', 'hex')
  expect(readVolumes(bytes, 0, bytes.length)).toStrictEqual({ volumes: [{ source: { claim: { name: 'a' } } }] })
})

describe('reading a message', () => {
  test.each<[string, string, Partial<Record<keyof typeof fields, unknown>>]>([
    ['nothing', '', {}],
    ['text of its own', '0a 03 776562', { name: 'web' }],
    ['text beyond ASCII', '12 05 e282ac c3a9', { phase: '€é' }],
    ['empty text', '12 00', {}],
    ['a number', '18 ac02', { restarts: 300 }],
    ['a negative number', '18 ffffffffffffffffff01', { restarts: -1 }],
    ['a pointer to zero', '20 00', { priority: 0 }],
    ['a flag', '28 01', { ready: true }],
    ['an instant', '32 07 08 8092b8c8 06 10 00'.replace('07', '08'), { at: 1_762_527_488_000 }],
    ['an instant of zero', '32 04 0800 1000', { at: 0 }],
    ['an instant with nanoseconds', '32 06 0801 1080 897a'.replace('80 897a', '80897a'), { at: 1002 }],
    ['Go’s zero time', '32 00', {}],
    ['a number where text may be', '3a 06 0800 1005 1a00', { surge: 5 }],
    ['text where a number may be', '3a 09 0801 1000 1a03 323525', { surge: '25%' }],
    ['entries', '42 06 0a0161 120162 42 06 0a0163 120164', { labels: { a: 'b', c: 'd' } }],
    ['an entry with its value first', '42 06 120162 0a0161', { labels: { a: 'b' } }],
    ['an entry without a value', '42 03 0a0161', { labels: { a: '' } }],
    ['entries under other keys', '4a 06 0a0162 120163', {}],
    ['an entry under a kept key', '4a 06 0a0162 120163 4a 06 0a0161 120162', { picked: { a: 'b' } }],
    ['a quantity', '52 0c 0a03637075 1205 0a03 31306d', { requests: { cpu: '10m' } }],
    ['a list', '5a 01 61 5a 01 62 5a 00', { names: ['a', 'b', ''] }],
    ['a message', '62 03 0a0161', { owner: { name: 'a' } }],
    ['an empty message', '62 00', { owner: { name: '' } }],
    ['the last of two', '18 01 18 02', { restarts: 2 }],
    [
      'unknown fields of each wire type',
      '6801 69 0102030405060708 6a02ffff 6d 01020304 6b 0801 6c 1801',
      { restarts: 1 },
    ],
    ['an unknown field of a high number', 'f8ffffff0f 01 1801', { restarts: 1 }],
    ['fields of other wire types than declared', '0801 1a0101 31 0102030405060708', {}],
  ])('gives %s', (_, hex, expected) => {
    expect(read(hex)).toStrictEqual({ ...absent, ...expected })
  })

  test.each([
    ['a tag without a value', '18'],
    ['a length over the end', '0a 05 6162'],
    ['a length of nearly 2^63', '0a ffffffffffffffff7f 61'],
    ['a negative length', '0a ffffffffffffffffff01'],
    ['an unknown length over the end', '6a 7f 00'],
    ['four bytes of which two are there', '6d 0102'],
    ['field number zero', '00 01'],
    ['a tag of 2^40', '808080808040 01'],
    ['a group that never ends', '6b 0801'],
    ['the end of no group', '6c'],
    ['an inner message that runs over', '62 02 0a05 6161616161'],
    ['an entry that runs over', '42 03 0a0561 6161616161'],
    ['an instant that runs over', '32 01 08 01'],
  ])('refuses %s', (_, hex) => {
    expect(() => read(hex)).toThrow(WireError)
  })

  test('does not read outside its part of the bytes', () => {
    const bytes = Buffer.from('ffff1801ffff', 'hex')
    expect(readFields(bytes, 2, 4)).toStrictEqual({ ...absent, restarts: 1 })
  })

  test('an entry named __proto__ changes nothing', () => {
    const { labels } = readHex(encodeObject({ labels: map(8) }, { labels: { ['__proto__']: 'x', a: 'b' } }))
    expect(Object.getPrototypeOf(labels)).toBe(Object.prototype)
    expect(labels).toStrictEqual({ a: 'b' })
  })
})

/** Declared keys in declared order, all the way down. */
function keysOf(declared: Fields, object: unknown): unknown {
  if (typeof object !== 'object' || object === null) return []
  expect(Object.keys(object)).toStrictEqual(Object.keys(declared))
  for (const [key, { shape }] of Object.entries(declared)) {
    const value: unknown = Object.entries(object).find(([name]) => name === key)?.[1]
    const inner = shape.is === 'list' ? shape.of : shape
    if (inner.is !== 'message') continue
    for (const item of Array.isArray(value) ? value : [value]) keysOf(inner.fields, item)
  }
  return Object.keys(object)
}

describe.each(Object.values(kinds))('$kind', (kind) => {
  const readKind = createObjectReader<Fields>(kind.fields)

  test('is the same from protobuf, from JSON and as it was', () => {
    fc.assert(
      fc.property(anyObject(kind.fields), (object) => {
        const bytes = encodeObject(kind.fields, object)
        const fromProtobuf = readKind(bytes, 0, bytes.length)
        const fromJson = keep<Fields>(kind.fields, JSON.parse(JSON.stringify(jsonOf(kind.fields, object))))
        expect(fromProtobuf).toStrictEqual(object)
        expect(fromJson).toStrictEqual(object)
        keysOf(kind.fields, fromProtobuf)
        keysOf(kind.fields, fromJson)
      }),
      { numRuns: 60 },
    )
  })
})

describe('damaged bytes', () => {
  const readPod = createObjectReader<Fields>(pod.fields)

  test('cut off anywhere, a pod is read in part or refused', () => {
    fc.assert(
      fc.property(anyObject(pod.fields), (object) => {
        const bytes = encodeObject(pod.fields, object)
        for (let end = 0; end < bytes.length; end++) {
          const cut = Buffer.from(bytes.subarray(0, end))
          expectReadOrRefused(() => readPod(cut, 0, cut.length))
        }
      }),
      { numRuns: 15 },
    )
  })

  test('with any byte changed, a pod is read or refused', () => {
    fc.assert(
      fc.property(anyObject(pod.fields), fc.nat(), fc.nat(255), (object, place, byte) => {
        const bytes = Buffer.concat([encodeObject(pod.fields, object), encodeVarint(8), encodeVarint(1)])
        bytes[place % bytes.length] = byte
        expectReadOrRefused(() => readPod(bytes, 0, bytes.length))
      }),
      { numRuns: 300 },
    )
  })
})

function expectReadOrRefused(act: () => unknown): void {
  try {
    expect(act()).toBeTypeOf('object')
  } catch (error) {
    expect(error).toBeInstanceOf(WireError)
  }
}
