import { setTimeout as pause } from 'node:timers/promises'
import { startDashboard } from '@/bench/dashboard'
import type { Bench, Measured } from '@/bench/measurement'
import { median, percentile } from '@/bench/percentile'
import { askPods, completePods, selectionPath } from '@/bench/pods-view'
import { residentMemory } from '@/bench/process'
import { openRawWatch } from '@/bench/raw-watch'
import { startReaders } from '@/bench/readers-process'
import { arrivalTimes, latencies, writeAtPace } from '@/bench/writes'
import { benchNamespace, createWrittenPods, deleteWrittenPods } from '@/bench/written-pods'

const streams = 500
const pace = { pods: 20, perSecond: 10, seconds: 20 }
const settleMs = 2_000

/** Many browsers that ask the same: from the sending of a write until each of them has it. */
export async function measureFanout({ target, api }: Bench): Promise<Measured> {
  await createWrittenPods(api, pace.pods)
  const watchesBefore = await api.countWatches()
  await using dashboard = await startDashboard(target.kubeconfig)
  const atReady = dashboard.cpuSeconds()
  await completePods(dashboard, api.context, api.countPods)
  const query = `namespace=${benchNamespace}`
  await askPods(dashboard, api.context, query)
  const path = selectionPath(api.context, query)
  await using readers = await startReaders({ count: streams, base: dashboard.base, cookie: dashboard.cookie, path })
  await pause(settleMs)
  const opened = newWatches(watchesBefore, await api.countWatches())
  const watch = await openRawWatch(api)
  const before = dashboard.cpuSeconds()
  const writes = await writeAtPace(api, pace)
  await pause(settleMs)
  const cpuMs = (dashboard.cpuSeconds() - before) * 1000
  const memory = residentMemory(dashboard.pid)
  const heard = latencies(writes, await watch.stop(), pace.pods)
  const { arrivals, cpuSeconds: readersCpu } = await readers.finish()
  const arrived = arrivalTimes(writes, arrivals)
  await deleteWrittenPods(api)
  return {
    cpuSeconds: dashboard.cpuSeconds() - atReady,
    readings: [
      { name: 'fanout p50', value: median(arrived), unit: 'ms' },
      { name: 'fanout p99', value: percentile(arrived, 0.99), unit: 'ms' },
      { name: 'fanout RSS', value: memory.now, unit: 'MB' },
      { name: 'fanout never arrived', value: writes.length * streams - arrived.length, unit: '' },
      { name: 'fanout watches more than types', value: opened.watches - opened.types, unit: '' },
    ],
    beside: [
      { name: 'watches at the API server', value: opened.watches, unit: '' },
      { name: 'floor: a plain watch, p50', value: median(heard), unit: 'ms' },
      { name: 'floor: a plain watch, p99', value: percentile(heard, 0.99), unit: 'ms' },
      { name: 'CPU per message', value: cpuMs / (writes.length * streams), unit: 'ms' },
      { name: 'CPU of the readers', value: readersCpu, unit: 's' },
    ],
    notes: [
      `${streams} streams, ${writes.length} writes, ${pace.perSecond} a second, CPU ${Math.round(cpuMs)} ms for them.`,
    ],
  }
}

/** What the dashboard holds open: more of a resource than before it came. */
function newWatches(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>) {
  const grown = [...after].map(([resource, count]) => count - (before.get(resource) ?? 0)).filter((more) => more > 0)
  return { types: grown.length, watches: grown.reduce((sum, more) => sum + more, 0) }
}
