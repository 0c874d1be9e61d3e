import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Message } from '@/lib/live/message'
import type { ConnectionState } from './protocol'
import { createStream, type Stream } from './stream'
import { createTestClock, type TestClock } from './test-clock'
import { createRecord, type Record } from './test-record'
import { startTestServer, type TestServer } from './test-server'

const beat = (now: number): Message => ({ type: 'beat', now })

let server: TestServer
let clock: TestClock
let stream: Stream
let messages: Record<Message>
let states: Record<ConnectionState>
let unknown: number

beforeEach(async () => {
  server = await startTestServer()
  clock = createTestClock()
  messages = createRecord()
  states = createRecord()
  unknown = 0
  stream = createStream({
    url: () => `${server.url}one`,
    fetch,
    clock,
    random: () => 0,
    onOpen: () => {},
    onUnknown: () => {
      unknown++
    },
    onMessages: (came) => came.forEach(messages.add),
    onState: (state) => {
      if (states.all.at(-1) !== state) states.add(state)
    },
  })
})

afterEach(async () => {
  stream.close()
  await server.close()
})

/** The nth stream that the server saw. */
const nth = (count: number) => server.opened.find((it) => server.opened.all.indexOf(it) === count - 1)

async function arrived(now: number) {
  await messages.find((message) => message.type === 'beat' && message.now === now)
}

test('takes one message or a list from an event, wherever its bytes are split', async () => {
  stream.open()
  const opened = await nth(1)
  const text = `:hello\r\n\r\nid: 1\ndata: ${JSON.stringify(beat(1))}\n\nid: 2\ndata: ${JSON.stringify([
    { type: 'clusters', clusters: [{ name: 'größe – ☸ 𝕂' }] },
    { type: 'of-a-later-version' },
    beat(2),
  ])}\n\n`
  for (const byte of new TextEncoder().encode(text)) await opened.write(Uint8Array.of(byte))
  await arrived(2)
  expect(messages.all).toEqual([beat(1), { type: 'clusters', clusters: [{ name: 'größe – ☸ 𝕂' }] }, beat(2)])
})

test('comes back with the last event it saw after a drop, and says so on the way', async () => {
  stream.open()
  const first = await nth(1)
  expect(first.lastEventId).toBeUndefined()
  first.send(7, beat(1))
  await arrived(1)
  clock.advance(11_000)
  first.drop()
  await clock.waitingFor(500)
  clock.advance(500)
  const second = await nth(2)
  expect(second.lastEventId).toBe('7')
  second.send(8, beat(2))
  await arrived(2)
  expect(states.all).toEqual(['connecting', 'live', 'connecting', 'live'])
})

test('doubles its waits up to 10 s while the server refuses, and is offline from the second refusal', async () => {
  server.refusal = 503
  stream.open()
  for (const [index, delay] of [500, 1000, 2000, 4000, 8000, 10_000, 10_000].entries()) {
    await nth(index + 1)
    await clock.waitingFor(delay)
    clock.advance(delay)
  }
  expect(states.all).toEqual(['connecting', 'offline'])
})

test('tries at once when it is woken from a wait', async () => {
  server.refusal = 503
  stream.open()
  await nth(1)
  await clock.waitingFor(500)
  server.refusal = undefined
  stream.wake()
  const opened = await nth(2)
  opened.send(1, beat(1))
  await arrived(1)
  expect(states.all.at(-1)).toBe('live')
})

test('is behind after 12 s of silence, and tries anew after 25 s', async () => {
  stream.open()
  const opened = await nth(1)
  opened.send(1, beat(1))
  await arrived(1)
  clock.advance(11_999)
  expect(states.all.at(-1)).toBe('live')
  clock.advance(1)
  expect(states.all.at(-1)).toBe('behind')
  clock.advance(13_000)
  await clock.waitingFor(500)
  clock.advance(500)
  await nth(2)
})

test('is live again when a late byte comes', async () => {
  stream.open()
  const opened = await nth(1)
  opened.send(1, beat(1))
  await arrived(1)
  clock.advance(20_000)
  opened.send(2, beat(2))
  await arrived(2)
  clock.advance(11_999)
  expect(states.all).toEqual(['connecting', 'live', 'behind', 'live'])
})

test('gives up on a server that takes the connection and says nothing', async () => {
  stream.open()
  await nth(1)
  clock.advance(25_000)
  await clock.waitingFor(500)
  clock.advance(500)
  await nth(2)
})

test('stops when the viewer is signed out', async () => {
  server.refusal = 401
  stream.open()
  await states.find((state) => state === 'signed-out')
  clock.advance(60_000)
  expect(server.opened.all).toHaveLength(1)
})

test('asks for another address when the channel is not its own', async () => {
  server.refusal = 404
  stream.open()
  await nth(1)
  await clock.waitingFor(500)
  expect(unknown).toBe(1)
})

test('asks for everything anew when it is told to, or when it cannot read what comes', async () => {
  stream.open()
  const first = await nth(1)
  first.send(7, beat(1))
  await arrived(1)
  stream.restart()
  await clock.waitingFor(500)
  clock.advance(500)
  const second = await nth(2)
  expect(second.lastEventId).toBeUndefined()
  second.send(8, beat(2))
  await arrived(2)
  await second.write('id: 9\ndata: <html>\n\n')
  await clock.waitingFor(1000)
  clock.advance(1000)
  expect((await nth(3)).lastEventId).toBeUndefined()
})

test('goes on from where it was when it is closed and opened again', async () => {
  stream.open()
  const first = await nth(1)
  first.send(3, beat(1))
  await arrived(1)
  stream.close()
  stream.open()
  expect((await nth(2)).lastEventId).toBe('3')
})
