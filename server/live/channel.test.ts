import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Message } from '@/lib/live/message'
import { parseMessages } from '@/lib/live/parse-messages'
import { foldMessage, type Table } from '@/lib/live/table'
import type { Row } from '@/lib/views/view'
import { type Channel, createChannel, type Sink } from './channel'
import { createFrame, type Frame } from './frame'
import type { Matches } from './matches'
import { createSelection } from './selection'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** Matches that are told their rows. */
function createRows(count: number) {
  const listeners = new Set<() => void>()
  let ordered: Row[] = Array.from({ length: count }, (_, i) => ({ key: `k${i}`, name: `pod-${i}`, restarts: 0 }))
  const facets = {}
  const matches = {
    get ordered() {
      return ordered
    },
    get total() {
      return ordered.length
    },
    facets: () => facets,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => undefined,
  }
  return {
    matches: matches as unknown as Matches,
    change(next: (rows: readonly Row[]) => Row[]) {
      ordered = next(ordered)
      for (const listener of listeners) listener()
    },
  }
}

/** A browser that can stop reading; it folds what it gets as the real one does. */
function createBrowser() {
  const texts: string[] = []
  let table: Table | undefined
  const browser = {
    ready: true,
    waiting: false,
    isCut: false,
    texts,
    write(text: string) {
      texts.push(text)
      const data = text.split('\n').find((line) => line.startsWith('data: '))
      for (const message of parseMessages(data?.slice(6) ?? '') ?? []) browser.take(message)
    },
    take(message: Message) {
      if (message.type !== 'snapshot' && message.type !== 'delta') return
      const next = foldMessage(table, message)
      if (next === 'gap') throw new Error('a gap')
      table = next
    },
    close: () => undefined,
    cut() {
      browser.isCut = true
    },
    rows: () => table?.rows ?? [],
    lastId: () => texts.at(-1)?.match(/^id: (\d+)/)?.[1] ?? null,
  }
  return browser satisfies Sink & Record<string, unknown>
}

const frames = new WeakMap<Channel, Frame>()
const frameOf = (channel: Channel) => frames.get(channel) ?? createFrame()

function opened(count = 5, limit = 3) {
  const frame = createFrame()
  const rows = createRows(count)
  const selection = createSelection('s1', rows.matches, still, { offset: 0, limit }, frame)
  const channel = createChannel(frame)
  frames.set(channel, frame)
  const browser = createBrowser()
  channel.attach(browser, null)
  channel.declare(new Set([selection]))
  vi.runAllTimers()
  return { rows, selection, channel, browser }
}
const freshness = {}
const still = { read: () => freshness, subscribe: () => () => undefined }

const restarted = (key: string) => (rows: readonly Row[]) =>
  rows.map((row) => (row.key === key ? { ...row, restarts: Number(row.restarts) + 1 } : row))

describe('a channel', () => {
  test('gives a new selection as a snapshot, then one changed row as a delta of that row alone', () => {
    const { rows, browser } = opened()
    expect(browser.rows()).toHaveLength(3)
    rows.change(restarted('k1'))
    vi.runAllTimers()
    expect(browser.texts).toHaveLength(2)
    expect(browser.texts[1]).toContain('"k1"')
    expect(browser.texts[1]).not.toContain('"k0"')
    expect(browser.rows()).toEqual(rows.matches.ordered.slice(0, 3))
  })

  test('says nothing of a change outside the window', () => {
    const { rows, browser } = opened()
    rows.change(restarted('k4'))
    vi.runAllTimers()
    expect(browser.texts).toHaveLength(1)
  })

  test('sends a browser that did not read for long one message with the newest rows', () => {
    const { rows, channel, browser } = opened()
    browser.ready = false
    for (let i = 0; i < 1000; i++) {
      rows.change(restarted(i % 2 ? 'k0' : 'k1'))
      vi.runAllTimers()
    }
    expect(browser.texts).toHaveLength(1)
    browser.ready = true
    channel.drained()
    vi.runAllTimers()
    expect(browser.texts).toHaveLength(2)
    expect(browser.rows()).toEqual(rows.matches.ordered.slice(0, 3))
  })

  test('holds no more than a window of keys for a browser that never reads', () => {
    const { rows, channel, browser } = opened(500, 3)
    browser.ready = false
    for (let i = 0; i < 200; i++) {
      rows.change(([first, ...rest]) => (first === undefined ? rest : [...rest, first]))
      vi.runAllTimers()
    }
    browser.ready = true
    channel.drained()
    vi.runAllTimers()
    expect(browser.texts[1]).toContain('"snapshot"')
    expect(browser.rows()).toEqual(rows.matches.ordered.slice(0, 3))
  })

  test('goes on where it was for a browser that saw the last event, and starts anew for one that did not', () => {
    const { rows, channel, browser } = opened()
    channel.detach(browser)
    rows.change(restarted('k0'))
    vi.runAllTimers()
    channel.attach(browser, browser.lastId())
    vi.runAllTimers()
    expect(browser.texts[1]).toContain('"delta"')
    expect(browser.rows()).toEqual(rows.matches.ordered.slice(0, 3))
    channel.detach(browser)
    channel.attach(browser, '0')
    vi.runAllTimers()
    expect(browser.texts[2]).toContain('"snapshot"')
  })

  test('tells what took the place of a lost selection, with its rows, and nothing more of that', () => {
    const { rows, channel, browser } = opened()
    const other = createRows(1)
    const narrow = createSelection('s2', other.matches, still, { offset: 0, limit: 3 }, frameOf(channel))
    rows.change(restarted('k0'))
    channel.replace(new Map([['s1', { selection: 's2' }]]), new Set([narrow]))
    vi.runAllTimers()
    rows.change(restarted('k1'))
    vi.runAllTimers()
    expect(browser.texts).toHaveLength(2)
    expect(browser.texts[1]).toContain('{"type":"replaced","selections":{"s1":{"selection":"s2"}}}')
    expect(browser.texts[1]).not.toContain('"restarts":1')
    expect(browser.rows()).toEqual(other.matches.ordered)
  })

  test('cuts off a browser that has not taken what it may have lost, and starts anew with what is left', () => {
    const { rows, channel, browser } = opened()
    const other = createRows(1)
    const narrow = createSelection('s2', other.matches, still, { offset: 0, limit: 3 }, frameOf(channel))
    rows.change(restarted('k0'))
    vi.runAllTimers()
    browser.waiting = true
    channel.replace(new Map([['s1', { selection: 's2' }]]), new Set([narrow]))
    vi.runAllTimers()
    expect(browser.isCut).toBe(true)
    const next = createBrowser()
    channel.attach(next, browser.texts[0]?.match(/^id: (\d+)/)?.[1] ?? null)
    vi.runAllTimers()
    expect(next.rows()).toEqual(other.matches.ordered)
    expect(next.texts.join()).not.toContain('"replaced"')
  })

  test('lets go of a selection that is not declared any more', () => {
    const { rows, channel, browser } = opened()
    channel.declare(new Set())
    rows.change(restarted('k0'))
    vi.runAllTimers()
    expect(browser.texts).toHaveLength(1)
  })
})
