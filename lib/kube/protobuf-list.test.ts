import { describe, expect, test } from 'vitest'
import { int, message, text } from './fields'
import { createListReader } from './protobuf-list'
import { type ListReader, objectLimit, WireError } from './reading'
import { encodeBytes, encodeEnvelope, encodeInt, encodeObject, encodeVarint } from './testing/encode'

const fields = { metadata: message(1, { name: text(1) }), replicas: int(2) }
const objects = [
  { metadata: { name: 'web' }, replicas: 3 },
  { metadata: { name: 'a'.repeat(200) }, replicas: -1 },
  { metadata: undefined, replicas: 0 },
]
const meta = { resourceVersion: '4711', continue: 'next', remainingItemCount: 7 }
const metaBytes = encodeBytes(
  1,
  Buffer.concat([encodeBytes(1, ''), encodeBytes(2, '4711'), encodeBytes(3, 'next'), encodeInt(4, 7)]),
)
const items = objects.map((object) => encodeBytes(2, encodeObject(fields, object)))
const body = encodeEnvelope('ThingList', Buffer.concat([metaBytes, encodeBytes(9, 'unknown'), ...items]))

function readAll<T>(reader: ListReader<T>, ...chunks: readonly Buffer[]) {
  const pushed = chunks.flatMap((chunk) => reader.push(chunk))
  const end = reader.finish()
  return { objects: [...pushed, ...end.objects], meta: end.meta }
}

describe('a list in protobuf', () => {
  test('gives its objects and what it says of itself', () => {
    expect(readAll(createListReader(fields), body)).toStrictEqual({ objects, meta })
  })

  test('is the same split at any place', () => {
    for (let at = 0; at <= body.length; at++) {
      const read = readAll(createListReader(fields), body.subarray(0, at), body.subarray(at))
      expect(read).toStrictEqual({ objects, meta })
    }
  })

  test.each([1, 2, 3, 7, 64])('is the same in chunks of %d bytes', (size) => {
    const chunks = Array.from({ length: Math.ceil(body.length / size) }, (_, index) =>
      body.subarray(index * size, (index + 1) * size),
    )
    expect(readAll(createListReader(fields), ...chunks)).toStrictEqual({ objects, meta })
  })

  test('gives an object as soon as its last byte is there', () => {
    const reader = createListReader(fields)
    const firstEnd = body.indexOf(items[0] ?? '') + (items[0]?.length ?? 0)
    expect(reader.push(body.subarray(0, firstEnd - 1))).toStrictEqual([])
    expect(reader.push(body.subarray(firstEnd - 1, firstEnd))).toStrictEqual([objects[0]])
  })

  test('may be empty', () => {
    const nothing = { resourceVersion: '', continue: '', remainingItemCount: undefined }
    expect(readAll(createListReader(fields), encodeEnvelope('ThingList', Buffer.alloc(0)))).toStrictEqual({
      objects: [],
      meta: nothing,
    })
  })

  test('is refused when it is cut off before the end of its objects', () => {
    const end = body.length - Buffer.concat([encodeBytes(3, ''), encodeBytes(4, '')]).length
    for (let at = 0; at < end; at++) {
      expect(() => readAll(createListReader(fields), body.subarray(0, at))).toThrow(WireError)
    }
  })

  const header = Buffer.concat([Buffer.from('k8s\0'), encodeVarint(2 * 8 + 2), encodeVarint(2 ** 40)])
  test.each([
    ['is not protobuf', Buffer.from('{"kind":"PodList"}')],
    ['holds a Status', encodeEnvelope('Status', metaBytes)],
    ['announces an object over 8 MB', Buffer.concat([header, encodeVarint(18), encodeVarint(objectLimit + 1)])],
    ['announces an object of 2^62 bytes', Buffer.concat([header, encodeVarint(18), encodeVarint(2n ** 62n)])],
    ['announces an object of negative length', Buffer.concat([header, encodeVarint(18), encodeVarint(-5)])],
    ['has an object that is longer than the list', encodeEnvelope('ThingList', encodeVarint(18))],
    ['has a number without end', Buffer.concat([header, Buffer.alloc(11, 0xff)])],
    ['has a group', Buffer.concat([header, Buffer.from([0x1b, 0x1c])])],
  ])('is refused when it %s', (_, bytes) => {
    expect(() => readAll(createListReader(fields), bytes)).toThrow(WireError)
  })
})
