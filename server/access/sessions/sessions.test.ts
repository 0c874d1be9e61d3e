import { expect, test } from 'vitest'
import type { Principal } from '@/server/access/identity/principal'
import { createSessionRecords, type SessionRecords } from '@/server/database/session-records'
import { openFresh } from '@/server/database/testing/open-fresh'
import { createSessions } from './sessions'

const limits = { idle: 100, absolute: 1000, most: 3 }
const principal = (person: string, more: Partial<Principal> = {}): Principal => ({
  person,
  provider: 'local',
  identity: null,
  cluster: null,
  namespaces: null,
  ...more,
})

async function at() {
  const clock = { now: 10 }
  const database = await openFresh()
  const down = { revoking: false }
  const kept = createSessionRecords(database)
  const records: SessionRecords = {
    ...kept,
    revoke: (idHash, when) => (down.revoking ? Promise.reject(new Error('down')) : kept.revoke(idHash, when)),
  }
  const open = () =>
    createSessions({
      now: () => clock.now,
      records,
      isAdministrator: ({ person }) => person === 'ada',
      revive: ({ person }) => Promise.resolve(person === 'gone' ? undefined : principal(person)),
      limits,
    })
  const sessions = open()
  const begin = (person: string, more: Partial<Principal> = {}) =>
    sessions.begin({ principal: principal(person, more), userAgent: 'a browser', address: '10.0.0.9' })
  return { clock, database, down, sessions, begin, open }
}

test('a secret finds its session, and no other text does', async () => {
  const { sessions, begin } = await at()
  const secret = await begin('ada')
  expect(sessions.find(secret)?.person).toBe('ada')
  const forged = [
    `${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`,
    secret.slice(0, -1),
    `${secret}A`,
    '',
    'ada',
  ]
  for (const text of [...forged, '__proto__', sessions.find(secret)?.id ?? '']) {
    expect(sessions.find(text)).toBeUndefined()
    expect(await sessions.recall(text)).toBeUndefined()
  }
})

test('every session has a secret of its own with 256 random bits, and none of it is on record', async () => {
  const { begin, database } = await at()
  const secrets = [await begin('ada'), await begin('ada')]
  expect(new Set(secrets).size).toBe(2)
  for (const secret of secrets) expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
  const kept = JSON.stringify(await database.query.selectFrom('sessions').selectAll().execute())
  for (const secret of secrets) expect(kept).not.toContain(secret)
})

test('no token reaches the record', async () => {
  const { sessions, database } = await at()
  const held = { token: 'canary-token', refreshToken: 'canary-refresh' }
  await sessions.begin({
    principal: principal('ada', { provider: 'token', cluster: 'c' }),
    held,
    userAgent: null,
    address: null,
  })
  expect(JSON.stringify(await database.query.selectFrom('sessions').selectAll().execute())).not.toContain('canary')
})

test('a session ends when nobody visits, and visits keep it', async () => {
  const { clock, sessions, begin } = await at()
  const secret = await begin('ada')
  clock.now = 109
  const session = sessions.find(secret)
  clock.now = 208
  session?.visit()
  clock.now = 307
  expect(sessions.find(secret)).toBeDefined()
  clock.now = 407
  expect(sessions.find(secret)).toBeUndefined()
  expect(session?.ended.aborted).toBe(true)
})

test('visits keep no session beyond its absolute end', async () => {
  const { clock, sessions, begin } = await at()
  const secret = await begin('ada')
  for (clock.now = 50; clock.now < 1010; clock.now += 50) expect(sessions.find(secret)).toBeDefined()
  clock.now = 1010
  expect(sessions.find(secret)).toBeUndefined()
  expect(await sessions.recall(secret)).toBeUndefined()
})

