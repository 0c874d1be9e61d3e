import { existsSync } from 'node:fs'
import { type CDPSession, chromium, type Page } from '@playwright/test'
import type { Dashboard } from './dashboard'
import { Failure } from './failure'
import type { Reading } from './goals'

/** A Chromium of our own. */
export interface Browser extends AsyncDisposable {
  /** A tab with an empty cache, signed in; closing it closes its cache too. */
  openTab(address?: string): Promise<Tab>
}

export interface Tab extends AsyncDisposable {
  readonly page: Page
  /** JavaScript objects of the tab after a collection, MB; the shared worker has a heap of its own. */
  heapMegabytes(): Promise<number>
  /** What its main thread has spent so far. */
  spent(): Promise<Spent>
}

/** Seconds of a tab's main thread: script, style and layout are parts of all its tasks, painting is in the rest. */
export interface Spent {
  readonly tasks: number
  readonly script: number
  readonly style: number
  readonly layout: number
}

/** Tall enough for fifty lines. */
const viewport = { width: 1280, height: 1800 }
const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', chromium.executablePath()]
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/** `address` of a tab is the dashboard's own unless there is something in between. */
export async function openBrowser({ base, cookie }: Dashboard): Promise<Browser> {
  const executablePath = places.find((place) => existsSync(place))
  if (executablePath === undefined)
    throw new Failure('There is no Chromium: install it from your system, or with `npx playwright install chromium`.')
  const browser = await chromium.launch({ executablePath, args: flags })
  const [name = '', value = ''] = cookie.split('=')
  return {
    async openTab(address = base) {
      const context = await browser.newContext({ viewport, baseURL: address })
      await context.addCookies([{ name, value, url: address }])
      const page = await context.newPage()
      const session = await context.newCDPSession(page)
      await session.send('Performance.enable', { timeDomain: 'threadTicks' })
      return {
        page,
        heapMegabytes: () => heapOf(session),
        spent: () => spentOf(session),
        [Symbol.asyncDispose]: () => context.close(),
      }
    },
    [Symbol.asyncDispose]: () => browser.close(),
  }
}

async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  return usedSize / 2 ** 20
}

async function spentOf(session: CDPSession): Promise<Spent> {
  const { metrics } = await session.send('Performance.getMetrics')
  const seconds = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN
  return {
    tasks: seconds('TaskDuration'),
    script: seconds('ScriptDuration'),
    style: seconds('RecalcStyleDuration'),
    layout: seconds('LayoutDuration'),
  }
}

/** What was spent between two moments, as readings. */
export function spentReadings(before: Spent, after: Spent): readonly Reading[] {
  const part = (key: keyof Spent, name: string): Reading => ({ name, value: after[key] - before[key], unit: 's' })
  return [
    part('tasks', "CPU of the tab's main thread"),
    part('script', '  of it script'),
    part('style', '  of it style'),
    part('layout', '  of it layout'),
  ]
}
