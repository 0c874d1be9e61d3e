import { openBrowser, type Tab } from '@/bench/browser'
import { type Dashboard, startDashboard } from '@/bench/dashboard'
import { firstLoadKilobytes } from '@/bench/first-load'
import { firstRows, noteFirstRows } from '@/bench/first-rows'
import type { Bench, Measured } from '@/bench/measurement'
import { median, percentile } from '@/bench/percentile'
import { askPods, completePods, pageAddress } from '@/bench/pods-view'

const rows = 50
const runs = 20
const warmRuns = 3

/** With the cluster read and the browser's cache filled: from the navigation to the first fifty right rows. */
export async function measureOpen({ target, api }: Bench): Promise<Measured> {
  await using dashboard = await startDashboard(target.kubeconfig)
  const atReady = dashboard.cpuSeconds()
  await completePods(dashboard, api.context, api.countPods)
  await using browser = await openBrowser(dashboard)
  await using tab = await browser.openTab()
  await noteFirstRows(tab.page, rows)
  for (let run = 0; run < warmRuns; run++) await openOnce(dashboard, api.context, tab)
  const before = dashboard.cpuSeconds()
  const opened = []
  for (let run = 0; run < runs; run++) opened.push(await openOnce(dashboard, api.context, tab))
  const cpuMs = ((dashboard.cpuSeconds() - before) * 1000) / runs
  const times = opened.map(({ atMs }) => atMs)
  const onScreen = opened.map(({ onScreenMs }) => onScreenMs)
  const javascript = await firstLoadKilobytes(dashboard, pageAddress(api.context))
  return {
    cpuSeconds: dashboard.cpuSeconds() - atReady,
    readings: [
      { name: 'open p50', value: median(times), unit: 'ms' },
      { name: 'open p95', value: percentile(times, 0.95), unit: 'ms' },
      { name: 'open wrong', value: opened.filter(({ right }) => !right).length, unit: '' },
      { name: 'open first-load JavaScript', value: javascript, unit: 'KB' },
    ],
    beside: [
      { name: 'on screen p50', value: median(onScreen), unit: 'ms' },
      { name: 'on screen p95', value: percentile(onScreen, 0.95), unit: 'ms' },
      { name: 'CPU per opening', value: cpuMs, unit: 'ms' },
    ],
    notes: [
      `${runs} openings after ${warmRuns} to warm up; right is what the API answers just before or just after.`,
      'On screen: when the pixels stood there, drawn in software on the cores that all else shares.',
      'JavaScript: the scripts named in the HTML, gzip.',
    ],
  }
}

async function openOnce(dashboard: Dashboard, context: string, { page }: Tab) {
  const namesNow = async () => (await askPods(dashboard, context, `limit=${rows}`)).rows.map(({ name }) => name).join()
  const before = await namesNow()
  await page.goto('about:blank')
  await page.goto(pageAddress(context))
  const { atMs, onScreenMs, names } = await firstRows(page)
  return { atMs, onScreenMs, right: [before, await namesNow()].includes(names.join()) }
}
