import { setTimeout as pause } from 'node:timers/promises'
import { openBrowser, spentReadings } from '@/bench/browser'
import { startDashboard } from '@/bench/dashboard'
import type { Bench, Measured } from '@/bench/measurement'
import { median, percentile } from '@/bench/percentile'
import { completePods, pageAddress, selectionPath } from '@/bench/pods-view'
import { openRawWatch } from '@/bench/raw-watch'
import { startReaders } from '@/bench/readers-process'
import { noteShownNumbers, shownNumbers } from '@/bench/shown-numbers'
import { arrivalTimes, latencies, writeAtPace } from '@/bench/writes'
import { benchNamespace, createWrittenPods, deleteWrittenPods, podName } from '@/bench/written-pods'

const pace = { pods: 50, perSecond: 50, seconds: 20 }
const lastFramesMs = 2_000

/** From the sending of a write to the API server until its number is painted. */
export async function measureChange({ target, api }: Bench): Promise<Measured> {
  await createWrittenPods(api, pace.pods)
  await using dashboard = await startDashboard(target.kubeconfig)
  const atReady = dashboard.cpuSeconds()
  await completePods(dashboard, api.context, api.countPods)
  await using browser = await openBrowser(dashboard)
  await using tab = await browser.openTab()
  const query = `namespace=${benchNamespace}&sort=name`
  await tab.page.goto(pageAddress(api.context, query))
  await tab.page.getByText(podName(pace.pods - 1)).waitFor()
  const { base, cookie } = dashboard
  await using reader = await startReaders({ count: 1, base, cookie, path: selectionPath(api.context, query) })
  await pause(lastFramesMs)
  await noteShownNumbers(tab.page)
  const watch = await openRawWatch(api)
  const before = dashboard.cpuSeconds()
  const tabBefore = await tab.spent()
  const writes = await writeAtPace(api, pace)
  await pause(lastFramesMs)
  const cpuMs = (dashboard.cpuSeconds() - before) * 1000
  const tabAfter = await tab.spent()
  const shown = latencies(writes, await shownNumbers(tab.page), pace.pods)
  const heard = latencies(writes, await watch.stop(), pace.pods)
  const streamed = arrivalTimes(writes, (await reader.finish()).arrivals)
  await deleteWrittenPods(api)
  return {
    cpuSeconds: dashboard.cpuSeconds() - atReady,
    readings: [
      { name: 'change p50', value: median(shown), unit: 'ms' },
      { name: 'change p99', value: percentile(shown, 0.99), unit: 'ms' },
      { name: 'change never shown', value: writes.length - shown.length, unit: '' },
    ],
    beside: [
      { name: 'floor: a plain watch, p50', value: median(heard), unit: 'ms' },
      { name: 'floor: a plain watch, p99', value: percentile(heard, 0.99), unit: 'ms' },
      { name: 'a stream of the dashboard, p50', value: median(streamed), unit: 'ms' },
      { name: 'a stream of the dashboard, p99', value: percentile(streamed, 0.99), unit: 'ms' },
      { name: 'CPU per change', value: cpuMs / writes.length, unit: 'ms' },
      ...spentReadings(tabBefore, tabAfter),
    ],
    notes: [
      `${writes.length} writes, ${pace.perSecond} a second; from the sending of the write, so the API server is in it.`,
    ],
  }
}
