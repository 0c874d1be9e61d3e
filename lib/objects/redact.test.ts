import { expect, test } from 'vitest'
import { redact } from './redact'

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration'

test.each<[string, unknown, unknown]>([
  [
    'managedFields and last-applied go, other annotations stay',
    {
      kind: 'Pod',
      metadata: { name: 'a', managedFields: [{}], annotations: { [lastApplied]: '{"x":1}', team: 'shop' } },
    },
    { kind: 'Pod', metadata: { name: 'a', annotations: { team: 'shop' } } },
  ],
  [
    'annotations that were nothing else go too',
    { kind: 'Pod', metadata: { name: 'a', annotations: { [lastApplied]: 'x' } } },
    { kind: 'Pod', metadata: { name: 'a' } },
  ],
  [
    "a Secret's values are told by their length",
    { kind: 'Secret', metadata: { name: 'a' }, data: { password: btoa('hunter2') }, stringData: { token: 'äb' } },
    { kind: 'Secret', metadata: { name: 'a' }, data: { password: '<7 bytes>' }, stringData: { token: '<3 bytes>' } },
  ],
  ['a Secret whose data is no object', { kind: 'Secret', data: 'c2VjcmV0' }, { kind: 'Secret', data: '<hidden>' }],
  ['what is no object', null, null],
])('%s', (_, object, shown) => {
  expect(redact(object)).toEqual(shown)
})

test('a value of a Secret is nowhere in what is shown, wherever it stands', () => {
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'a', annotations: { [lastApplied]: '{"data":{"k":"aHVudGVyMg=="}}' } },
    data: { k: 'aHVudGVyMg==' },
    stringData: { k: 'hunter2' },
  }
  expect(JSON.stringify(redact(secret))).not.toMatch(/hunter2|aHVudGVyMg/)
})
