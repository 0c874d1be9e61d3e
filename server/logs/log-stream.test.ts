import { afterAll, expect, onTestFinished, test, vi } from 'vitest'
import type { LogMessage } from '@/lib/logs/log-message'
import { parseLogQuestion } from '@/lib/logs/log-question'
import { type Handler, openApiServer } from '@/server/kube/testing/api-server'
import { createFolder } from '@/server/kube/testing/folder'
import { contextOf } from '@/server/kube/testing/kubeconfig'
import { createTransport } from '@/server/kube/transport'
import { type LoggedPods, openLogStream } from './log-stream'

const folder = createFolder()
afterAll(() => folder.remove())

const at = (second: number) => `2026-11-24T10:00:${String(second).padStart(2, '0')}.000000000Z`

/** Pods that the test brings and takes; every container runs since its `startedAt`. */
function createPods(...names: readonly string[]) {
  const running = new Map(names.map((name) => [name, 1]))
  const listeners = new Set<() => void>()
  const tell = () => listeners.forEach((listener) => void listener())
  const pods: LoggedPods = {
    now: () => [...running.keys()].map((name) => ({ uid: name, name, containers: ['main'] })),
    startedAt: (uid) => running.get(uid),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  return {
    pods,
    start(name: string, startedAt = 1) {
      running.set(name, startedAt)
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
  const { pods, start, remove } = createPods('a')
  const { lines, states } = await open(
    ({ url }, response) => {
      if (podOf(url) === 'a') response.end(`${at(1)} from a\n`)
      else response.write(`${at(2)} from b\n`)
    },
    pods,
    'follow=1',
  )
  await vi.waitFor(() => expect(lines()).toEqual(['from a']))
  start('b')
  await vi.waitFor(() => expect(lines()).toEqual(['from a', 'from b']))
  remove('a')
  await vi.waitFor(() => expect(states()).toContain('a gone'), { timeout: 5000 })
})

test('a container that waits is told once, in the words of the API, and read when it starts', async () => {
  const words = 'container "main" in pod "a" is waiting to start: ContainerCreating'
  const { pods, start } = createPods('a')
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
  start('a', 2)
  await vi.waitFor(() => expect(lines()).toEqual(['started']), { timeout: 5000 })
  expect(states()).toEqual(['a waiting', 'a open'])
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

test('where there is no such pod, a sentence says so', async () => {
  const { messages } = await open((_, response) => void response.end(), createPods().pods, 'follow=1')
  await vi.waitFor(() =>
    expect(messages).toEqual([{ type: 'none', sentence: expect.stringContaining('no pod of deployment web') }]),
  )
})
