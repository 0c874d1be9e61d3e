// @vitest-environment happy-dom
import { act, cleanup, render, renderHook } from '@testing-library/react'
import { memo, type ReactNode, StrictMode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Answer, Snapshot } from '@/lib/live/message'
import type { Question } from '@/lib/live/question'
import { selectionPath } from '@/lib/live/selection-path'
import type { Row } from '@/lib/views/view'
import type { FromHub, ToHub } from './protocol'
import { type Live, LiveContext, LiveProvider } from './provider'
import { createSession } from './session'
import { createTestClock, type TestClock } from './test-clock'
import { createTestPage, type TestPage } from './test-page'
import { createTicker } from './ticker'
import { useClusters, useConnection } from './use-connection'
import { useNow } from './use-now'
import { useTable } from './use-table'

const question: Question = {
  namespaces: [],
  text: '',
  facets: {},
  sort: { column: 'name', descending: false },
  offset: 0,
  limit: 3,
}
const podsOf = (asked: Question, cluster = 'kind') => selectionPath(cluster, 'pods', asked)

const row = (position: number, restarts = 0): Row => ({ key: `k${position}`, position, restarts })

function snapshot(offset: number, length: number, version = 1): Snapshot {
  const rows = Array.from({ length }, (_, index) => row(offset + index))
  const keys = rows.map(({ key }) => key)
  return {
    type: 'snapshot',
    selection: 's',
    version,
    offset,
    keys,
    rows,
    total: 20,
    matched: 20,
    facets: {},
    freshness: {},
  }
}

const answer: Answer = snapshot(0, 3)

let clock: TestClock
let page: TestPage
let live: Live
let sent: ToHub[]
let opened: number
let receive: (message: FromHub) => void
let drawn: string[]

beforeEach(() => {
  clock = createTestClock(1_000_500)
  page = createTestPage()
  sent = []
  opened = 0
  drawn = []
  const open = (onMessage: (message: FromHub) => void) => {
    opened++
    receive = onMessage
    return { send: (message: ToHub) => void sent.push(message), close: () => void sent.push({ type: 'leave' }) }
  }
  const session = createSession(open, clock, page)
  live = { session, ticker: createTicker(clock, page, () => session.link().ahead), renderedAt: 1_000_100 }
})

afterEach(cleanup)

const wrapper = ({ children }: { readonly children: ReactNode }) => <LiveContext value={live}>{children}</LiveContext>

/** Messages that come within one frame, and that frame. */
const frame = (...messages: readonly FromHub[]) =>
  act(async () => {
    for (const message of messages) receive(message)
    page.frame()
  })

const table = (path: string, message: Extract<FromHub, { type: 'table' }>['message']): FromHub => ({
  type: 'table',
  path,
  message,
})

const changed = (path: string, from: number, ...rows: readonly Row[]) =>
  table(path, { type: 'delta', selection: 's', from, version: from + 1, rows })

interface PodsProps {
  readonly asked?: Question
  readonly cluster?: string
  readonly initial?: Answer
}

function renderPods(props: PodsProps = {}) {
  let renders = 0
  const hook = renderHook(
    ({ asked = question, cluster = 'kind', initial }: PodsProps) => {
      renders++
      return useTable(cluster, 'pods', asked, initial)
    },
    { wrapper, initialProps: props },
  )
  return { ...hook, renders: () => renders, now: () => hook.result.current }
}

const Line = memo(function Line({ row }: { readonly row: Row }) {
  drawn.push(row.key)
  return <li>{String(row.restarts)}</li>
})

function List() {
  const { keys, rowAt, offset } = useTable('kind', 'pods', question, answer)
  return keys.map((key, index) => {
    const row = rowAt(offset + index)
    return row && <Line key={key} row={row} />
  })
}

function Pods() {
  useTable('kind', 'pods', question)
  return null
}

function Page() {
  const { rowAt } = useTable('kind', 'pods', question, answer)
  return `${useNow(1000)} ${rowAt(2)?.key} ${useConnection().state} ${useClusters().length}`
}

const StateOfConnection = () => useConnection().state

const positions = (shown: { rowAt: (index: number) => Row | undefined }, from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => shown.rowAt(from + index)?.position)

