import { expect, test } from 'vitest'
import { createSessions } from './sessions'

const limits = { idle: 100, absolute: 1000, most: 3 }
function at(start = 0) {
  const clock = { now: start }
  return { clock, sessions: createSessions(() => clock.now, limits) }
}

test('an id finds its session, and no other text does', () => {
  const { sessions } = at()
  const id = sessions.begin('ada')
  expect(sessions.find(id)?.name).toBe('ada')
  const forged = [
    `${id.slice(0, -1)}${id.endsWith('A') ? 'B' : 'A'}`,
    id.slice(0, -1),
    `${id}A`,
    '',
    'ada',
    '__proto__',
  ]
  for (const text of forged) expect(sessions.find(text)).toBeUndefined()
})

test('every session has an id of its own, with 256 random bits', () => {
  const { sessions } = at()
  const ids = [sessions.begin('ada'), sessions.begin('ada')]
  expect(new Set(ids).size).toBe(2)
  for (const id of ids) expect(Buffer.from(id, 'base64url')).toHaveLength(32)
})

test('a session ends when nobody visits, and visits keep it', () => {
  const { clock, sessions } = at()
  const id = sessions.begin('ada')
  clock.now = 99
  const session = sessions.find(id)
  clock.now = 198
  session?.visit()
  clock.now = 297
  expect(sessions.find(id)).toBeDefined()
  clock.now = 397
  expect(sessions.find(id)).toBeUndefined()
  expect(session?.ended.aborted).toBe(true)
})

test('visits keep no session beyond its absolute end', () => {
  const { clock, sessions } = at()
  const id = sessions.begin('ada')
  for (clock.now = 50; clock.now < 1000; clock.now += 50) expect(sessions.find(id)).toBeDefined()
  expect(sessions.find(id)).toBeUndefined()
})

test('what is open hears of the end: revoked, expired, or crowded out', () => {
  const { clock, sessions } = at()
  const ids = ['ada', 'bob', 'eve'].map((name) => sessions.begin(name))
  const [ada, bob, eve] = ids.map((id) => sessions.find(id))
  sessions.revoke(ids[0] ?? '')
  expect([ada, bob, eve].map((session) => session?.ended.aborted)).toEqual([true, false, false])
  sessions.find(ids[1] ?? '')
  sessions.begin('dan')
  sessions.begin('kim')
  expect([bob, eve].map((session) => session?.ended.aborted)).toEqual([false, true])
  clock.now = 100
  sessions.sweep()
  expect(bob?.ended.aborted).toBe(true)
})

test('a visit does not bring a revoked session back', () => {
  const { sessions } = at()
  const id = sessions.begin('ada')
  const session = sessions.find(id)
  sessions.revoke(id)
  session?.visit()
  expect(sessions.find(id)).toBeUndefined()
})
