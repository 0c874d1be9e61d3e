import { setTimeout as pause } from 'node:timers/promises'
import { openBrowser, spentReadings } from '@/bench/browser'
import { startDashboard } from '@/bench/dashboard'
import type { Bench, Measured } from '@/bench/measurement'
import { completePods, pageAddress } from '@/bench/pods-view'
import { scroll } from '@/bench/scrolling'
import { writeAtPace } from '@/bench/writes'
import { createWrittenPods, deleteWrittenPods } from '@/bench/written-pods'

const pace = { pods: 200, perSecond: 100, seconds: 20, broken: true }
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
  const [scrolled, writes] = await Promise.all([scroll(tab.page, pace.seconds), writeAtPace(api, pace)])
  const cpuMs = (dashboard.cpuSeconds() - before) * 1000
  const tabAfter = await tab.spent()
  const heap = await tab.heapMegabytes()
  await deleteWrittenPods(api)
  return {
    cpuSeconds: dashboard.cpuSeconds() - atReady,
    readings: [
      { name: 'churn longest task', value: scrolled.longestTaskMs, unit: 'ms' },
      { name: 'churn tab heap', value: heap, unit: 'MB' },
    ],
    beside: [
      { name: 'tasks over 50 ms', value: scrolled.longTasks, unit: '' },
      { name: 'dropped frames', value: (scrolled.dropped * 100) / (scrolled.frames + scrolled.dropped), unit: '%' },
      { name: 'CPU per change', value: cpuMs / writes.length, unit: 'ms' },
      ...spentReadings(tabBefore, tabAfter),
    ],
    notes: [
      `${writes.length} changes, ${pace.perSecond} a second, while every frame scrolls. No task over 50 ms shows as 0.`,
    ],
  }
}
