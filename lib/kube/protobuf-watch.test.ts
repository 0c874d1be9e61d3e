import { describe, expect, test } from 'vitest'
import { bookmarkFields } from './bookmark'
import { message, text } from './fields'
import { createWatchReader } from './protobuf-watch'
import { objectLimit, WireError } from './reading'
import { statusFields } from './status'
import { encodeBytes, encodeEvent, encodeObject } from './testing/encode'

const fields = { metadata: message(1, { name: text(1) }) }
const object = { metadata: { name: 'web' } }
const expired = {
  status: 'Failure',
  message: 'too old resource version: 1 (4711)',
  reason: 'Expired',
  details: { causes: [{ reason: 'r', message: 'm', field: 'f' }], retryAfterSeconds: 1 },
  code: 410,
}
const thing = (type: string) => encodeEvent(type, 'Thing', encodeObject(fields, object))
const bookmark = (annotations: Record<string, string>) =>
  encodeEvent('BOOKMARK', 'Thing', encodeObject(bookmarkFields, { metadata: { resourceVersion: '12', annotations } }))

const stream = Buffer.concat([
  thing('ADDED'),
  thing('MODIFIED'),
  bookmark({}),
  thing('DELETED'),
  bookmark({ 'k8s.io/initial-events-end': 'true' }),
  encodeEvent('ERROR', 'Status', encodeObject(statusFields, expired)),
])
const events = [
  { type: 'ADDED', object },
  { type: 'MODIFIED', object },
  { type: 'BOOKMARK', resourceVersion: '12', initialEventsEnd: false },
  { type: 'DELETED', object },
  { type: 'BOOKMARK', resourceVersion: '12', initialEventsEnd: true },
  { type: 'ERROR', status: expired },
]

describe('a watch in protobuf', () => {
  test('gives its events in order', () => {
    expect(createWatchReader(fields).push(stream)).toStrictEqual(events)
  })

  test('is the same split at any place', () => {
    for (let at = 0; at <= stream.length; at++) {
      const reader = createWatchReader(fields)
      expect([...reader.push(stream.subarray(0, at)), ...reader.push(stream.subarray(at))]).toStrictEqual(events)
    }
  })

  test('is the same byte by byte', () => {
    const reader = createWatchReader(fields)
    expect([...stream].flatMap((byte) => reader.push(Buffer.from([byte])))).toStrictEqual(events)
  })

  const tooLong = Buffer.alloc(4)
  tooLong.writeUInt32BE(objectLimit + 1)
  const framed = (event: Buffer) => Buffer.concat([Buffer.from([0, 0, 0, event.length]), event])
  test.each([
    ['announces an event over 8 MB', tooLong],
    ['announces an event of 4 GB', Buffer.alloc(4, 0xff)],
    ['sends an event of a type that does not exist', thing('MOVED')],
    ['sends an event without anything', framed(Buffer.alloc(0))],
    ['sends an event without an object', framed(encodeBytes(1, 'ADDED'))],
    [
      'sends an object without an envelope',
      framed(Buffer.concat([encodeBytes(1, 'ADDED'), encodeBytes(2, encodeBytes(1, 'web'))])),
    ],
    ['sends JSON', Buffer.from('{"type":"ADDED"}')],
  ])('is refused when it %s', (_, bytes) => {
    expect(() => createWatchReader(fields).push(bytes)).toThrow(WireError)
  })
})
