import { setTimeout as pause } from 'node:timers/promises'
import { type Browser, openBrowser, spentReadings } from '@/bench/browser'
import { startDashboard } from '@/bench/dashboard'
import type { Bench, Measured } from '@/bench/measurement'
import { completePods, pageAddress } from '@/bench/pods-view'
import { type Scrolled, scroll } from '@/bench/scrolling'
import { followTasks } from '@/bench/tab-tasks'
import { writeAtPace } from '@/bench/writes'
import { createWrittenPods, deleteWrittenPods } from '@/bench/written-pods'

const pace = { pods: 200, perSecond: 100, seconds: 20, broken: true }
const floorPace = { ...pace, seconds: 10 }
const settleMs = 2_000

/** The list of all pods, scrolled while broken ones, which stand among its first, change. */
export async function measureChurn({ target, api }: Bench): Promise<Measured> {
  await createWrittenPods(api, pace.pods, pace.broken)
  await using dashboard = await startDashboard(target.kubeconfig)
  const atReady = dashboard.cpuSeconds()
  await completePods(dashboard, api.context, api.countPods)
  await using browser = await openBrowser(dashboard)
  await using tab = await browser.openTab()
  await tab.page.goto(pageAddress(api.context))
  await tab.page.locator('[role=row][data-index]').first().waitFor()
  await pause(settleMs)
  const before = dashboard.cpuSeconds()
  const tabBefore = await tab.spent()
  const { done, tasks } = await followTasks(tab.page, () =>
    Promise.all([scroll(tab.page, pace.seconds), writeAtPace(api, pace)]),
  )
  const [scrolled, writes] = done
  const cpuMs = (dashboard.cpuSeconds() - before) * 1000
  const tabAfter = await tab.spent()
  const heap = await tab.heapMegabytes()
  await tab.page.goto('about:blank')
  const floor = await scrollStillPage(browser, () => writeAtPace(api, floorPace))
  await deleteWrittenPods(api)
  return {
    cpuSeconds: dashboard.cpuSeconds() - atReady,
    readings: [
      { name: 'churn longest task', value: tasks.longestCpu, unit: 'ms' },
      { name: 'churn tab heap', value: heap, unit: 'MB' },
    ],
    beside: [
      { name: 'longest task with its waiting for a core', value: tasks.longestWall, unit: 'ms' },
      { name: '  of a page of still lines, the same writes', value: floor.longestWall, unit: 'ms' },
      { name: 'dropped frames', value: droppedOf(scrolled), unit: '%' },
      { name: '  of a page of still lines, the same writes', value: droppedOf(floor.scrolled), unit: '%' },
      { name: 'CPU per change', value: cpuMs / writes.length, unit: 'ms' },
      ...spentReadings(tabBefore, tabAfter),
    ],
    notes: [
      `${writes.length} changes, ${pace.perSecond} a second, while every frame scrolls. A task counts with its own processor time.`,
    ],
  }
}

const droppedOf = ({ frames, dropped }: Scrolled): number => (dropped * 100) / (frames + dropped)

/** The floor: what the machine makes of scrolling two thousand lines of text that never change. */
async function scrollStillPage(browser: Browser, writes: () => Promise<unknown>) {
  await using tab = await browser.openTab()
  const lines = Array.from({ length: 2_000 }, (_, line) => `<div style="height:32px">still line ${line}</div>`)
  await tab.page.setContent(
    `<div role="grid" style="height:95vh;overflow:auto;background:#fff">${lines.join('')}</div>`,
  )
  const { done, tasks } = await followTasks(tab.page, () =>
    Promise.all([scroll(tab.page, floorPace.seconds), writes()]),
  )
  return { scrolled: done[0], ...tasks }
}
