import { expect, test } from 'vitest'
import { objectStreamPath, parseObjectAddress, resourceOfKind } from './object-address'

test.each([
  ['pods', ['shop', 'web-1'], { resource: 'pods', namespace: 'shop', name: 'web-1' }],
  ['nodes', ['node-1'], { resource: 'nodes', namespace: null, name: 'node-1' }],
  ['cronjobs.batch', ['batch', 'nightly'], { resource: 'cronjobs.batch', namespace: 'batch', name: 'nightly' }],
])('%s %o is an address', (resource, segments, value) => {
  expect(parseObjectAddress(resource, segments)).toEqual({ value })
})

test.each([
  ['secrets', ['shop', 'token'], 'unknown-resource'],
  ['toString', ['shop', 'web'], 'unknown-resource'],
  ['pods', ['web-1'], 'bad-name'],
  ['pods', ['shop', ''], 'bad-name'],
  ['pods', ['shop', 'web-1', 'log'], 'bad-name'],
  ['nodes', ['node-1', 'proxy'], 'bad-name'],
  ['nodes', [], 'bad-name'],
])('%s %o is refused with a sentence', (resource, segments, code) => {
  expect(parseObjectAddress(resource, segments)).toMatchObject({
    problem: { code, sentence: expect.stringMatching(/\w\.$/) },
  })
})

test('the path of an object keeps every part apart', () => {
  const path = objectStreamPath('dev/one', { resource: 'pods', namespace: 'shop', name: 'a b' })
  expect(path).toBe('/api/clusters/dev%2Fone/objects/pods/shop/a%20b')
})

test.each([
  ['statefulset', 'statefulsets.apps'],
  ['CronJob', 'cronjobs.batch'],
  ['secret', undefined],
])('a %s is one of %s', (kind, resource) => expect(resourceOfKind(kind)).toBe(resource))
