import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Delta, Message, Snapshot } from '@/lib/live/message'
import { createHub } from './hub'
import type { FromHub, LiveConnection } from './protocol'
import { createTestClock, type TestClock } from './test-clock'
import { createRecord, type Record } from './test-record'
import { type Opened, startTestServer, type TestServer } from './test-server'

const pods = 'kind/pods'
const nodes = 'kind/nodes'
const problem = { code: 'unknown-cluster', sentence: 'There is no cluster "kind".', detail: null }

const snapshot = (selection: string, version: number, ...keys: string[]): Snapshot => ({
  type: 'snapshot',
  selection,
  version,
  offset: 0,
  keys,
  rows: keys.map((key) => ({ key, version })),
  total: keys.length,
  matched: keys.length,
  facets: {},
  freshness: {},
})

const delta = (selection: string, from: number, ...keys: string[]): Delta => ({
  type: 'delta',
  selection,
  from,
  version: from + 1,
  rows: keys.map((key) => ({ key, version: from + 1 })),
})

const beat: Message = { type: 'beat', now: 5_000_000 }

let server: TestServer
let clock: TestClock
let channels: number
let join: (receive: (message: FromHub) => void) => LiveConnection
let close: (() => void)[]

beforeEach(async () => {
  server = await startTestServer()
  clock = createTestClock()
  channels = 0
  close = []
  setUp(undefined)
})

afterEach(async () => {
  for (const end of close) end()
  await server.close()
})

function setUp(hiddenLimit: number | undefined) {
  const newUrl = () => `${server.url}channel-${++channels}`
  join = createHub({ newUrl, fetch, clock, random: () => 0, hiddenLimit }).join
}

interface Tab extends LiveConnection {
  readonly heard: Record<FromHub>
  readonly want: (visible: boolean, ...paths: string[]) => void
  /** What was heard of rows since the record was cleared. */
  readonly rows: () => readonly unknown[]
}

function openTab(): Tab {
  const heard = createRecord<FromHub>()
  const connection = join(heard.add)
  close.push(connection.close)
  return {
    ...connection,
    heard,
    want: (visible, ...paths) => connection.send({ type: 'want', visible, paths }),
    rows: () => heard.all.flatMap((it) => (it.type === 'table' ? [[it.path, it.message.version]] : [])),
  }
}

const nthStream = (count: number) => server.opened.find((it) => server.opened.all.indexOf(it) === count - 1)
const nthDeclared = (count: number) => server.declared.find((it) => server.declared.all.indexOf(it) === count - 1)
const version = (path: string, wanted: number) => (it: FromHub) =>
  it.type === 'table' && it.path === path && it.message.version === wanted

/** A tab that wants pods and sees version 1 of them. */
async function settled(): Promise<{ tab: Tab; stream: Opened }> {
  const tab = openTab()
  tab.want(true, pods)
  const stream = await nthStream(1)
  const declared = await nthDeclared(1)
  declared.accept('s1')
  stream.send(1, [beat, snapshot('s1', 1, 'a', 'b')])
  await tab.heard.find(version(pods, 1))
  return { tab, stream }
}

test('opens the stream first, then declares what is wanted, as the server asks for it', async () => {
  const { tab, stream } = await settled()
  const declared = await nthDeclared(1)
  expect(stream.url).toBe('/api/live/channel-1')
  expect(declared.url).toBe('/api/live/channel-1')
  expect(declared.paths).toEqual([pods])
  expect(declared.headers['x-quarterdeck']).toBe('1')
  expect(declared.headers['content-type']).toBe('application/json')
  expect(tab.rows()).toEqual([[pods, 1]])
})

test('rows that come before the answer that says whose they are reach the tab with the answer', async () => {
  const tab = openTab()
  tab.want(true, pods)
  const stream = await nthStream(1)
  const declared = await nthDeclared(1)
  stream.send(1, [beat, snapshot('s1', 1, 'a'), delta('s1', 1, 'a')])
  await tab.heard.find((it) => it.type === 'link' && it.link.ahead !== 0)
  declared.accept('s1')
  await tab.heard.find(version(pods, 2))
  expect(tab.rows()).toEqual([[pods, 2]])
})

test('a second tab that wants the same is served from here; one that wants more has all declared', async () => {
  const { stream } = await settled()
  const second = openTab()
  second.want(true, pods)
  expect(second.rows()).toEqual([[pods, 1]])
  expect(server.declared.all).toHaveLength(1)
  second.want(true, pods, nodes)
  const declared = await nthDeclared(2)
  expect(declared.paths).toEqual([pods, nodes])
  declared.accept('s1', 's2')
  stream.send(2, [snapshot('s2', 1, 'n'), delta('s1', 1, 'a')])
  await second.heard.find(version(nodes, 1))
  await second.heard.find(version(pods, 2))
  expect(second.rows()).toEqual([
    [pods, 1],
    [nodes, 1],
    [pods, 2],
  ])
  expect(server.opened.all).toHaveLength(1)
})

