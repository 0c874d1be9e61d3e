import { setTimeout } from 'node:timers/promises'
import { type ApiServer, connectApiServer } from '@/bench/api-server'
import { startDemoCluster } from '@/bench/demo-cluster'
import { Failure } from '@/bench/failure'
import type { Measured } from '@/bench/measurement'
import { cpuSeconds, residentMemory } from '@/bench/process'

const shop = { pods: 600 }
const large = { pods: 50_000, churn: 500 }
const starts = 3
const minutes = 3

const followed = [
  '/api/v1/pods',
  '/api/v1/nodes',
  '/api/v1/events',
  '/apis/apps/v1/deployments',
  '/apis/apps/v1/replicasets',
]

/** The demo cluster by itself: the shop's start, and a large one under churn with a client that lists and watches. */
export async function measureDemo(): Promise<Measured> {
  const started = []
  for (let start = 0; start < starts; start++) started.push(await startShop())
  const [quickest = { readyMs: Number.NaN, rss: Number.NaN }] = started.sort((a, b) => a.readyMs - b.readyMs)
  const busy = await measureChurn()
  return {
    cpuSeconds: busy.cpuSeconds,
    readings: [
      { name: 'demo ready, 600 pods', value: quickest.readyMs, unit: 'ms' },
      { name: 'demo RSS, 600 pods', value: quickest.rss, unit: 'MB' },
      { name: 'demo ready, 50,000 pods', value: busy.readyMs, unit: 'ms' },
      { name: 'demo CPU of one core', value: busy.share, unit: '%' },
      { name: 'demo RSS, 50,000 pods', value: busy.rss, unit: 'MB' },
    ],
    beside: [
      { name: 'slowest start, 600 pods', value: started.at(-1)?.readyMs ?? Number.NaN, unit: 'ms' },
      { name: 'events a second to the client', value: busy.events, unit: '' },
    ],
    notes: [],
  }
}

async function startShop() {
  await using demo = await startDemoCluster(shop)
  return { readyMs: demo.readyMs, rss: residentMemory(demo.pid).now }
}

async function measureChurn() {
  await using demo = await startDemoCluster(large)
  const api = await connectApiServer(demo.kubeconfig)
  const ending = new AbortController()
  let events = 0
  const count = () => {
    events++
  }
  const watches = []
  for (const path of followed) watches.push(follow(api, path, ending.signal, count))
  await Promise.all(watches.map(({ listed }) => listed))
  const before = { cpu: cpuSeconds(demo.pid), at: performance.now(), events }
  await setTimeout(minutes * 60_000)
  const seconds = (performance.now() - before.at) / 1000
  const spent = cpuSeconds(demo.pid) - before.cpu
  const rss = residentMemory(demo.pid).peak
  const perSecond = (events - before.events) / seconds
  ending.abort()
  await Promise.all(watches.map(({ ended }) => ended))
  await api.close()
  return { readyMs: demo.readyMs, cpuSeconds: spent, share: (spent / seconds) * 100, rss, events: perSecond }
}

/** Lists and then watches a type; what comes is thrown away. */
function follow(api: ApiServer, path: string, signal: AbortSignal, count: () => void) {
  const listed = list(api, path, signal)
  const ended = listed.then(async (version) => {
    try {
      const watch = `${path}?watch=1&allowWatchBookmarks=true&resourceVersion=${version}`
      for await (const piece of await api.follow(watch, signal))
        for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) count()
    } catch (error) {
      if (!signal.aborted) throw error
    }
  })
  return { listed, ended }
}

async function list(api: ApiServer, path: string, signal: AbortSignal): Promise<string> {
  let head = ''
  for await (const piece of await api.follow(path, signal)) if (head === '') head = piece.toString('latin1', 0, 500)
  const version = /"resourceVersion":"(\d+)"/.exec(head)?.[1]
  if (version === undefined) throw new Failure(`The demo cluster did not list ${path}: ${head.slice(0, 200)}`)
  return version
}
