import { existsSync } from 'node:fs'
import { chromium, type Page } from '@playwright/test'
import type { Dashboard } from './dashboard'
import { Failure } from './failure'

/** A Chromium of our own. */
export interface Browser extends AsyncDisposable {
  /** A tab with an empty cache, signed in; closing it closes its cache too. */
  openTab(address?: string): Promise<Tab>
}

export interface Tab extends AsyncDisposable {
  readonly page: Page
  /** JavaScript objects of the tab after a collection, MB; the shared worker has a heap of its own. */
  heapMegabytes(): Promise<number>
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
      return {
        page,
        heapMegabytes: () => heapOf(page),
        [Symbol.asyncDispose]: () => context.close(),
      }
    },
    [Symbol.asyncDispose]: () => browser.close(),
  }
}

async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize / 2 ** 20
}
