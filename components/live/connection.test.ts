import { beforeEach, expect, test } from 'vitest'
import { connectionBy, type WorkerEvents } from './connection'
import type { FromHub, LiveConnection, ToHub } from './protocol'
import { createTestClock, type TestClock } from './test-clock'

const want: ToHub = { type: 'want', visible: true, paths: ['kind/pods'] }
const link: FromHub = { type: 'link', link: { state: 'live', since: 1, ahead: 0 } }

let clock: TestClock
let worker: WorkerEvents | undefined
let posted: ToHub[]
let direct: ToHub[]
let closed: string[]
let received: FromHub[]

beforeEach(() => {
  clock = createTestClock()
  worker = undefined
  posted = []
  direct = []
  closed = []
  received = []
})

function connect(hasWorker = true): LiveConnection {
  const openPort = (events: WorkerEvents) => {
    if (!hasWorker) return undefined
    worker = events
    return { postMessage: (message: ToHub) => void posted.push(message), close: () => void closed.push('port') }
  }
  const openDirect = () => ({
    send: (message: ToHub) => void direct.push(message),
    close: () => void closed.push('direct'),
  })
  return connectionBy(openPort, openDirect, clock)((message) => received.push(message))
}

test('goes through the worker for as long as that answers', () => {
  const connection = connect()
  for (let times = 0; times < 3; times++) {
    connection.send(want)
    worker?.onMessage({ type: 'alive' })
    clock.advance(10_000)
  }
  connection.close()
  expect(posted).toEqual([want, want, want, { type: 'leave' }])
  expect(direct).toEqual([])
  expect(closed).toEqual(['port'])
})

test('asks a silent worker twice, then does without it', () => {
  const connection = connect()
  connection.send(want)
  clock.advance(5000)
  expect(posted).toEqual([want, want])
  clock.advance(5000)
  expect(direct).toEqual([want])
  expect(posted.at(-1)).toEqual({ type: 'leave' })
  worker?.onMessage(link)
  expect(received).toEqual([])
  connection.close()
  expect(closed).toEqual(['port', 'direct'])
})

test('does without a worker that cannot be loaded', () => {
  const connection = connect()
  connection.send(want)
  worker?.onError()
  clock.advance(60_000)
  expect(direct).toEqual([want])
})

test('does without one where the browser has none', () => {
  const connection = connect(false)
  connection.send(want)
  connection.close()
  expect(direct).toEqual([want])
  expect(closed).toEqual(['direct'])
})
