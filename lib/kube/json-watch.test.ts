import { describe, expect, test } from 'vitest'
import { message, text } from './fields'
import { createJsonWatchReader } from './json-watch'
import { objectLimit, WireError } from './reading'

const fields = { metadata: message(1, { name: text(1) }) }
const stream = Buffer.from(
  [
    '{"type":"ADDED","object":{"metadata":{"name":"wéb €"}}}',
    '{"type":"MODIFIED","object":{}}\r',
    '',
    '{"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"12","annotations":{"k8s.io/initial-events-end":"true"}}}}',
    '{"type":"DELETED","object":{"metadata":{"name":"x"}}}',
    '{"type":"ERROR","object":{"kind":"Status","status":"Failure","message":"too old","reason":"Expired","code":410}}',
    '',
  ].join('\n'),
)
const events = [
  { type: 'ADDED', object: { metadata: { name: 'wéb €' } } },
  { type: 'MODIFIED', object: { metadata: undefined } },
  { type: 'BOOKMARK', resourceVersion: '12', initialEventsEnd: true },
  { type: 'DELETED', object: { metadata: { name: 'x' } } },
  {
    type: 'ERROR',
    status: { status: 'Failure', message: 'too old', reason: 'Expired', details: undefined, code: 410 },
  },
]

describe('a watch in JSON', () => {
  test('is the same split at any place, within characters too', () => {
    for (let at = 0; at <= stream.length; at++) {
      const reader = createJsonWatchReader(fields)
      expect([...reader.push(stream.subarray(0, at)), ...reader.push(stream.subarray(at))]).toStrictEqual(events)
    }
  })

  test('is the same byte by byte', () => {
    const reader = createJsonWatchReader(fields)
    expect([...stream].flatMap((byte) => reader.push(Buffer.from([byte])))).toStrictEqual(events)
  })

  test.each(['<html>\n', '{"type":"ADDED"\n', '{"type":"MOVED","object":{}}\n', 'null\n', '[]\n'])(
    'is refused when it sends %j',
    (text) => expect(() => createJsonWatchReader(fields).push(Buffer.from(text))).toThrow(WireError),
  )

  test('is refused when a line has over 8 MB, without waiting for its end', () => {
    const reader = createJsonWatchReader(fields)
    expect(reader.push(Buffer.alloc(objectLimit, 'x'))).toStrictEqual([])
    expect(() => reader.push(Buffer.from('x'))).toThrow(WireError)
  })
})
