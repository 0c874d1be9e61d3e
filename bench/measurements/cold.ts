import { setTimeout as pause } from 'node:timers/promises'
import { type Dashboard, startDashboard } from '@/bench/dashboard'
import type { Bench, Measured } from '@/bench/measurement'
import { median, percentile } from '@/bench/percentile'
import { completePods } from '@/bench/pods-view'
import { residentMemory } from '@/bench/process'

const runs = 3
const tickMs = 5

interface Cold {
  readonly readyMs: number
  readonly firstRequestMs: number
  readonly wallMs: number
  readonly cpuMs: number
  readonly pods: number
  readonly peakMemory: number
}

/** A fresh process each time: from the first question about a cluster to all its pods. Medians of three. */
export async function measureCold(bench: Bench): Promise<Measured> {
  const colds: Cold[] = []
  const blocks: number[] = []
  for (let run = 0; run < runs; run++) colds.push(await readOnce(bench))
  for (let run = 0; run < runs; run++) blocks.push(await longestBlock(bench))
  const medianOf = (read: (cold: Cold) => number) => median(colds.map(read))
  return {
    cpuSeconds: medianOf(({ cpuMs }) => cpuMs / 1000),
    readings: [
      { name: 'cold complete', value: medianOf(({ wallMs }) => wallMs), unit: 'ms' },
      { name: 'cold longest block', value: median(blocks), unit: 'ms' },
      { name: 'cold CPU', value: medianOf(({ cpuMs, pods }) => (cpuMs * 1000) / pods), unit: 'ms/1,000 pods' },
      { name: 'cold RSS', value: medianOf(({ peakMemory }) => peakMemory), unit: 'MB' },
    ],
    beside: [
      { name: 'start of the process to ready', value: medianOf(({ readyMs }) => readyMs), unit: 'ms' },
      { name: 'first request, no cluster', value: medianOf(({ firstRequestMs }) => firstRequestMs), unit: 'ms' },
    ],
    notes: [
      `complete, each run: ${colds.map(({ wallMs }) => Math.round(wallMs)).join(', ')} ms; longest block, each run: ${blocks.map(Math.round).join(', ')} ms`,
      `The block is seen from outside, in runs of their own: the longest answer of /api/health, asked every ${tickMs} ms, less the median one.`,
      'RSS is the peak (VmHWM).',
    ],
  }
}

async function readOnce({ target, api }: Bench): Promise<Cold> {
  await using dashboard = await startDashboard(target.kubeconfig)
  const firstRequestMs = await loadRoute(dashboard)
  const before = dashboard.cpuSeconds()
  const { wallMs, total } = await completePods(dashboard, api.context, api.countPods)
  const cpuMs = (dashboard.cpuSeconds() - before) * 1000
  const { peak: peakMemory } = residentMemory(dashboard.pid)
  return { readyMs: dashboard.readyMs, firstRequestMs, wallMs, cpuMs, pods: total, peakMemory }
}

/** A route's code is loaded with its first request; that is no cost of the pods, so a cluster that is not there pays it. */
async function loadRoute(dashboard: Dashboard): Promise<number> {
  const asked = performance.now()
  await dashboard.get('/api/clusters/none/views/pods', 404)
  return performance.now() - asked
}

async function longestBlock({ target, api }: Bench): Promise<number> {
  await using dashboard = await startDashboard(target.kubeconfig)
  await loadRoute(dashboard)
  for (let warm = 0; warm < 50; warm++) await dashboard.get('/api/health')
  const reading = new AbortController()
  const ticking = tick(dashboard, reading.signal)
  await completePods(dashboard, api.context, api.countPods)
  reading.abort()
  const answers = await ticking
  return percentile(answers, 1) - median(answers)
}

/** How long each answer took, ms. */
async function tick(dashboard: Dashboard, ended: AbortSignal): Promise<readonly number[]> {
  const answers: number[] = []
  while (!ended.aborted) {
    const asked = performance.now()
    await dashboard.get('/api/health')
    answers.push(performance.now() - asked)
    await pause(tickMs)
  }
  return answers
}
