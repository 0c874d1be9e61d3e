import { openBrowser } from '@/bench/browser'
import { startDashboard } from '@/bench/dashboard'
import type { Bench, Measured } from '@/bench/measurement'
import { completePods, pageAddress } from '@/bench/pods-view'
import { residentMemory } from '@/bench/process'
import { writeAtPace } from '@/bench/writes'
import { createWrittenPods, deleteWrittenPods } from '@/bench/written-pods'

const pace = { pods: 50, perSecond: 50, seconds: 60, broken: true }

/** After reading the cluster, with one page open and a minute of changes. */
export async function measureMemory({ target, api }: Bench): Promise<Measured> {
  await createWrittenPods(api, pace.pods, pace.broken)
  await using dashboard = await startDashboard(target.kubeconfig)
  const atReady = dashboard.cpuSeconds()
  const whenReady = residentMemory(dashboard.pid).now
  await completePods(dashboard, api.context, api.countPods)
  const afterCold = residentMemory(dashboard.pid).now
  await using browser = await openBrowser(dashboard)
  await using tab = await browser.openTab()
  await tab.page.goto(pageAddress(api.context))
  await tab.page.locator('[role=row][data-index]').first().waitFor()
  await writeAtPace(api, pace)
  const { now, peak } = residentMemory(dashboard.pid)
  const heap = await tab.heapMegabytes()
  await deleteWrittenPods(api)
  return {
    cpuSeconds: dashboard.cpuSeconds() - atReady,
    readings: [
      { name: 'memory RSS', value: now, unit: 'MB' },
      { name: 'memory tab heap', value: heap, unit: 'MB' },
    ],
    beside: [
      { name: 'RSS when ready, no cluster read', value: whenReady, unit: 'MB' },
      { name: 'RSS when the pods were read', value: afterCold, unit: 'MB' },
      { name: 'RSS at its peak', value: peak, unit: 'MB' },
    ],
    notes: [],
  }
}
