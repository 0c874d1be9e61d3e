import { expect, onTestFinished, test, vi } from 'vitest'
import type { ObjectMessage } from '@/lib/objects/object-message'
import { browserClock } from './clock'
import { openObjectReader } from './object-reader'
import type { PageChange } from './page'

function open(answers: readonly (() => Response | Promise<Response>)[]) {
  let asked = 0
  let visible = true
  const listeners = new Set<(what: PageChange) => void>()
  const messages: ObjectMessage[] = []
  const signals: AbortSignal[] = []
  const close = openObjectReader({
    url: '/api/clusters/kind/objects/pods/shop/web',
    async fetch(_, init) {
      if (init?.signal) signals.push(init.signal)
      const answer = answers[Math.min(asked++, answers.length - 1)]
      return answer?.() ?? new Response(null, { status: 500 })
    },
    clock: { ...browserClock, after: (delay, run) => browserClock.after(delay <= 1_000 ? 5 : delay, run) },
    page: {
      isVisible: () => visible,
      follow(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
      beforeFrame: (run) => run(),
    },
    random: () => 0,
    onMessage: (message) => void messages.push(message),
  })
  onTestFinished(close)
  return {
    messages,
    signals,
    asked: () => asked,
    close,
    show(now: boolean) {
      visible = now
      for (const listener of listeners) listener('visibility')
    },
  }
}

const stream = (...messages: readonly ObjectMessage[]) =>
  new Response(messages.map((message) => `data: ${JSON.stringify(message)}\n\n`).join(''), {
    headers: { 'content-type': 'text/event-stream' },
  })

const endless = () => new Response(new ReadableStream(), { headers: { 'content-type': 'text/event-stream' } })

test('messages come, and a stream that ends is opened again', async () => {
  const { messages } = open([() => stream({ type: 'gone', at: 1 }), () => stream({ type: 'gone', at: 2 }), endless])
  await vi.waitFor(() =>
    expect(messages).toEqual([
      { type: 'gone', at: 1 },
      { type: 'gone', at: 2 },
    ]),
  )
})

test('a refusal of the server is a problem in its words, and it is asked again', async () => {
  const problem = { code: 'unknown-cluster', sentence: 'There is no cluster "kind".', detail: null }
  const { messages } = open([
    () => Response.json({ problem }, { status: 404 }),
    () => stream({ type: 'beat' }),
    endless,
  ])
  await vi.waitFor(() => expect(messages).toEqual([{ type: 'problem', problem }, { type: 'beat' }]))
})

test('a network that fails is tried again', async () => {
  const { messages } = open([
    () => Promise.reject(new TypeError('failed to fetch')),
    () => stream({ type: 'beat' }),
    endless,
  ])
  await vi.waitFor(() => expect(messages).toEqual([{ type: 'beat' }]))
})

test('a hidden page gives its connection back, and takes it up when it is shown', async () => {
  const { show, signals, asked } = open([endless])
  await vi.waitFor(() => expect(asked()).toBe(1))
  show(false)
  expect(signals[0]?.aborted).toBe(true)
  show(true)
  await vi.waitFor(() => expect(asked()).toBe(2))
})
