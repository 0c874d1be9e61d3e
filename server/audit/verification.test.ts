import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Database } from '@/server/database/database'
import { openFresh } from '@/server/database/testing/open-fresh'
import { createLedger } from './ledger'
import { type KnownLink, verifyChain } from './verification'

const untied = {
  sqlite: ['drop trigger audit_records_no_update', 'drop trigger audit_records_no_delete'],
  postgres: ['drop trigger audit_records_append_only on audit_records'],
}

/** A ledger of 2,500 records, of which somebody with the database's password changes something. */
async function tampered(statements: readonly string[]): Promise<{ database: Database; before: KnownLink }> {
  const database = await openFresh()
  const ledger = createLedger(database, () => 1_795_000_000_000)
  const entry = {
    person: 'ada',
    groups: ['sre'],
    verb: 'reveal-secret',
    target: { name: 'db' },
    outcome: 'done',
  } as const
  await Promise.all(Array.from({ length: 2500 }, (_, nth) => ledger.record({ ...entry, request: `r-${nth}` })))
  const whole = await verifyChain(database)
  if (!whole.whole) throw new Error(whole.sentence)
  for (const statement of [...untied[database.engine], ...statements]) await sql.raw(statement).execute(database.query)
  return { database, before: whole.last }
}

test('an empty ledger and a long one are whole', async () => {
  expect(await verifyChain(await openFresh())).toMatchObject({ whole: true, count: 0 })
  const { database, before } = await tampered([])
  expect(await verifyChain(database)).toEqual({ whole: true, count: 2500, last: before })
})

const changed = (sequence: number) =>
  `Record ${sequence} was changed: its hash does not fit what it says and record ${sequence - 1}.`

test.each([
  ['whose it was', `update audit_records set person = 'eve' where sequence = 1234`, 1234, changed(1234)],
  ['as which groups', `update audit_records set groups = '[]' where sequence = 1234`, 1234, changed(1234)],
  ['groups that are no list', `update audit_records set groups = 'x' where sequence = 1234`, 1234, changed(1234)],
  ['how it ended', `update audit_records set outcome = 'refused' where sequence = 2`, 2, changed(2)],
  ['when', 'update audit_records set at = at + 1 where sequence = 2500', 2500, changed(2500)],
  ['something where nothing was', `update audit_records set reason = '' where sequence = 7`, 7, changed(7)],
  ['the hash', `update audit_records set hash = 'x' where sequence = 1001`, 1001, changed(1001)],
  ['one taken out', 'delete from audit_records where sequence = 1000', 1000, 'Record 1000 is missing.'],
  ['the first taken out', 'delete from audit_records where sequence = 1', 1, 'Record 1 is missing.'],
] as const)('%s: the first broken record is named', async (_what, statement, sequence, sentence) => {
  const { database } = await tampered([statement])
  expect(await verifyChain(database)).toEqual({ whole: false, sequence, sentence })
})

test('two exchanged records are found at the first', async () => {
  const { database } = await tampered([
    'update audit_records set sequence = 0 where sequence = 10',
    'update audit_records set sequence = 10 where sequence = 11',
    'update audit_records set sequence = 11 where sequence = 0',
  ])
  expect(await verifyChain(database)).toMatchObject({ whole: false, sequence: 10 })
})

test('an end that was cut off is found by what was noted of it', async () => {
  const { database, before } = await tampered(['delete from audit_records where sequence > 2000'])
  expect(await verifyChain(database)).toMatchObject({ whole: true, count: 2000 })
  expect(await verifyChain(database, before)).toEqual({
    whole: false,
    sequence: 2001,
    sentence: 'Record 2001 is missing: the ledger once reached 2500.',
  })
})

test('a ledger that was written anew is found by what was noted of it, and an older note still fits', async () => {
  const { database, before } = await tampered(['delete from audit_records where sequence > 2400'])
  const noted = await verifyChain(database)
  if (!noted.whole) throw new Error(noted.sentence)
  const ledger = createLedger(database, () => 5)
  await Promise.all(
    Array.from({ length: 100 }, () => ledger.record({ person: 'eve', groups: [], verb: 'get', outcome: 'done' })),
  )
  expect(await verifyChain(database)).toMatchObject({ whole: true, count: 2500 })
  expect(await verifyChain(database, noted.last)).toMatchObject({ whole: true, count: 2500 })
  expect(await verifyChain(database, before)).toMatchObject({ whole: false, sequence: 2500 })
})
