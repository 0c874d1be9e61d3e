import { expect, test } from 'vitest'
import { createSessionRecords, type SessionRecord } from './session-records'
import { openFresh } from './testing/open-fresh'

const session = (idHash: string, over: Partial<SessionRecord> = {}): SessionRecord => ({
  idHash,
  person: 'ada',
  provider: 'oidc',
  subject: 'sub-1',
  providerSession: null,
  identities: [
    { cluster: null, user: 'ada@example.com', groups: ['sre', 'on, call'] },
    { cluster: 'stage', user: 'ada', groups: [] },
  ],
  beganAt: 1_795_000_000_000,
  visitedAt: 1_795_000_000_000,
  endsAt: 1_795_600_000_000,
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64) "quoted"',
  address: '2001:db8::1',
  revokedAt: null,
  ...over,
})

test('a session is found as it was written, and a hash that nobody has is not', async () => {
  const sessions = createSessionRecords(await openFresh())
  await sessions.insert(session('a'))
  expect(await sessions.findByHash('a')).toEqual(session('a'))
  expect(await sessions.findByHash('b')).toBeUndefined()
})

test('visits are noted together, and never backwards', async () => {
  const sessions = createSessionRecords(await openFresh())
  for (const hash of ['a', 'b', 'c']) await sessions.insert(session(hash, { visitedAt: 100 }))
  await sessions.touch(
    new Map([
      ['a', 300],
      ['b', 50],
      ['gone', 400],
    ]),
  )
  await sessions.touch(new Map())
  expect((await sessions.listAll()).map(({ idHash, visitedAt }) => [idHash, visitedAt])).toEqual([
    ['a', 300],
    ['b', 100],
    ['c', 100],
  ])
})

test('a person lists their own, the newest visit first', async () => {
  const sessions = createSessionRecords(await openFresh())
  await sessions.insert(session('old', { visitedAt: 1 }))
  await sessions.insert(session('new', { visitedAt: 2 }))
  await sessions.insert(session('other', { person: 'ada2' }))
  expect((await sessions.listOf('ada')).map(({ idHash }) => idHash)).toEqual(['new', 'old'])
  expect(await sessions.listOf("ada' or '1'='1")).toEqual([])
  expect(await sessions.listAll()).toHaveLength(3)
})

test('a session is revoked once', async () => {
  const sessions = createSessionRecords(await openFresh())
  await sessions.insert(session('a'))
  expect(await sessions.revoke('a', 7)).toBe(true)
  expect(await sessions.revoke('a', 8)).toBe(false)
  expect(await sessions.revoke('nobody', 8)).toBe(false)
  expect(await sessions.findByHash('a')).toMatchObject({ revokedAt: 7 })
})

test.each([
  ['past its end', { endsAt: 1000 }],
  ['revoked', { revokedAt: 999 }],
  ['idle', { visitedAt: 500 }],
] satisfies [string, Partial<SessionRecord>][])('one that is %s is forgotten, others stay', async (_why, over) => {
  const sessions = createSessionRecords(await openFresh())
  await sessions.insert(session('over', { ...{ visitedAt: 900, endsAt: 2000 }, ...over }))
  await sessions.insert(session('stays', { visitedAt: 501, endsAt: 1001 }))
  expect(await sessions.deleteExpired(1000, 500)).toBe(1)
  expect((await sessions.listAll()).map(({ idHash }) => idHash)).toEqual(['stays'])
})