test('wishes that come while a declaration is under way become one more', async () => {
  const { tab } = await settled()
  tab.want(true, nodes)
  const under = await nthDeclared(2)
  tab.want(true, 'kind/workloads')
  tab.want(true, 'kind/namespaces')
  under.accept('s2')
  expect((await nthDeclared(3)).paths).toEqual(['kind/namespaces'])
})

test('a tab that falls silent loses its selections, and gets them back when it speaks again', async () => {
  const { tab, stream } = await settled()
  const dying = openTab()
  dying.want(true, nodes)
  ;(await nthDeclared(2)).accept('s1', 's2')
  for (let ticks = 1; ticks <= 5; ticks++) {
    tab.want(true, pods)
    clock.advance(10_000)
    stream.send(ticks, delta('s1', ticks, 'a'))
    await tab.heard.find(version(pods, ticks + 1))
  }
  expect((await nthDeclared(3)).paths).toEqual([pods])
  dying.heard.clear()
  dying.want(true, pods)
  expect(dying.heard.all.map((it) => it.type)).toEqual(['alive', 'link', 'table'])
})

test('a long sleep of the machine takes no tab for gone', async () => {
  const { tab } = await settled()
  clock.advance(39_000)
  tab.want(true, pods)
  clock.advance(39_000)
  expect(server.declared.all.every(({ paths }) => paths.includes(pods))).toBe(true)
})

test('a tab that leaves ends what only it wanted, and the last one the stream', async () => {
  const { tab } = await settled()
  const second = openTab()
  second.want(true, nodes)
  ;(await nthDeclared(2)).accept('s1', 's2')
  tab.send({ type: 'leave' })
  expect((await nthDeclared(3)).paths).toEqual([nodes])
  second.close()
  const third = openTab()
  third.want(true, pods)
  await nthStream(2)
})

test('a hidden tab is told nothing, and shown again has the newest at once', async () => {
  const { tab, stream } = await settled()
  const watcher = openTab()
  watcher.want(true, pods)
  tab.want(false, pods)
  tab.heard.clear()
  stream.send(2, delta('s1', 1, 'a'))
  await watcher.heard.find(version(pods, 2))
  expect(tab.heard.all).toEqual([])
  tab.want(true, pods)
  expect(tab.rows()).toEqual([[pods, 2]])
})

test('closes the stream when no tab was visible for the limit, and goes on when one is again', async () => {
  setUp(10_000)
  const { tab, stream } = await settled()
  tab.want(false, pods)
  clock.advance(9_999)
  stream.send(2, delta('s1', 1, 'a'))
  tab.want(true, pods)
  await tab.heard.find(version(pods, 2))
  expect(server.opened.all).toHaveLength(1)
  tab.want(false, pods)
  clock.advance(10_000)
  tab.want(true, pods)
  const again = await nthStream(2)
  expect(again.lastEventId).toBe('2')
  expect(again.url).toBe(stream.url)
  expect((await nthDeclared(2)).paths).toEqual([pods])
})

test('declares anew after a drop; rows stay until those of the new selection come', async () => {
  const { tab, stream } = await settled()
  stream.drop()
  await clock.waitingFor(500)
  tab.heard.clear()
  clock.advance(500)
  const again = await nthStream(2)
  ;(await nthDeclared(2)).accept('other')
  again.send(1, [beat, snapshot('other', 9, 'c')])
  await tab.heard.find(version(pods, 9))
  expect(tab.rows()).toEqual([[pods, 9]])
})

test('goes on with the same table when the server resumes', async () => {
  const { tab, stream } = await settled()
  stream.drop()
  await clock.waitingFor(500)
  clock.advance(500)
  const again = await nthStream(2)
  expect(again.lastEventId).toBe('1')
  ;(await nthDeclared(2)).accept('s1')
  again.send(2, [beat, delta('s1', 1, 'a')])
  await tab.heard.find(version(pods, 2))
  expect(tab.rows()).toEqual([
    [pods, 1],
    [pods, 2],
  ])
})

test('asks for everything anew when a change was lost on the way', async () => {
  const { stream } = await settled()
  stream.send(2, delta('s1', 5, 'a'))
  await clock.waitingFor(500)
  clock.advance(500)
  expect((await nthStream(2)).lastEventId).toBeUndefined()
})

