import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { ActQuestion } from '@/lib/audit/act-question'
import type { AuditEntry } from '@/lib/audit/audit-record'
import { openFresh } from '@/server/database/testing/open-fresh'
import { createLedger, type Ledger, type Recorded } from './ledger'
import type { Whose } from './reading'
import { verifyChain } from './verification'

const reveal: AuditEntry = {
  person: 'ada',
  groups: ['sre', 'on, call'],
  provider: 'oidc',
  through: 'deputy',
  verb: 'reveal-secret',
  target: { cluster: 'prod', resource: 'secrets', namespace: 'shop', name: 'db', uid: '7d5f' },
  reason: 'The migration needs it.',
  address: '192.0.2.7',
  request: 'r-1',
}
const signIn: AuditEntry = { person: 'bob', groups: [], provider: 'local', verb: 'sign-in' }

async function openLedger(clock = { now: 1_795_000_000_000 }) {
  const database = await openFresh()
  return { database, clock, ledger: createLedger(database, () => clock.now) }
}

const sequenceOf = (recorded: Recorded): number => {
  if ('problem' in recorded) throw new Error(recorded.problem.sentence)
  return recorded.sequence
}

async function readPage(ledger: Ledger, question: ActQuestion = {}, whose: Whose | null = null, limit = 100) {
  const page = await ledger.read({ question, whose, limit })
  if ('problem' in page) throw new Error(page.problem.sentence)
  return page
}

const read = async (...asked: Parameters<typeof readPage>) => (await readPage(...asked)).acts

test('a fact is read as it was recorded', async () => {
  const { ledger } = await openLedger()
  expect(await ledger.record({ ...reveal, outcome: 'done' })).toEqual({ sequence: 1 })
  expect(await read(ledger)).toEqual([
    {
      sequence: 1,
      at: 1_795_000_000_000,
      kind: 'fact',
      intent: null,
      person: 'ada',
      groups: ['sre', 'on, call'],
      provider: 'oidc',
      through: 'deputy',
      verb: 'reveal-secret',
      cluster: 'prod',
      resource: 'secrets',
      namespace: 'shop',
      name: 'db',
      uid: '7d5f',
      outcome: 'done',
      problem: null,
      reason: 'The migration needs it.',
      address: '192.0.2.7',
      request: 'r-1',
      endedAt: null,
      settled: false,
    },
  ])
})

test('an intent is under way until its outcome, which is a record of its own', async () => {
  const { ledger, clock, database } = await openLedger()
  expect(await read(ledger, { outcome: 'under-way' })).toEqual([])
  const intent = sequenceOf(await ledger.intent({ ...reveal, verb: 'delete' }))
  expect(await read(ledger)).toMatchObject([{ verb: 'delete', outcome: 'under-way', endedAt: null }])
  expect(await ledger.unsettled()).toEqual([])
  clock.now += 800
  expect(await ledger.outcome(intent, { outcome: 'refused', problem: 'forbidden' })).toEqual({ sequence: 2 })
  expect(await read(ledger)).toMatchObject([
    { sequence: intent, outcome: 'refused', problem: 'forbidden', endedAt: clock.now, settled: false },
  ])
  expect(await verifyChain(database)).toMatchObject({ whole: true, count: 2 })
})

test('an intent ends once, and only one that there is', async () => {
  const { ledger, database } = await openLedger()
  const intent = sequenceOf(await ledger.intent(reveal))
  await ledger.outcome(intent, { outcome: 'done' })
  expect(await ledger.outcome(intent, { outcome: 'failed' })).toMatchObject({ problem: { code: 'not-under-way' } })
  expect(await ledger.outcome(99, { outcome: 'done' })).toMatchObject({ problem: { code: 'not-under-way' } })
  const [act] = await read(ledger)
  if (act === undefined) throw new Error('There is an act.')
  expect(await ledger.settle({ ...act, outcome: null }, { outcome: 'failed' })).toMatchObject({
    problem: { code: 'not-recorded' },
  })
  expect(await verifyChain(database)).toMatchObject({ whole: true, count: 2 })
})

