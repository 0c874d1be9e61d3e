import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import type { AuditEntry } from '@/lib/audit/audit-record'
import { openDatabase } from '@/server/database/database'
import { freshFolder } from '@/server/database/testing/fresh-place'
import { runProgram } from '@/server/database/testing/run-program'
import { createLedger, type Ledger } from './ledger'
import { closeLedger, openLedger } from './ledger-of-process'
import { settleAtStart, settleLater } from './settling'
import { verifyChain } from './verification'

const minute = 60_000
const act = (verb: string): AuditEntry => ({ person: 'ada', groups: [], verb, target: { cluster: 'prod', name: 'db' } })

async function readActs(ledger: Ledger) {
  const page = await ledger.read({ question: {}, whose: null, limit: 9 })
  if ('problem' in page) throw new Error(page.problem.sentence)
  return page.acts.map(({ verb, outcome, problem, settled }) => ({ verb, outcome, problem, settled }))
}

/** A ledger that a process before left some intents in. */
async function afterCut(...verbs: readonly string[]) {
  const database = await openDatabase({ engine: 'sqlite', folder: freshFolder() })
  onTestFinished(() => database.close())
  const before = createLedger(database, () => 100 * minute)
  for (const verb of verbs) await before.intent(act(verb))
  return { database, before, ledger: createLedger(database, () => 200 * minute) }
}

test('a process that is killed in the middle of a reveal leaves it unknown, and the next start settles it', {
  timeout: 60_000,
}, async () => {
  const folder = freshFolder()
  const program = runProgram('server/audit/testing/reveal-and-hang.ts', folder)
  const ended = once(program, 'exit')
  await once(program.stdout, 'data')
  program.kill('SIGKILL')
  await ended
  onTestFinished(closeLedger)
  // As the server itself starts.
  const { ledger, database } = await openLedger({ engine: 'sqlite', folder })
  expect(await readActs(ledger)).toEqual([
    { verb: 'reveal-secret', outcome: 'unknown', problem: 'cut-off', settled: true },
  ])
  expect(await ledger.unsettled()).toEqual([])
  expect(await verifyChain(database)).toMatchObject({ whole: true, count: 2 })
})

test('what looking can tell is settled as it went, and what it can’t tell stays for the next look', async () => {
  const { ledger } = await afterCut('delete', 'patch', 'scale')
  const looks = {
    delete: () => Promise.resolve({ outcome: 'done' } as const),
    patch: () => Promise.resolve(undefined),
  }
  expect(await settleAtStart({ ledger, isShared: false, looks }, 200 * minute)).toBe(1)
  expect(await readActs(ledger)).toEqual([
    { verb: 'scale', outcome: 'unknown', problem: null, settled: false },
    { verb: 'patch', outcome: 'unknown', problem: null, settled: false },
    { verb: 'delete', outcome: 'done', problem: null, settled: true },
  ])
})

test('what another process may still be at is left to it for ten minutes', async () => {
  const { before, ledger } = await afterCut('reveal-secret')
  const settling = { ledger, isShared: true }
  expect(await settleAtStart(settling, 109 * minute)).toBe(0)
  expect(await settleLater(settling, 109 * minute)).toBe(0)
  expect(await before.outcome(1, { outcome: 'done' })).toEqual({ sequence: 2 })
  expect(await settleLater(settling, 111 * minute)).toBe(0)
  expect(await readActs(ledger)).toEqual([{ verb: 'reveal-secret', outcome: 'done', problem: null, settled: false }])
})

test('an act of this process that is under way is not settled, however long it takes', async () => {
  const { ledger } = await afterCut()
  await ledger.intent(act('reveal-secret'))
  expect(await settleLater({ ledger, isShared: false }, 999 * minute)).toBe(0)
})
