// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { useSyncExternalStore } from 'react'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LogLine, LogMessage, LogSourceState } from '@/lib/logs/log-message'
import type { LogAsked, LogReceiver, OpenLogs } from './log-connection'
import { LogView } from './log-view'

// As Next does it: what is written to the history is what `useSearchParams` gives.
vi.mock('next/navigation', () => ({
  useSearchParams: () =>
    new URLSearchParams(
      useSyncExternalStore(
        followAddress,
        () => window.location.search,
        () => '',
      ),
    ),
}))

const addressFollowers = new Set<() => void>()
function followAddress(listener: () => void) {
  addressFollowers.add(listener)
  return () => addressFollowers.delete(listener)
}

/** A server that is data: what was asked, and who is told. */
let asked: LogAsked[]
let receiver: LogReceiver | undefined
const open: OpenLogs = (question, told) => {
  asked.push(question)
  receiver = told
  told.onConnection({ state: 'connecting' })
  return () => {
    receiver = undefined
  }
}

beforeEach(() => {
  asked = []
  vi.useFakeTimers()
  window.localStorage.clear()
  window.history.replaceState(null, '', '/kind/logs?namespace=shop&kind=deployment&name=web')
  for (const step of ['pushState', 'replaceState'] as const) {
    const original = window.history[step].bind(window.history)
    vi.spyOn(window.history, step).mockImplementation((...args) => {
      original(...args)
      for (const listener of addressFollowers) listener()
    })
  }
})

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

const view = <LogView cluster="kind" namespace="shop" target={{ kind: 'deployment', name: 'web' }} open={open} />

function source(number: number, pod: string, container = 'main', state: LogSourceState = 'open', sentence?: string) {
  return { type: 'source', source: number, pod, container, state, sentence: sentence ?? null } satisfies LogMessage
}

const at = Date.UTC(2026, 10, 24, 10, 0, 5)
const line = (from: number, text: string, cut = 0): LogLine => ({ source: from, at: at + turn++, nanos: 0, text, cut })
let turn = 0

function come(...messages: readonly LogMessage[]) {
  act(() => {
    receiver?.onConnection({ state: 'open' })
    receiver?.onMessages(messages)
    vi.advanceTimersByTime(300)
  })
}

const lines = (...those: readonly LogLine[]): LogMessage => ({ type: 'lines', lines: those })
const two = [source(1, 'web-7d4-abcde'), source(2, 'web-7d4-xyz12')]
const log = () => screen.getByRole('log', { name: 'Lines of deployment web' })
const texts = () => [...log().querySelectorAll('.log-text')].map(({ textContent }) => textContent)
const parameters = () => new URLSearchParams(window.location.search)
const pressKey = (key: string) => fireEvent.keyDown(document.body, { key })

test('asks for the last lines of all pods and what comes after them, and shows them with whose they are', () => {
  render(view)
  expect(asked).toEqual([{ cluster: 'kind', query: 'namespace=shop&kind=deployment&name=web&follow=1' }])
  come(...two, lines(line(1, 'first'), line(2, 'second')))
  expect(texts()).toEqual(['first', 'second'])
  expect(log().getAttribute('aria-live')).toBe('off')
  expect(within(log()).getByText('abcde').getAttribute('title')).toBe('web-7d4-abcde/main')
  expect(screen.getByText('2 lines')).toBeTruthy()
})

test('the text filter narrows, marks, counts, and is in the address', () => {
  render(view)
  come(...two, lines(line(1, 'GET /cart 200'), line(1, 'GET /cart 500'), line(2, '\x1b[31m<b>500</b>\x1b[0m')))
  pressKey('/')
  const field = screen.getByRole('searchbox', { name: 'Filter lines' })
  expect(document.activeElement).toBe(field)
  fireEvent.change(field, { target: { value: '500' } })
  act(() => void vi.advanceTimersByTime(300))
  expect(parameters().get('q')).toBe('500')
  expect(texts()).toEqual(['GET /cart 500', '<b>500</b>'])
  expect(log().querySelectorAll('mark')).toHaveLength(2)
  expect(screen.getByText(/2 of 3 lines/)).toBeTruthy()
  fireEvent.change(field, { target: { value: 'nowhere' } })
  act(() => void vi.advanceTimersByTime(300))
  expect(screen.getByText('Nothing matches')).toBeTruthy()
  fireEvent.click(screen.getAllByRole('button', { name: 'Clear filter' })[0] ?? document.body)
  act(() => void vi.advanceTimersByTime(300))
  expect(texts()).toHaveLength(3)
})

test('an expression that is none says so beside the lines', () => {
  render(view)
  come(...two, lines(line(1, 'first')))
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: '/(/' } })
  act(() => void vi.advanceTimersByTime(300))
  expect(screen.getByText(/regular expression can't be used/)).toBeTruthy()
  expect(texts()).toEqual(['first'])
})

test('pods are picked in the address', () => {
  window.history.replaceState(null, '', '/kind/logs?namespace=shop&only=web-7d4-xyz12')
  render(view)
  come(...two, lines(line(1, 'first'), line(2, 'second')))
  expect(texts()).toEqual(['second'])
  expect(screen.getByRole('button', { name: 'Pods 1/2, only these shown' })).toBeTruthy()
})

