import { expect, test } from 'vitest'
import type { AuditRecord } from './audit-record'
import { canonicalRecord } from './canonical'

const record: AuditRecord = {
  sequence: 7,
  at: 1_795_000_000_000,
  kind: 'intent',
  intent: null,
  person: 'Ada "the first" Lovelace\\',
  groups: ['sre', 'é'],
  provider: 'oidc',
  through: 'deputy',
  verb: 'delete',
  cluster: 'prod',
  resource: 'pods',
  namespace: 'shop',
  name: 'web-0',
  uid: 'u',
  outcome: null,
  problem: null,
  reason: null,
  address: null,
  request: 'r',
}

// Records of years ago are checked against this text: it may never read differently.
const text = String.raw`{"at":1795000000000,"cluster":"prod","groups":["sre","é"],"kind":"intent","name":"web-0","namespace":"shop","person":"Ada \"the first\" Lovelace\\","provider":"oidc","request":"r","resource":"pods","sequence":7,"through":"deputy","uid":"u","verb":"delete"}`

test('a record has one text', () => expect(canonicalRecord(record)).toBe(text))

test('the order in which a record was put together does not matter', () => {
  const backwards = Object.fromEntries(Object.entries(record).reverse()) as unknown as AuditRecord
  expect(canonicalRecord(backwards)).toBe(text)
})

test('what two records differ in, their texts differ in', () => {
  const split = { ...record, groups: ['sre', 'x'], name: 'a' }
  for (const other of [
    { ...split, groups: ['sre,x'] },
    { ...split, name: null },
    { ...split, name: '' },
    { ...split, name: 'a","namespace":"b' },
  ])
    expect(canonicalRecord(other)).not.toBe(canonicalRecord(split))
})
