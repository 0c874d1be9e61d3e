import { afterEach, expect, test } from 'vitest'
import { createTestClock } from '@/components/live/test-clock'
import { createRecord } from '@/components/live/test-record'
import type { LogMessage } from '@/lib/logs/log-message'
import type { LogConnection } from './log-connection'
import { createLogStream } from './log-stream'

const asked = { cluster: 'kind', query: 'namespace=shop&pod=web&follow=1' }
const beat: LogMessage = { type: 'beat' }
const encoder = new TextEncoder()

let close = () => {}
afterEach(() => close())

/** A server that is data: each request is recorded and answered by what `answer` gives. */
function start(answer: (attempt: number) => Response) {
  const clock = createTestClock()
  const requests = createRecord<URL>()
  const connections = createRecord<LogConnection>()
  const messages = createRecord<LogMessage>()
  const reopened: boolean[] = []
  const fetch = async (address: RequestInfo | URL) => {
    requests.add(new URL(String(address), 'http://localhost'))
    return answer(requests.all.length)
  }
  close = createLogStream({ fetch, clock, random: () => 0 }, asked, {
    onMessages: (came) => came.forEach(messages.add),
    onReopened: (complete) => reopened.push(complete),
    onConnection: connections.add,
  })
  const nth = (count: number) => requests.find((request) => requests.all.indexOf(request) === count - 1)
  return { clock, connections, messages, reopened, nth }
}

function eventStream() {
  let writer: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>> | undefined
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      writer = controller
    },
  })
  const write = (text: string) => writer?.enqueue(encoder.encode(text))
  return {
    response: new Response(body, { headers: { 'content-type': 'text/event-stream' } }),
    write,
    send: (...messages: readonly LogMessage[]) => write(`data: ${JSON.stringify(messages)}\n\n`),
    drop: () => writer?.error(new TypeError('network error')),
    close: () => writer?.close(),
  }
}

const refusal = (status: number, code: string) =>
  Response.json({ problem: { code, sentence: 'It is so.', detail: null } }, { status })

test('reads messages and ends when all has come', async () => {
  const stream = eventStream()
  const { connections, messages, nth } = start(() => stream.response)
  expect((await nth(1)).href).toBe('http://localhost/api/clusters/kind/logs?namespace=shop&pod=web&follow=1')
  stream.send(beat, { type: 'none', sentence: 'There is none.' })
  stream.send({ type: 'end' })
  await connections.find(({ state }) => state === 'ended')
  expect(messages.all.map(({ type }) => type)).toEqual(['beat', 'none', 'end'])
  expect(connections.all.map(({ state }) => state)).toEqual(['connecting', 'open', 'ended'])
})

test('says when it broke, and asks for the lines since its last sign of life', async () => {
  const streams = [eventStream(), eventStream()] as const
  const { clock, connections, messages, reopened, nth } = start((attempt) => streams[attempt === 1 ? 0 : 1].response)
  await nth(1)
  streams[0].send(beat)
  await messages.find(() => true)
  const heardAt = clock.now()
  clock.advance(7_000)
  streams[0].drop()
  await connections.find(({ state }) => state === 'lost')
  expect(connections.all.at(-1)).toEqual({ state: 'lost', since: heardAt })
  await clock.waitingFor(500)
  clock.advance(500)
  const again = (await nth(2)).searchParams
  expect([again.get('since'), again.get('tail'), again.get('follow')]).toEqual(['13', 'all', '1'])
  await connections.find((connection) => connection.state === 'open' && connections.all.length > 3)
  expect(reopened).toEqual([true])
})

test('after a long time without the server it begins anew, and says that something is left out', async () => {
  const streams = [eventStream(), eventStream()] as const
  const answers = [streams[0].response, refusal(503, 'not-synced'), streams[1].response]
  const { clock, connections, messages, reopened, nth } = start((attempt) => answers[attempt - 1] ?? Response.error())
  await nth(1)
  streams[0].send(beat)
  await messages.find(() => true)
  streams[0].drop()
  await clock.waitingFor(500)
  clock.advance(500)
  await connections.find(({ state }) => state === 'failed')
  await clock.waitingFor(1000)
  clock.advance(11 * 60_000)
  expect((await nth(3)).search).toBe('?namespace=shop&pod=web&follow=1')
  streams[1].drop()
  await connections.find((connection) => connection.state === 'lost' && reopened.length > 0)
  expect(reopened).toEqual([false])
})

test('a stream that says nothing for 25 s is given up', async () => {
  const stream = eventStream()
  const { clock, connections, nth } = start(() => stream.response)
  await nth(1)
  await connections.find(({ state }) => state === 'open')
  stream.send(beat)
  clock.advance(25_000)
  await expect(connections.find(({ state }) => state === 'lost')).resolves.toBeDefined()
})

test.each([
  [400, 'no-target', false],
  [404, 'unknown-cluster', false],
  [503, 'not-synced', true],
])('an answer of %i is told in its own words; tried again by itself: %s', async (status, code, retries) => {
  const { clock, connections, nth } = start(() => refusal(status, code))
  const failed = await connections.find(({ state }) => state === 'failed')
  expect(failed).toMatchObject({ problem: { code, sentence: 'It is so.' }, retries })
  if (!retries) return
  await clock.waitingFor(500)
  clock.advance(500)
  await nth(2)
})

test('a viewer who is signed out is told so', async () => {
  const { connections } = start(() => new Response(null, { status: 401 }))
  expect(await connections.find(({ state }) => state === 'failed')).toMatchObject({
    problem: { code: 'signed-out' },
    retries: false,
  })
})

test('what can not be read breaks the stream and not the page', async () => {
  const stream = eventStream()
  const { connections, nth } = start(() => stream.response)
  await nth(1)
  stream.write('data: <html>\n\n')
  await expect(connections.find(({ state }) => state === 'lost')).resolves.toBeDefined()
})
