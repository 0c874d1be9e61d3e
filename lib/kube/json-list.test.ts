import { describe, expect, test } from 'vitest'
import { message, text } from './fields'
import { createJsonListReader } from './json-list'
import { WireError } from './reading'

const fields = { metadata: message(1, { name: text(1) }) }
const list = {
  kind: 'ThingList',
  metadata: { resourceVersion: '4711', continue: 'next', remainingItemCount: 7 },
  items: [{ metadata: { name: 'wéb €' } }, {}],
}
const objects = [{ metadata: { name: 'wéb €' } }, { metadata: undefined }]
const read = (...chunks: readonly Buffer[]) => {
  const reader = createJsonListReader(fields)
  for (const chunk of chunks) expect(reader.push(chunk)).toStrictEqual([])
  return reader.finish()
}

describe('a list in JSON', () => {
  test('is the same split at any place', () => {
    const body = Buffer.from(JSON.stringify(list))
    for (let at = 0; at <= body.length; at++) {
      expect(read(body.subarray(0, at), body.subarray(at))).toStrictEqual({ objects, meta: list.metadata })
    }
  })

  test('of nothing may have null for items', () => {
    expect(read(Buffer.from('{"metadata":{},"items":null}'))).toStrictEqual({
      objects: [],
      meta: { resourceVersion: '', continue: '', remainingItemCount: undefined },
    })
  })

  test.each(['', '{"metadata":{},"items":[', 'null', '[]', '{"kind":"Status","metadata":{},"status":"Failure"}'])(
    'is refused when it is %j',
    (body) => expect(() => read(Buffer.from(body))).toThrow(WireError),
  )
})
