import { type Browser, openBrowser } from '@/bench/browser'
import { type Dashboard, startDashboard } from '@/bench/dashboard'
import type { Bench, Measured } from '@/bench/measurement'
import { median } from '@/bench/percentile'
import { askPods, completePods, pageAddress } from '@/bench/pods-view'
import { freePort } from '@/bench/process'
import { noteSortedRows, sortedAt } from '@/bench/sorted-rows'
import { openWire } from '@/bench/wire'

const runs = 5
const rows = 20

/** With an empty cache: from the navigation until all pods are counted, a press on Name is answered and its rows stand. */
export async function measureReach({ target, api }: Bench): Promise<Measured> {
  const wirePort = await freePort()
  await using dashboard = await startDashboard(target.kubeconfig, [`127.0.0.1:${wirePort}`])
  const atReady = dashboard.cpuSeconds()
  await completePods(dashboard, api.context, api.countPods)
  await using browser = await openBrowser(dashboard)
  const reach = (address?: string) => reachOnce(dashboard, browser, api.context, address)
  await reach()
  const times = []
  for (let run = 0; run < runs; run++) times.push(await reach())
  await using wire = await openWire(wirePort, new URL(dashboard.base))
  await reach(wire.address)
  return {
    cpuSeconds: dashboard.cpuSeconds() - atReady,
    readings: [
      { name: 'reach wall', value: median(times), unit: 'ms' },
      { name: 'reach bytes', value: wire.bytesDown() / 1024, unit: 'KB' },
    ],
    beside: [],
    notes: [
      `wall: median of ${runs}: ${times.map(Math.round).join(', ')} ms.`,
      'bytes: all that came down, headers and fonts included, counted between browser and server in a run of its own.',
    ],
  }
}

async function reachOnce(dashboard: Dashboard, browser: Browser, context: string, address?: string): Promise<number> {
  const expected = await askPods(dashboard, context, `sort=name&limit=${rows}`)
  await using tab = await browser.openTab(address)
  await noteSortedRows(
    tab.page,
    expected.rows.map(({ name }) => name),
  )
  await tab.page.goto(pageAddress(context), { waitUntil: 'commit' })
  return await sortedAt(tab.page)
}