test('an act that was cut off reads unknown to the next process, until that one has looked', async () => {
  const { ledger, clock, database } = await openLedger()
  const intent = sequenceOf(await ledger.intent({ ...reveal, verb: 'patch' }))
  await ledger.record({ ...signIn, outcome: 'done' })
  const next = createLedger(database, () => clock.now)
  expect((await read(next, { outcome: 'unknown' })).map(({ sequence }) => sequence)).toEqual([intent])
  const unsettled = await next.unsettled()
  expect(unsettled).toMatchObject([{ sequence: intent, verb: 'patch', uid: '7d5f', groups: reveal.groups }])
  for (const act of unsettled) await next.settle(act, { outcome: 'done' })
  expect(await next.unsettled()).toEqual([])
  expect(await read(next, { verb: 'patch' })).toMatchObject([{ outcome: 'done', settled: true }])
})

test('only intents from before an instant are asked for, where other replicas may still be at theirs', async () => {
  const { ledger, clock, database } = await openLedger()
  await ledger.intent(reveal)
  const next = createLedger(database, () => clock.now)
  expect(await next.unsettled(clock.now)).toEqual([])
  expect(await next.unsettled(clock.now + 1)).toHaveLength(1)
})

test('whatever comes at once is chained one after the other, and none is lost', async () => {
  const { ledger, database } = await openLedger()
  const other = createLedger(database, () => 5)
  const recorded = await Promise.all(
    Array.from({ length: 300 }, (_, nth) => (nth % 3 === 0 ? other : ledger).record({ ...signIn, outcome: 'done' })),
  )
  const sequences = recorded.map(sequenceOf).sort((one, next) => one - next)
  expect(sequences).toEqual(Array.from({ length: 300 }, (_, nth) => nth + 1))
  expect(await verifyChain(database)).toMatchObject({ whole: true, count: 300 })
})

test('one that the database refuses takes no other with it', async () => {
  const { ledger, database } = await openLedger()
  const [act] = await Promise.all([ledger.intent(reveal), ledger.record({ ...signIn, outcome: 'done' })])
  const next = createLedger(database, () => 5)
  const [intent] = await next.unsettled()
  if (intent === undefined) throw new Error('There is an intent.')
  const results = await Promise.all([
    next.settle(intent, { outcome: 'done' }),
    next.settle(intent, { outcome: 'failed' }),
    next.record({ ...signIn, outcome: 'done' }),
  ])
  expect(sequenceOf(act)).toBe(1)
  expect(results.map((result) => 'problem' in result)).toEqual([false, true, false])
  expect(await verifyChain(database)).toMatchObject({ whole: true, count: 4 })
})

test.each(['update audit_records set person = ?', 'delete from audit_records where person <> ?'])(
  'the database itself refuses "%s"',
  async (statement) => {
    const { ledger, database } = await openLedger()
    await ledger.record({ ...reveal, outcome: 'done' })
    const [before = '', after = ''] = statement.split('?')
    await expect(
      database.run(() => sql`${sql.raw(before)}${'mallory'}${sql.raw(after)}`.execute(database.query)),
    ).rejects.toMatchObject({ kind: 'refused', problem: { detail: 'audit records are never changed' } })
    expect(await verifyChain(database)).toMatchObject({ whole: true, count: 1 })
  },
)

