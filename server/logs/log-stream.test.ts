import { afterAll, expect, onTestFinished, test, vi } from 'vitest'
import type { LogMessage } from '@/lib/logs/log-message'
import { parseLogQuestion } from '@/lib/logs/log-question'
import { type Handler, openApiServer } from '@/server/kube/testing/api-server'
import { createFolder } from '@/server/kube/testing/folder'
import { contextOf } from '@/server/kube/testing/kubeconfig'
import { createTransport } from '@/server/kube/transport'
import type { ContainerState } from './container-log'
import { type LoggedPods, openLogStream } from './log-stream'

const folder = createFolder()
afterAll(() => folder.remove())

const at = (second: number) => `2026-11-24T10:00:${String(second).padStart(2, '0')}.000000000Z`

/** Pods that the test brings and takes, each with one container, which runs unless it is told otherwise. */
function createPods(...names: readonly string[]) {
  const running = new Map<string, ContainerState>(names.map((name) => [name, 'running 1']))
  const listeners = new Set<() => void>()
  const tell = () => listeners.forEach((listener) => void listener())
  const pods: LoggedPods = {
    now: () => [...running.keys()].map((name) => ({ uid: name, name, containers: ['main'] })),
    stateOf: (uid) => running.get(uid),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  return {
    pods,
    put(name: string, state: ContainerState = 'running 1') {
      running.set(name, state)
      tell()
    },
    remove(name: string) {
      running.delete(name)
      tell()
    },
  }
}

async function open(handler: Handler, pods: LoggedPods, query = '', isReady = () => true) {
  const server = await openApiServer(handler)
  onTestFinished(() => server.close())
  const transport = createTransport(contextOf(folder.path, { server: server.url }))
  onTestFinished(() => transport.close())
  const question = parseLogQuestion(new URLSearchParams(`namespace=shop&kind=deployment&name=web&${query}`))
  if ('problem' in question) throw new Error(question.problem.sentence)
  const messages: LogMessage[] = []
  const stream = openLogStream(transport, question.value, pods, {
    ready: isReady,
    send: (more) => void messages.push(...more),
    finish: () => {},
  })
  onTestFinished(() => stream.close())
  const lines = () =>
    messages.flatMap((message) => (message.type === 'lines' ? message.lines.map(({ text }) => text) : []))
  const states = () =>
    messages.flatMap((message) => (message.type === 'source' ? [`${message.pod} ${message.state}`] : []))
  return { server, messages, stream, lines, states }
}

const podOf = (url = '') => /pods\/([^/]+)\/log/.exec(url)?.[1] ?? ''

test('lines of all pods come in the order of their instants, and then the end', async () => {
  const told: Record<string, string> = { a: `${at(1)} one\n${at(3)} three\n`, b: `${at(2)} two\n${at(4)} four` }
  const { lines, messages } = await open(
    ({ url }, response) => void response.end(told[podOf(url)]),
    createPods('a', 'b').pods,
  )
  await vi.waitFor(() => expect(messages.at(-1)).toEqual({ type: 'end' }))
  expect(lines()).toEqual(['one', 'two', 'three', 'four'])
})

test('a broken connection is taken up again without a line twice', async () => {
  let opened = 0
  const { lines, server } = await open(
    (_, response) => {
      opened++
      if (opened > 1) return void response.write(`${at(1)} one\n${at(2)} two\n${at(3)} three\n`)
      response.write(`${at(1)} one\n${at(2)} two\n`)
      setImmediate(() => response.destroy())
    },
    createPods('a').pods,
    'follow=1',
  )
  await vi.waitFor(() => expect(lines()).toEqual(['one', 'two', 'three']), { timeout: 5000 })
  expect(server.requests[1]?.url).toContain('sinceTime=2026-11-24T10%3A00%3A02Z')
})

test('lines that were lost meanwhile are told as a gap', async () => {
  let opened = 0
  const { messages } = await open(
    (_, response) => {
      opened++
      response.write(opened === 1 ? `${at(1)} one\n` : `${at(9)} nine\n`)
      if (opened === 1) setImmediate(() => response.destroy())
    },
    createPods('a').pods,
    'follow=1',
  )
  const gap = { type: 'gap', source: 1, from: Date.parse(at(1)), to: Date.parse(at(9)) }
  await vi.waitFor(() => expect(messages).toContainEqual(gap), { timeout: 5000 })
})

test('a pod that comes later joins; one that is gone is told', async () => {
  const { pods, put, remove } = createPods('a')
  const { lines, states } = await open(
    ({ url }, response) => {
      if (podOf(url) === 'a') response.end(`${at(1)} from a\n`)
      else response.write(`${at(2)} from b\n`)
    },
    pods,
    'follow=1',
  )
  await vi.waitFor(() => expect(lines()).toEqual(['from a']))
  put('b')
  await vi.waitFor(() => expect(lines()).toEqual(['from a', 'from b']))
  remove('a')
  await vi.waitFor(() => expect(states()).toContain('a gone'), { timeout: 5000 })
})

test('a container that waits is told once, in the words of the API, and read when it starts', async () => {
  const words = 'container "main" in pod "a" is waiting to start: ContainerCreating'
  const { pods, put } = createPods('a')
  put('a', 'waiting')
  let waits = true
  const { lines, messages, states } = await open(
    (_, response) => {
      if (!waits) return void response.write(`${at(1)} started\n`)
      response.statusCode = 400
      response.end(
        JSON.stringify({ kind: 'Status', apiVersion: 'v1', code: 400, reason: 'BadRequest', message: words }),
      )
    },
    pods,
    'follow=1',
  )
  await vi.waitFor(() =>
    expect(messages).toContainEqual(expect.objectContaining({ state: 'waiting', sentence: words })),
  )
  waits = false
  put('a', 'running 2')
  await vi.waitFor(() => expect(lines()).toEqual(['started']), { timeout: 5000 })
  expect(states()).toEqual(['a waiting', 'a open'])
})

test('a container that does not run is not asked for again until its pod tells of something else', async () => {
  const { pods, put } = createPods('a', 'again')
  put('a', 'waiting')
  const told = new Map<ContainerState | undefined, string>([
    ['running 1', `${at(1)} one\n`],
    ['ended 0', `${at(1)} one\n${at(2)} last words\n`],
  ])
  const { lines, server, states } = await open(
    ({ url }, response) => {
      const text = podOf(url) === 'a' ? told.get(pods.stateOf('a', 'main')) : ''
      if (text === undefined) response.statusCode = 400
      response.end(text ?? JSON.stringify({ kind: 'Status', apiVersion: 'v1', code: 400, message: 'is waiting' }))
    },
    pods,
    'follow=1',
  )
  const asked = (pod: string) => server.requests.filter(({ url }) => podOf(url) === pod).length
  /** The other's runs break off at once, so it is asked for every second. */
  const pass = async () => {
    const before = asked('again')
    await vi.waitFor(() => expect(asked('again')).toBeGreaterThan(before + 1), { timeout: 10_000 })
  }
  await vi.waitFor(() => expect(states()).toContain('a waiting'))
  await pass()
  expect(asked('a')).toBe(1)
  put('a', 'running 1')
  await vi.waitFor(() => expect(lines()).toEqual(['one']))
  put('a', 'ended 0')
  await vi.waitFor(() => expect(lines()).toEqual(['one', 'last words']), { timeout: 5_000 })
  const before = asked('a')
  await pass()
  expect(asked('a')).toBe(before)
}, 30_000)

test('beyond three hundred containers the rest is left out, and how many that are is told', async () => {
  const { pods, remove } = createPods(...Array.from({ length: 303 }, (_, place) => `pod-${place}`))
  const { messages, states } = await open(({ url }, response) => void response.end(`${at(1)} ${url}\n`), pods)
  await vi.waitFor(() => expect(states().filter((state) => state.endsWith('open')).length).toBe(300), {
    timeout: 10_000,
  })
  expect(messages).toContainEqual({ type: 'left', containers: 3 })
  remove('pod-302')
  await vi.waitFor(() => expect(messages).toContainEqual({ type: 'left', containers: 2 }))
})

test('while the browser takes nothing, the API server is not read on', async () => {
  let ready = false
  let written = 0
  const line = `${at(1)} ${'x'.repeat(1000)}\n`
  const { lines, stream } = await open(
    (_, response) => {
      const more = () => {
        while (written < 200_000 && response.write(line)) written++
      }
      response.on('drain', more)
      more()
    },
    createPods('a').pods,
    'follow=1',
    () => ready,
  )
  let before = -1
  await vi.waitFor(
    () => {
      const stands = written === before
      before = written
      expect(stands && written > 0).toBe(true)
    },
    { interval: 200, timeout: 5000 },
  )
  expect(written).toBeLessThan(50_000)
  expect(lines()).toEqual([])
  ready = true
  stream.drain()
  await vi.waitFor(() => expect(lines().length).toBeGreaterThan(500))
})

test('who closes the stream lets go of every connection to the API server, those that wait for a slow browser too', async () => {
  let held = 0
  const { stream, lines } = await open(
    ({ url }, response) => {
      held++
      response.on('close', () => held--)
      response.write(`${at(1)} one\n`)
      // One writes more than a browser that takes nothing leaves room for.
      if (podOf(url) === 'b') for (let line = 0; line < 5_000; line++) response.write(`${at(2)} ${'x'.repeat(1_000)}\n`)
    },
    createPods('a', 'b').pods,
    'follow=1',
  )
  await vi.waitFor(() => expect(lines()).toContain('one'))
  expect(held).toBe(2)
  stream.close()
  await vi.waitFor(() => expect(held).toBe(0))
})

test('where there is no such pod, a sentence says so', async () => {
  const { messages } = await open((_, response) => void response.end(), createPods().pods, 'follow=1')
  await vi.waitFor(() =>
    expect(messages).toEqual([{ type: 'none', sentence: expect.stringContaining('no pod of deployment web') }]),
  )
})
