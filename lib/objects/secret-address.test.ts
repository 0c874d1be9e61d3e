import { expect, test } from 'vitest'
import { isDataKey, parseSecretAddress, secretPath } from './secret-address'

test.each([
  ['shop', 'db', true],
  ['shop', 'db.v1', true],
  ['shop', '..', false],
  ['shop', 'a/b', false],
  ['shop', 'Db', false],
  ['', 'db', false],
  ['shop.eu', 'db', false],
  ['shop', 'a'.repeat(254), false],
])('%s/%.20s names a Secret: %s', (namespace, name, isOne) => {
  expect('value' in parseSecretAddress(namespace, name)).toBe(isOne)
})

test.each([
  ['tls.key', true],
  ['.dockerconfigjson', true],
  ['a_B-1', true],
  ['', false],
  ['.', false],
  ['..', false],
  ['../x', false],
  ['a b', false],
  ['a\n', false],
])('%j names a value: %s', (key, isOne) => expect(isDataKey(key)).toBe(isOne))

test('a cluster’s name can be anything', () => {
  expect(secretPath('eu/shop@test', { namespace: 'shop', name: 'db' })).toBe(
    '/api/clusters/eu%2Fshop%40test/secrets/shop/db',
  )
})
