import { expect, onTestFinished, test } from 'vitest'
import type { AuditEntry } from '@/lib/audit/audit-record'
import { openDatabase } from '@/server/database/database'
import { freshPlace } from '@/server/database/testing/fresh-place'
import { openRelay } from '@/server/database/testing/relay'
import { createLedger } from './ledger'
import { verifyChain } from './verification'

// Runs only where there is a PostgreSQL: `npm run test:postgres`.

const entry = { person: 'ada', groups: ['sre'], verb: 'delete' } satisfies AuditEntry
const fact = { ...entry, outcome: 'done' } as const

async function openBehindRelay() {
  const place = await freshPlace()
  if (place.engine !== 'postgres') throw new Error('QUARTERDECK_TEST_POSTGRES names no server.')
  const url = new URL(place.url)
  const relay = await openRelay(url.hostname, Number(url.port))
  url.port = String(relay.port)
  const database = await openDatabase({ engine: 'postgres', url: url.href })
  onTestFinished(() => database.close())
  return { relay, database, ledger: createLedger(database, Date.now), direct: place }
}

test.each(['refuse', 'silence'] as const)(
  'when PostgreSQL fails (%s), acts are refused with the reason within seconds, and go on when it is back',
  { timeout: 30_000 },
  async (failure) => {
    const { relay, database, ledger } = await openBehindRelay()
    await Promise.all(Array.from({ length: 20 }, () => ledger.record(fact)))
    relay[failure]()
    for (let attempt = 0; attempt < 3; attempt++) {
      const begun = performance.now()
      expect(await ledger.intent(entry)).toMatchObject({
        problem: { code: 'not-recorded', sentence: expect.stringContaining('Nothing was done') },
      })
      expect(performance.now() - begun).toBeLessThan(2500)
    }
    relay.resume()
    await expect.poll(() => ledger.record(fact), { timeout: 10_000 }).toHaveProperty('sequence')
    const { whole, count } = { count: 0, ...(await verifyChain(database)) }
    expect([whole, count >= 21]).toEqual([true, true])
  },
)

test('an act that was begun before an outage reads unknown after it, and can be settled', {
  timeout: 30_000,
}, async () => {
  const { relay, ledger } = await openBehindRelay()
  const intent = await ledger.intent(entry)
  if ('problem' in intent) throw new Error(intent.problem.sentence)
  relay.refuse()
  expect(await ledger.outcome(intent.sequence, { outcome: 'done' })).toHaveProperty('problem')
  relay.resume()
  await expect.poll(() => ledger.record(fact), { timeout: 10_000 }).toHaveProperty('sequence')
  const [unsettled] = await ledger.unsettled()
  expect(unsettled).toMatchObject({ sequence: intent.sequence })
  if (unsettled !== undefined) await ledger.settle(unsettled, { outcome: 'done' })
  expect(await ledger.unsettled()).toEqual([])
})

test('replicas that record at once make one chain', { timeout: 30_000 }, async () => {
  const { direct, database, ledger } = await openBehindRelay()
  const others = await Promise.all([openDatabase(direct), openDatabase(direct)])
  const ledgers = [ledger, ...others.map((other) => createLedger(other, Date.now))]
  const results = await Promise.all(
    Array.from({ length: 600 }, (_, nth) => (ledgers[nth % 3] ?? ledger).record({ ...fact, request: `r-${nth}` })),
  )
  expect(results.filter((result) => 'problem' in result)).toEqual([])
  expect(await verifyChain(database)).toMatchObject({ whole: true, count: 600 })
  for (const other of others) await other.close()
})