test.each([
  [{}, [4, 3, 2, 1]],
  [{ person: 'ada' }, [3, 1]],
  [{ verb: 'sign-in' }, [4, 2]],
  [{ cluster: 'prod' }, [1]],
  [{ namespace: 'shop' }, [3, 1]],
  [{ outcome: 'refused' }, [4]],
  [{ outcome: 'under-way' }, [3]],
  [{ outcome: 'unknown' }, []],
  [{ outcome: 'failed' }, []],
  [{ since: 200 }, [4, 3, 2]],
  [{ until: 200 }, [1]],
  [{ text: 'MIGRATION' }, [3, 1]],
  [{ text: 'bob' }, [4, 2]],
  [{ text: '%' }, []],
  [{ text: '_' }, []],
  [{ before: 3 }, [2, 1]],
  [{ person: 'ada', cluster: 'stage' }, [3]],
] satisfies [ActQuestion, number[]][])('%j finds %j', async (question, found) => {
  const { ledger, clock } = await openLedger({ now: 100 })
  await ledger.record({ ...reveal, outcome: 'done' })
  clock.now = 200
  await ledger.record({ ...signIn, outcome: 'done' })
  await ledger.intent({ ...reveal, verb: 'delete', target: { ...reveal.target, cluster: 'stage' } })
  clock.now = 300
  await ledger.record({ ...signIn, outcome: 'refused', problem: 'expired' })
  expect((await read(ledger, question)).map(({ sequence }) => sequence)).toEqual(found)
})

test('who may see only their own sees nothing else, whatever is asked', async () => {
  const { ledger } = await openLedger()
  const bob = { person: 'bob', provider: 'local', clusters: null }
  await ledger.record({ ...reveal, outcome: 'done' })
  await ledger.record({ ...signIn, outcome: 'done' })
  await ledger.record({ ...signIn, provider: 'oidc', outcome: 'done' })
  expect(await read(ledger, { person: 'ada' }, bob)).toEqual([])
  expect(await read(ledger, { text: 'ada' }, bob)).toEqual([])
  expect(await read(ledger, {}, bob)).toMatchObject([{ person: 'bob', provider: 'local' }])
})

test('who is known to some clusters only sees what they did there, not their namesake’s acts elsewhere', async () => {
  const { ledger } = await openLedger()
  const act = { ...reveal, provider: 'token', outcome: 'done' } as const
  for (const cluster of ['prod', 'stage', null]) await ledger.record({ ...act, target: { ...act.target, cluster } })
  const ada = { person: 'ada', provider: 'token' }
  expect(await read(ledger, {}, { ...ada, clusters: ['stage'] })).toMatchObject([{ cluster: 'stage' }])
  expect(await read(ledger, { cluster: 'prod' }, { ...ada, clusters: ['stage'] })).toEqual([])
  expect(await read(ledger, {}, { ...ada, clusters: [] })).toEqual([])
})

test('pages follow one another without a gap, also while records come in', async () => {
  const { ledger } = await openLedger()
  for (let nth = 0; nth < 5; nth++) await ledger.record({ ...signIn, outcome: 'done' })
  const first = await readPage(ledger, {}, null, 2)
  await ledger.record({ ...signIn, outcome: 'done' })
  const second = await readPage(ledger, { before: first.next ?? 0 }, null, 2)
  const third = await readPage(ledger, { before: second.next ?? 0 }, null, 2)
  const sequences = [first, second, third].map(({ acts }) => acts.map(({ sequence }) => sequence))
  expect(sequences).toEqual([[5, 4], [3, 2], [1]])
  expect(third.next).toBeNull()
})

test('what lies far back in a long ledger is found', async () => {
  const { ledger } = await openLedger()
  await ledger.record({ ...reveal, outcome: 'done' })
  await Promise.all(Array.from({ length: 5100 }, () => ledger.record({ ...signIn, outcome: 'done' })))
  expect(await read(ledger, { person: 'ada' })).toMatchObject([{ sequence: 1 }])
  expect(await read(ledger, { text: 'nobody' })).toEqual([])
  expect((await readPage(ledger, { before: 103 }, null, 102)).acts.map(({ sequence }) => sequence)).toEqual(
    Array.from({ length: 102 }, (_, nth) => 102 - nth),
  )
})
