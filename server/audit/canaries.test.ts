import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDatabase } from '@/server/database/database'
import { freshFolder } from '@/server/database/testing/fresh-place'
import { createLedger, type Ledger } from './ledger'

const canary = 'c4n4ry'
const token = `eyJhbGciOiJSUzI1NiJ9.${canary}.c2lnbmF0dXJl`

/** Whatever a careless caller might have at hand and hand over whole. */
const careless = {
  token,
  cookie: `quarterdeck-4600=${canary}`,
  headers: { authorization: `Bearer ${token}` },
  data: { password: canary },
  object: { kind: 'Secret', data: { password: canary }, metadata: { annotations: { last: canary } } },
}

async function read(ledger: Ledger) {
  const page = await ledger.read({ question: {}, whose: null, limit: 9 })
  if ('problem' in page) throw new Error(page.problem.sentence)
  return page.acts
}

test('no value, token or header reaches a record, whatever the caller’s objects carry', async () => {
  const folder = freshFolder()
  const database = await openDatabase({ engine: 'sqlite', folder })
  const ledger = createLedger(database, () => 1)
  const entry = {
    ...careless,
    person: 'ada',
    groups: ['sre'],
    verb: 'reveal-secret',
    target: { ...careless, cluster: 'prod', resource: 'secrets', namespace: 'shop', name: 'db' },
    reason: `They sent me Bearer ${token} and password=${canary}`,
  }
  const end = { ...careless, outcome: 'failed', problem: `invalid value "${canary}" in data.password` } as const
  const intent = await ledger.intent(entry)
  if ('problem' in intent) throw new Error(intent.problem.sentence)
  await ledger.outcome(intent.sequence, end)
  await ledger.record({ ...entry, ...end })
  const [fact, act] = await read(ledger)
  expect(JSON.stringify([fact, act])).not.toContain(canary)
  expect(fact).toMatchObject({
    name: 'db',
    reason: 'They sent me Bearer [masked] and password=[masked]',
    problem: null,
  })
  for (const file of readdirSync(folder)) expect(readFileSync(join(folder, file)).includes(canary)).toBe(false)
  await database.close()
})

test('what no database can keep is made fit for it, and every limit holds', async () => {
  const database = await openDatabase({ engine: 'sqlite', folder: freshFolder() })
  const ledger = createLedger(database, () => 1)
  await ledger.record({
    person: `ada\u0000\r\nGET \ud800`,
    groups: Array.from({ length: 3000 }, (_, nth) => `g${nth}`),
    verb: 'get',
    target: { name: 'x'.repeat(9000) },
    reason: '😀'.repeat(5000),
    outcome: 'done',
  })
  const [act] = await read(ledger)
  expect(act?.person).toBe('ada GET \ufffd')
  expect([act?.groups.length, act?.name?.length, act?.reason?.length]).toEqual([1000, 512, 2000])
  await database.close()
})