test('a change that comes late for what nobody wants any more is let go', async () => {
  const { tab, stream } = await settled()
  tab.want(true, nodes)
  ;(await nthDeclared(2)).accept('s2')
  stream.send(2, [snapshot('s2', 1, 'n'), delta('s1', 1, 'a'), delta('s2', 1, 'n')])
  await tab.heard.find(version(nodes, 2))
  expect(server.opened.all).toHaveLength(1)
})

test('opens the stream anew when the server does not know it', async () => {
  const tab = openTab()
  tab.want(true, pods)
  await nthStream(1)
  ;(await nthDeclared(1)).answer(404)
  await clock.waitingFor(500)
  clock.advance(500)
  await nthStream(2)
  expect((await nthDeclared(2)).paths).toEqual([pods])
})

test('declares again after a failure', async () => {
  const tab = openTab()
  tab.want(true, pods)
  await nthStream(1)
  ;(await nthDeclared(1)).answer(502)
  await clock.waitingFor(500)
  clock.advance(500)
  expect((await nthDeclared(2)).paths).toEqual([pods])
})

test('tells why something is refused, and asks again when the clusters changed', async () => {
  const tab = openTab()
  tab.want(true, pods)
  const stream = await nthStream(1)
  ;(await nthDeclared(1)).answer(200, { selections: { 0: { problem } } })
  await tab.heard.find((it) => it.type === 'refused' && it.problem.code === 'unknown-cluster')
  stream.send(1, { type: 'clusters', clusters: [] })
  ;(await nthDeclared(2)).accept('s1')
  stream.send(2, snapshot('s1', 1, 'a'))
  await tab.heard.find(version(pods, 1))
})

test('tells that a selection ended', async () => {
  const { tab, stream } = await settled()
  stream.send(2, { type: 'ended', selection: 's1', problem })
  await tab.heard.find((it) => it.type === 'refused' && it.path === pods)
})

test('goes over to what took the place of a selection when rights changed, and keeps nothing of that', async () => {
  const { tab, stream } = await settled()
  stream.send(2, [{ type: 'replaced', selections: { s1: { selection: 's2' } } }, snapshot('s2', 7, 'a')])
  await tab.heard.find(version(pods, 7))
  tab.heard.clear()
  stream.send(3, [delta('s1', 1, 'b'), delta('s2', 7, 'a')])
  await tab.heard.find(version(pods, 8))
  expect(tab.rows()).toEqual([[pods, 8]])
  stream.send(4, [{ type: 'replaced', selections: { s2: { selection: 's1' } } }, snapshot('s1', 9, 'a', 'b')])
  await tab.heard.find(version(pods, 9))
  stream.send(5, { type: 'replaced', selections: { s1: { problem } } })
  await tab.heard.find((it) => it.type === 'refused' && it.path === pods)
})

test('what took the place of a selection before the answer came that names it answers its path', async () => {
  const tab = openTab()
  tab.want(true, pods)
  const stream = await nthStream(1)
  const declared = await nthDeclared(1)
  stream.send(1, [beat, { type: 'replaced', selections: { s1: { selection: 's2' } } }, snapshot('s2', 3, 'a')])
  await tab.heard.find((it) => it.type === 'link' && it.link.state === 'live')
  declared.accept('s1')
  await tab.heard.find(version(pods, 3))
})

test('more than the server takes is refused here, the rest is served', async () => {
  const tab = openTab()
  const paths = Array.from({ length: 65 }, (_, index) => `kind/pods?offset=${index + 1}`)
  tab.want(true, ...paths)
  await nthStream(1)
  const declared = await nthDeclared(1)
  expect(declared.paths).toEqual(paths.slice(0, 64))
  declared.accept(...declared.paths)
  const refused = await tab.heard.find((it) => it.type === 'refused')
  expect(refused).toMatchObject({ path: paths[64], problem: { code: 'too-many-selections' } })
})

test('forgets all when the viewer is signed out, and begins with a new channel for who comes next', async () => {
  const { tab, stream } = await settled()
  server.refusal = 401
  stream.drop()
  await clock.waitingFor(500)
  clock.advance(500)
  await tab.heard.find((it) => it.type === 'link' && it.link.state === 'signed-out')
  server.refusal = undefined
  const next = openTab()
  next.want(true, pods)
  expect(next.rows()).toEqual([])
  expect((await nthStream(3)).url).toBe('/api/live/channel-2')
})

test('knows how far the server is ahead, and since when it is behind', async () => {
  const { tab } = await settled()
  const ahead = 4_000_000
  clock.advance(12_000)
  const behind = await tab.heard.find((it) => it.type === 'link' && it.link.state === 'behind')
  expect(behind).toEqual({ type: 'link', link: { state: 'behind', since: 5_000_000, ahead } })
})
