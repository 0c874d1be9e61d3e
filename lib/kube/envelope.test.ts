import { describe, expect, test } from 'vitest'
import { readObject, readStatus } from './envelope'
import { namespace } from './kinds/namespace'
import { WireError } from './reading'
import { statusFields } from './status'
import { encodeEnvelope, encodeObject } from './testing/encode'

const forbidden = {
  status: 'Failure',
  message: 'pods is forbidden',
  reason: 'Forbidden',
  details: { causes: [], retryAfterSeconds: 0 },
  code: 403,
}

describe('an envelope', () => {
  test('gives the Status in it', () => {
    expect(readStatus(encodeEnvelope('Status', encodeObject(statusFields, forbidden)))).toStrictEqual(forbidden)
  })

  test('gives the object in it', () => {
    const body = encodeEnvelope(
      'Namespace',
      encodeObject(namespace.fields, { status: { phase: 'Active', conditions: [] } }),
    )
    expect(readObject(namespace, body)).toStrictEqual({
      metadata: undefined,
      status: { phase: 'Active', conditions: [] },
    })
  })

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('Too many requests, please try again later.')],
    ['another kind', encodeEnvelope('Pod', Buffer.alloc(0))],
    ['no object', Buffer.from('k8s\0')],
    ['half an envelope', encodeEnvelope('Status', encodeObject(statusFields, forbidden)).subarray(0, 40)],
  ])('with %s in it is no Status', (_, body) => {
    expect(() => readStatus(body)).toThrow(WireError)
  })
})
