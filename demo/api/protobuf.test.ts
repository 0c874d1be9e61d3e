import { expect, test } from 'vitest'
import { decodeProtobuf } from './protobuf'

/** One field with a length: its number and what it holds. */
const field = (number: number, content: string | Buffer) => {
  const bytes = Buffer.from(content)
  return Buffer.concat([Buffer.from([number * 8 + 2, bytes.length]), bytes])
}
const message = (...fields: readonly Buffer[]) => Buffer.concat(fields)
const wrapped = (apiVersion: string, kind: string, raw: Buffer) =>
  message(
    Buffer.from('k8s\0'),
    field(1, message(field(1, apiVersion), field(2, kind))),
    field(2, raw),
    field(3, ''),
    field(4, ''),
  )

test('a review of kubectl is read as its JSON', () => {
  // As kubectl 1.36 sends `auth can-i list pods -n cart`: empty texts are there.
  const attributes = message(field(1, 'cart'), field(2, 'list'), field(3, ''), field(5, 'pods'), field(7, ''))
  const raw = message(field(1, field(1, '')), field(2, field(1, attributes)), field(3, Buffer.from([8, 0])))
  expect(decodeProtobuf(wrapped('authorization.k8s.io/v1', 'SelfSubjectAccessReview', raw))).toEqual({
    kind: 'SelfSubjectAccessReview',
    apiVersion: 'authorization.k8s.io/v1',
    metadata: {},
    spec: { resourceAttributes: { namespace: 'cart', verb: 'list', resource: 'pods' } },
    status: {},
  })
})

test('a Deployment of kubectl create keeps what is set, zeros of pointers too', () => {
  const container = message(field(1, 'web'), field(2, 'web:1'), field(8, ''), Buffer.from([0x80 | 0, 0x01, 0]))
  const template = message(field(1, ''), field(2, field(2, container)))
  const spec = message(Buffer.from([8, 0]), field(3, template), field(4, ''), Buffer.from([40, 0]))
  const raw = message(field(1, message(field(1, 'web'), field(8, ''))), field(2, spec), field(3, ''))
  expect(decodeProtobuf(wrapped('apps/v1', 'Deployment', raw))).toEqual({
    kind: 'Deployment',
    apiVersion: 'apps/v1',
    metadata: { name: 'web' },
    spec: {
      replicas: 0,
      template: { metadata: {}, spec: { containers: [{ name: 'web', image: 'web:1', resources: {} }] } },
      strategy: {},
    },
    status: {},
  })
})

test('an eviction keeps its options', () => {
  const options = message(Buffer.from([8, 0xac, 0x02]), field(4, 'Background'), field(5, 'All'), Buffer.from([24, 1]))
  const raw = message(field(1, message(field(1, 'web-0'), field(3, 'cart'))), field(2, options))
  expect(decodeProtobuf(wrapped('policy/v1', 'Eviction', raw))).toEqual({
    kind: 'Eviction',
    apiVersion: 'policy/v1',
    metadata: { name: 'web-0', namespace: 'cart' },
    deleteOptions: {
      gracePeriodSeconds: 300,
      propagationPolicy: 'Background',
      dryRun: ['All'],
      orphanDependents: true,
    },
  })
})

test.each([
  ['no magic', Buffer.from('{"kind":"Pod"}'), 400],
  ['nothing', Buffer.alloc(0), 400],
  ['the magic alone', Buffer.from('k8s\0'), 415],
  ['a kind that is not known', wrapped('v1', 'Widget', field(1, '')), 415],
  ['a length that is too long', Buffer.concat([Buffer.from('k8s\0'), Buffer.from([0x12, 0x7f, 1])]), 400],
  ['a number without end', Buffer.concat([Buffer.from('k8s\0'), Buffer.alloc(20, 0xff)]), 400],
  ['a number for a message', wrapped('policy/v1', 'Eviction', Buffer.from([8, 1])), 400],
  ['a group', wrapped('policy/v1', 'Eviction', Buffer.from([11])), 400],
])('%s is refused', (_, body, code) => {
  expect(() => decodeProtobuf(body)).toThrow(expect.objectContaining({ code }))
})