test('a server-rendered answer is shown at once, and keeps its rows when the stream comes', async () => {
  const { now } = renderPods({ initial: answer })
  expect(now()).toMatchObject({ state: 'ready', pending: false, offset: 0, keys: ['k0', 'k1', 'k2'], total: 20 })
  await frame(table(podsOf(question), structuredClone(snapshot(0, 3, 8))))
  expect(now().rowAt(1)).toBe(answer.rows[1])
})

test('without one it is loading until the first snapshot', async () => {
  const { now } = renderPods()
  expect(now()).toMatchObject({ state: 'loading', keys: [], total: 0 })
  expect(now().rowAt(0)).toBeUndefined()
  await act(async () => {})
  expect(sent).toEqual([{ type: 'want', visible: true, paths: [podsOf(question)] }])
  await frame(table(podsOf(question), snapshot(0, 3)))
  expect(now()).toMatchObject({ state: 'ready', pending: false })
  expect(positions(now(), 0, 4)).toEqual([0, 1, 2, undefined])
})

test('many messages within a frame are one render', async () => {
  const { now, renders } = renderPods({ initial: answer })
  const path = podsOf(question)
  await frame(table(path, snapshot(0, 3)))
  const before = renders()
  await frame(changed(path, 1, row(0, 1)), changed(path, 2, row(0, 2)), changed(path, 3, row(2, 1)))
  expect(renders()).toBe(before + 1)
  expect([now().rowAt(0)?.restarts, now().rowAt(2)?.restarts]).toEqual([2, 1])
})

test('one changed row re-renders one line', async () => {
  render(<List />, { wrapper })
  const path = podsOf(question)
  await frame(table(path, structuredClone(snapshot(0, 3))))
  expect(drawn).toEqual(['k0', 'k1', 'k2'])
  await frame(changed(path, 1, row(1, 5)))
  expect(drawn).toEqual(['k0', 'k1', 'k2', 'k1'])
})

test('while another window is on the way the known rows stay, and so do the ones both have', async () => {
  const { now, rerender } = renderPods({ initial: answer })
  await act(async () => {})
  const moved = { ...question, offset: 2 }
  const shared = now().rowAt(2)
  sent.length = 0
  rerender({ asked: moved, initial: answer })
  await act(async () => {})
  expect(sent).toEqual([{ type: 'want', visible: true, paths: [podsOf(moved)] }])
  expect(now()).toMatchObject({ state: 'ready', pending: true, offset: 0 })
  expect(positions(now(), 0, 5)).toEqual([0, 1, 2, undefined, undefined])
  await frame(table(podsOf(moved), snapshot(2, 3)))
  expect(now()).toMatchObject({ state: 'ready', pending: false, offset: 2 })
  expect(positions(now(), 0, 6)).toEqual([0, 1, 2, 3, 4, undefined])
  expect(now().rowAt(2)).toBe(shared)
})

test('a new question keeps the old rows until its first snapshot, and nothing of them after', async () => {
  const { now, rerender } = renderPods({ initial: answer })
  const other = { ...question, text: 'web', offset: 5 }
  rerender({ asked: other, initial: answer })
  expect(now()).toMatchObject({ state: 'ready', pending: true })
  expect(positions(now(), 0, 3)).toEqual([0, 1, 2])
  await frame(table(podsOf(other), snapshot(5, 2)))
  expect(positions(now(), 0, 8)).toEqual([undefined, undefined, undefined, undefined, undefined, 5, 6, undefined])
})

test('the rows of one cluster never stand under the name of another', () => {
  const { now, rerender } = renderPods({ initial: answer })
  rerender({ cluster: 'other', initial: answer })
  expect(now()).toMatchObject({ state: 'loading', total: 0, keys: [] })
})

test('what is refused shows no rows, and why', async () => {
  const { now } = renderPods({ initial: answer })
  const problem = { code: 'forbidden', sentence: 'You may not list pods.', detail: null }
  await frame({ type: 'refused', path: podsOf(question), problem })
  expect(now()).toMatchObject({ state: 'refused', problem, keys: [], pending: false })
  expect(now().rowAt(0)).toBeUndefined()
})

test('asks for the table again when a change does not follow on it', async () => {
  renderPods()
  await act(async () => {})
  const path = podsOf(question)
  await frame(table(path, snapshot(0, 3)), changed(path, 7, row(0)))
  expect(sent.at(-1)).toEqual({ type: 'resend', path })
})

