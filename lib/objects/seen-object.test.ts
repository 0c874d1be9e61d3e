import { expect, test } from 'vitest'
import { describePod } from './details/pod'
import { type ObjectMessage, parseObjectMessage } from './object-message'
import { seeObject, unseenObject } from './seen-object'

const object = (uid: string, phase = 'Running'): ObjectMessage => ({
  type: 'object',
  uid,
  resourceVersion: '1',
  detail: describePod({ status: { phase } }),
  yaml: phase,
})
const problem = (code: string): ObjectMessage => ({ type: 'problem', problem: { code, sentence: 'No.', detail: null } })
const see = (...messages: readonly ObjectMessage[]) =>
  messages.reduce((seen, message) => seeObject(seen, message, 100), unseenObject)

test('an object follows its changes', () => {
  expect(see(object('u1'), object('u1', 'Failed'))).toMatchObject({
    object: { uid: 'u1', yaml: 'Failed' },
    goneAt: null,
  })
})

test('a deleted object stays as it was, with the instant of its end', () => {
  expect(see(object('u1'), { type: 'gone', at: 50 })).toMatchObject({
    object: { uid: 'u1' },
    goneAt: 50,
    replaced: false,
  })
})

test('a namesake made anew does not take its place', () => {
  const seen = see(object('u1'), { type: 'gone', at: 50 }, object('u2'))
  expect(seen).toMatchObject({ object: { uid: 'u1' }, goneAt: 50, replaced: true })
  expect(see(object('u1'), object('u2'))).toMatchObject({ object: { uid: 'u1' }, goneAt: 100, replaced: true })
})

test('a namesake that is gone, too, is offered no more', () => {
  expect(see(object('u1'), object('u2'), { type: 'gone', at: 70 })).toMatchObject({ goneAt: 100, replaced: false })
})

test('what a new connection no longer finds was deleted', () => {
  expect(see(object('u1'), problem('absent'))).toMatchObject({ object: { uid: 'u1' }, goneAt: 100, problem: null })
})

test('what was never seen is a problem, and what cannot be read for now stays', () => {
  expect(see(problem('absent'))).toMatchObject({ object: null, problem: { code: 'absent' } })
  expect(see(object('u1'), problem('unreachable'))).toMatchObject({
    object: { uid: 'u1' },
    goneAt: null,
    problem: { code: 'unreachable' },
  })
  expect(see(object('u1'), problem('unreachable'), object('u1'))).toMatchObject({ problem: null })
})

test.each(['', 'null', '[]', '{"type":"other"}', '{"type":"toString"}', '{'])('%s is no message', (text) => {
  expect(parseObjectMessage(text)).toBeUndefined()
})

test('what the server sends is a message', () => {
  expect(parseObjectMessage('{"type":"gone","at":5}')).toEqual({ type: 'gone', at: 5 })
})