test('what is open hears of the end at once: ended, expired, or crowded out', async () => {
  const { clock, sessions, begin } = await at()
  const secrets = [await begin('ada'), await begin('bob'), await begin('eve')]
  const [ada, bob, eve] = secrets.map((secret) => sessions.find(secret))
  const ending = sessions.end(ada?.id ?? '')
  expect([ada, bob, eve].map((session) => session?.ended.aborted)).toEqual([true, false, false])
  await ending
  sessions.find(secrets[1] ?? '')
  await begin('dan')
  await begin('kim')
  expect([bob, eve].map((session) => session?.ended.aborted)).toEqual([false, true])
  clock.now = 110
  await sessions.sweep()
  expect(bob?.ended.aborted).toBe(true)
})

test('a visit does not bring an ended session back, nor does its secret', async () => {
  const { sessions, begin } = await at()
  const secret = await begin('ada')
  const session = sessions.find(secret)
  await sessions.end(session?.id ?? '')
  session?.visit()
  expect(sessions.find(secret)).toBeUndefined()
  expect(await sessions.recall(secret)).toBeUndefined()
})

test('a session outlives the process, an ended one and one of nobody do not', async () => {
  const { sessions, begin, open } = await at()
  const [ada, bob, gone] = [await begin('ada'), await begin('bob'), await begin('gone')]
  await sessions.end(sessions.find(bob)?.id ?? '')
  const later = open()
  expect(later.find(ada)).toBeUndefined()
  expect((await later.recall(ada))?.person).toBe('ada')
  expect([await later.recall(bob), await later.recall(gone)]).toEqual([undefined, undefined])
})

test('requests that recall a session at the same moment get the same one', async () => {
  const { begin, open } = await at()
  const secret = await begin('ada')
  const later = open()
  const [one, other] = await Promise.all([later.recall(secret), later.recall(secret)])
  expect(one).toBeDefined()
  expect(other).toBe(one)
})

test('what another process ended ends here with the next sweep', async () => {
  const { clock, sessions, begin, open } = await at()
  const secret = await begin('ada')
  const session = sessions.find(secret)
  const other = open()
  await other.end((await other.recall(secret))?.id ?? '')
  expect(session?.ended.aborted).toBe(false)
  clock.now++
  await sessions.sweep()
  expect(session?.ended.aborted).toBe(true)
})

test('an end that could not be written holds here, and is written once it can be', async () => {
  const { clock, sessions, begin, down, open } = await at()
  const secret = await begin('ada')
  const id = sessions.find(secret)?.id ?? ''
  down.revoking = true
  await expect(sessions.end(id)).rejects.toThrow('down')
  expect([sessions.find(secret), await sessions.recall(secret)]).toEqual([undefined, undefined])
  down.revoking = false
  clock.now++
  await sessions.sweep()
  expect(await open().recall(secret)).toBeUndefined()
})

test('other groups make another session: what is open ends, and the same secret goes on', async () => {
  const { sessions, begin } = await at()
  const identity = (groups: string[]) => ({ provider: 'oidc' as const, identity: { user: 'ada', groups } })
  const secret = await begin('ada', identity(['sre']))
  const before = sessions.find(secret)
  sessions.change(before?.id ?? '', principal('ada', identity([])))
  const after = sessions.find(secret)
  expect([before?.ended.aborted, after?.ended.aborted, after?.id === before?.id]).toEqual([true, false, true])
  expect(after?.actorOn('c')).toEqual({ as: 'deputy', identity: { user: 'ada', groups: [] } })
})

test('the list tells who, since when and from where, and not the secret', async () => {
  const { clock, sessions, begin } = await at()
  const secret = await begin('ada')
  clock.now = 60
  sessions.find(secret)
  const [listed, ...more] = await sessions.list()
  expect(more).toEqual([])
  expect(listed).toMatchObject({ person: 'ada', provider: 'local', beganAt: 10, visitedAt: 60, address: '10.0.0.9' })
  expect(sessions.find(listed?.id ?? '')).toBeUndefined()
})