test('paused, what is read stays and a pill tells how much came; nothing is lost', () => {
  render(view)
  come(...two, lines(line(1, 'first')))
  fireEvent.click(screen.getByRole('button', { name: 'Pause' }))
  come(lines(line(1, 'second'), line(2, 'third')))
  fireEvent.click(screen.getByRole('button', { name: '2 new lines' }))
  expect(screen.queryByRole('button', { name: /new line/ })).toBeNull()
  expect(screen.getByRole('button', { name: 'Pause' })).toBeTruthy()
  expect(texts()).toEqual(['first', 'second', 'third'])
})

test('a line of JSON opens field by field, and a field filters', () => {
  render(view)
  come(...two, lines(line(1, '{"level":"error","msg":"no stock","order":"A 7"}')))
  fireEvent.click(log().querySelector('.log-row') ?? document.body)
  const opened = screen.getByRole('complementary', { name: 'The opened line' })
  expect(within(opened).getByText('no stock')).toBeTruthy()
  expect(within(opened).getByText('error')).toBeTruthy()
  fireEvent.click(within(opened).getByRole('button', { name: 'A 7' }))
  expect(parameters().get('q')).toBe('"A 7"')
  pressKey('Escape')
  expect(screen.queryByRole('complementary')).toBeNull()
})

test('keys: p asks for the previous run, t hides times, w wraps; after g they are not ours', () => {
  render(view)
  come(...two, lines(line(1, 'first')))
  expect(log().querySelectorAll('time')).toHaveLength(1)
  pressKey('t')
  expect(log().querySelectorAll('time')).toHaveLength(0)
  pressKey('w')
  expect(log().querySelector('.log-rows-wrapped')).not.toBeNull()
  pressKey('g')
  pressKey('w')
  expect(log().querySelector('.log-rows-wrapped')).not.toBeNull()
  pressKey('p')
  expect(parameters().get('previous')).toBe('1')
  expect(asked.at(-1)?.query).toBe('namespace=shop&kind=deployment&name=web&previous=1')
})

test('gaps and cuts are said where they are', () => {
  render(view)
  come(...two, lines(line(1, 'long', 1_039_360)), { type: 'gap', source: 2, from: at + 9_000, to: at + 12_000 })
  expect(texts()[0]).toBe('long+ 1,015KiB cut')
  expect(within(log()).getByRole('note').textContent).toBe(
    'Lines of xyz12 between 10:00:14.000 and 10:00:17.000 may be missing',
  )
})

const refusedText = 'pods "web-7d4-abcde" is forbidden: User "sam" cannot get resource "pods/log"'
const waitingText = 'container "main" in pod "web-7d4-abcde" is waiting to start: ContainerCreating'

test.each([
  ['a container that waits', [source(1, 'web-7d4-abcde', 'main', 'waiting', waitingText)], waitingText],
  ['a refusal', [source(1, 'web-7d4-abcde', 'main', 'refused', refusedText)], refusedText],
  ['a pod that is gone', [source(1, 'web-7d4-abcde', 'main', 'gone', 'The pod is gone.')], /gone/],
  ['no pod at all', [{ type: 'none', sentence: 'There is no pod of deployment web.' }], /no pod of deployment web/],
  ['no lines yet', [source(1, 'web-7d4-abcde')], 'No lines yet'],
] satisfies readonly (readonly [string, readonly LogMessage[], string | RegExp])[])(
  '%s is said in words',
  (_, messages, words) => {
    render(view)
    come(...messages)
    expect(screen.getByText(words)).toBeTruthy()
  },
)

test('a container that waits is said over the lines of the others', () => {
  render(view)
  come(source(1, 'web-7d4-abcde'), source(2, 'web-7d4-xyz12', 'main', 'waiting', waitingText), lines(line(1, 'first')))
  expect(texts()).toEqual(['first'])
  expect(screen.getByText(waitingText)).toBeTruthy()
})

test('a connection that broke is said, lines stay; when there are none it can be tried at once', () => {
  render(view)
  act(() => {
    receiver?.onConnection({ state: 'lost', since: at })
    vi.advanceTimersByTime(300)
  })
  fireEvent.click(screen.getByRole('button', { name: 'Try now' }))
  expect(asked).toHaveLength(2)
  come(...two, lines(line(1, 'first')))
  act(() => {
    receiver?.onConnection({ state: 'lost', since: at })
    vi.advanceTimersByTime(300)
  })
  expect(texts()).toEqual(['first'])
  expect(screen.getByText(/The connection to Quarterdeck broke/)).toBeTruthy()
})

test('what the server draws has no style of its own, which the policy would refuse', () => {
  expect(renderToString(view)).not.toContain('style=')
})

test('containers that are too many to be read are told, as long as they are', () => {
  render(view)
  come(...two, { type: 'left', containers: 40 }, lines(line(1, 'first')))
  expect(screen.getByText(/2 containers are read at once, and 40 more are not/)).toBeTruthy()
  come({ type: 'left', containers: 0 })
  expect(screen.queryByText(/more are not/)).toBe(null)
})

test('an expression that would keep a search busy for years filters at once', () => {
  render(view)
  come(...two, lines(line(1, `${'a'.repeat(5_000)}!`), line(2, 'aaa')))
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: '/^(a+)+$/' } })
  act(() => void vi.advanceTimersByTime(300))
  expect(texts()).toEqual(['aaa'])
})
