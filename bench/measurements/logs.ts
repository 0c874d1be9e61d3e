import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { openBrowser, spentReadings, type Tab } from '@/bench/browser'
import { type Dashboard, startDashboard } from '@/bench/dashboard'
import { firstShown, noteFirst } from '@/bench/first-shown'
import { countFrames } from '@/bench/frames'
import { type LogServer, logsAddress, logsPath, startLogServer } from '@/bench/log-server'
import type { Measured } from '@/bench/measurement'
import { median, percentile } from '@/bench/percentile'
import { askPods } from '@/bench/pods-view'
import { residentMemory } from '@/bench/process'

const pods = 20
const linesPerSecond = 5_000
/** After these the tab holds as much as it ever does. */
const fillSeconds = 22
const seconds = 20
const opens = 8
const warmOpens = 3
/** Far more than a reader who has stopped takes. */
const flood = 40_000
const floodSeconds = 10

/** The logs of a workload of many pods that write fast: the first lines, the frames, and what tab and server hold. */
export async function measureLogs(): Promise<Measured> {
  await using server = await startLogServer(pods)
  await using dashboard = await startDashboard(server.kubeconfig)
  const atReady = dashboard.cpuSeconds()
  while ((await askPods(dashboard, server.context, 'limit=1')).total < pods) await pause(100)
  await using browser = await openBrowser(dashboard)
  await using tab = await browser.openTab()
  const first = await measureFirst(tab.page)
  const follow = await measureFollowing(server, dashboard, tab)
  await tab.page.goto('about:blank')
  const rss = residentMemory(dashboard.pid).now
  const flooded = await measureStopped(server, dashboard)
  return {
    cpuSeconds: dashboard.cpuSeconds() - atReady,
    readings: [
      { name: 'logs first lines', value: median(first), unit: 'ms' },
      { name: 'logs frames that did not come', value: follow.missing, unit: '%' },
      { name: 'logs tab heap', value: follow.heap, unit: 'MB' },
      { name: 'logs RSS', value: rss, unit: 'MB' },
      { name: 'logs RSS, nobody reads', value: flooded, unit: 'MB' },
      { name: 'logs missing lines', value: follow.lost, unit: '' },
    ],
    beside: [
      { name: 'first lines, p95', value: percentile(first, 0.95), unit: 'ms' },
      { name: 'frames a second', value: follow.perSecond, unit: '' },
      { name: 'frame, p99', value: follow.p99, unit: 'ms' },
      { name: 'lines a second', value: follow.lines, unit: '' },
      { name: 'CPU of the dashboard, of one core', value: follow.cpu, unit: '%' },
      ...follow.spent,
    ],
    notes: [
      `${pods} pods, ${linesPerSecond} lines a second together, followed for ${seconds} s by a tab that holds all it may.`,
      `First lines: from the navigation, ${opens} openings after ${warmOpens} to warm up. Nobody reads: a client that stops, ${flood} lines a second, ${floodSeconds} s.`,
    ],
  }
}

async function measureFirst(page: Page): Promise<readonly number[]> {
  await noteFirst(page, '.log-row', 20)
  const times: number[] = []
  for (let open = 0; open < warmOpens + opens; open++) {
    await page.goto('about:blank')
    await page.goto(logsAddress)
    times.push(await firstShown(page))
  }
  return times.slice(warmOpens)
}

async function measureFollowing(server: LogServer, dashboard: Dashboard, tab: Tab) {
  const before = await countLines(tab.page)
  const writtenBefore = server.written
  server.setRate(linesPerSecond)
  await pause(fillSeconds * 1000)
  const [cpu, spent, written] = [dashboard.cpuSeconds(), await tab.spent(), server.written]
  const frames = await countFrames(tab.page, seconds)
  const lines = (server.written - written) / seconds
  const spentAfter = await tab.spent()
  const cpuAfter = dashboard.cpuSeconds()
  server.setRate(0)
  await pause(2_000)
  const heap = await tab.heapMegabytes()
  const lost = server.written - writtenBefore - ((await countLines(tab.page)) - before)
  return {
    lines,
    heap,
    lost,
    missing: frames.missing * 100,
    perSecond: frames.perSecond,
    p99: percentile(frames.intervals, 0.99),
    cpu: ((cpuAfter - cpu) * 100) / seconds,
    spent: spentReadings(spent, spentAfter),
  }
}

/** Lines that ever came to the tab, as its toolbar tells: those it holds and those it had to drop. */
async function countLines(page: Page): Promise<number> {
  const text = (
    await page
      .getByText(/^[\d,]+ lines/)
      .first()
      .innerText()
  ).replaceAll(',', '')
  return [...text.matchAll(/\d+/g)].reduce((sum, [number]) => sum + Number(number), 0)
}

/** The most that the dashboard's process weighs while somebody asks for logs and takes none. */
async function measureStopped(server: LogServer, dashboard: Dashboard): Promise<number> {
  const stopped = new AbortController()
  const response = await fetch(dashboard.base + logsPath, {
    headers: { cookie: dashboard.cookie, accept: 'text/event-stream' },
    signal: stopped.signal,
  })
  await response.body?.getReader().read()
  server.setRate(flood)
  let most = 0
  for (let second = 0; second < floodSeconds; second++) {
    await pause(1_000)
    most = Math.max(most, residentMemory(dashboard.pid).now)
  }
  server.setRate(0)
  stopped.abort()
  return most
}