test('hidden, it says so and draws nothing; shown again, it draws the newest', async () => {
  const { now, renders } = renderPods({ initial: answer })
  await act(async () => {})
  const path = podsOf(question)
  const before = renders()
  page.set(false)
  expect(sent.at(-1)).toEqual({ type: 'want', visible: false, paths: [path] })
  await frame(table(path, snapshot(0, 3)), changed(path, 1, row(0, 9)))
  expect(renders()).toBe(before)
  await act(async () => page.set(true))
  expect(sent.at(-1)).toEqual({ type: 'want', visible: true, paths: [path] })
  await frame()
  expect(now().rowAt(0)?.restarts).toBe(9)
})

test('says every 10 s that it is there, and leaves with the page until that is back', async () => {
  renderPods()
  await act(async () => {})
  const want = { type: 'want', visible: true, paths: [podsOf(question)] }
  clock.advance(20_000)
  expect(sent).toEqual([want, want, want])
  page.change('left')
  page.change('visibility')
  expect(sent.slice(3)).toEqual([{ type: 'leave' }])
  page.change('back')
  expect(sent.slice(4)).toEqual([want])
})

test('parts that come and go in one commit are one declaration; the last to go wants nothing', async () => {
  const { unmount } = render(
    <StrictMode>
      <Pods />
      <Pods />
    </StrictMode>,
    { wrapper },
  )
  await act(async () => {})
  unmount()
  await act(async () => {})
  expect(sent).toEqual([
    { type: 'want', visible: true, paths: [podsOf(question)] },
    { type: 'want', visible: true, paths: [] },
  ])
  expect(opened).toBe(1)
})

test('the connection and the clusters are what the hub last said', async () => {
  const hook = renderHook(() => ({ connection: useConnection(), clusters: useClusters() }), { wrapper })
  expect(hook.result.current.clusters).toEqual([])
  const cluster = {
    name: 'kind',
    state: 'live',
    server: '',
    version: null,
    current: true,
    problem: null,
    notice: null,
  } as const
  await frame(
    { type: 'link', link: { state: 'behind', since: 77, ahead: 3_600_000 } },
    { type: 'clusters', clusters: [cluster] },
  )
  expect(hook.result.current.clusters).toEqual([cluster])
  expect(hook.result.current.connection).toMatchObject({ state: 'behind', since: 77 })
  expect(hook.result.current.connection.serverClock() - Date.now()).toBeGreaterThan(3_599_000)
})

test('ages tick together on the multiples of their pace, on the clock of the server, and not while hidden', async () => {
  const hook = renderHook(() => [useNow(1000), useNow(5000)], { wrapper })
  expect(hook.result.current).toEqual([1_000_000, 1_000_000])
  act(() => clock.advance(499))
  expect(hook.result.current).toEqual([1_000_000, 1_000_000])
  act(() => clock.advance(1))
  expect(hook.result.current).toEqual([1_001_000, 1_000_000])
  act(() => clock.advance(4000))
  expect(hook.result.current).toEqual([1_005_000, 1_005_000])
  act(() => page.set(false))
  act(() => clock.advance(60_000))
  expect(hook.result.current).toEqual([1_005_000, 1_005_000])
  act(() => page.set(true))
  expect(hook.result.current).toEqual([1_065_000, 1_065_000])
})

test('what the server rendered is what the browser draws first, and the server opens nothing', async () => {
  const content = (
    <LiveContext value={live}>
      <Page />
    </LiveContext>
  )
  const html = renderToString(content)
  expect(html).toBe('1000000 k2 connecting 0')
  expect(opened).toBe(0)
  const container = document.createElement('div')
  container.innerHTML = html
  clock.advance(5000)
  const errors: unknown[] = []
  const root = await act(async () => hydrateRoot(container, content, { onRecoverableError: (it) => errors.push(it) }))
  expect(errors).toEqual([])
  expect(container.textContent).toBe('1005000 k2 connecting 0')
  act(() => root.unmount())
})

test('the provider renders on a server, where there is neither document nor worker', () => {
  const html = renderToString(
    <LiveProvider renderedAt={5} viewer="somebody">
      <StateOfConnection />
    </LiveProvider>,
  )
  expect(html).toBe('connecting')
})

test('a hook outside the provider says what is missing', () => {
  expect(() => renderHook(() => useConnection())).toThrow('<LiveProvider>')
})
