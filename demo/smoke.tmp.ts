import { createCluster } from '@/demo/cluster'

const n = Number(process.argv[2] ?? 600),
  churn = Number(process.argv[3] ?? 0)
const t0 = performance.now()
const c = createCluster({ pods: n, churn, seed: '1', now: Date.parse('2026-11-24T08:00:00Z') })
console.log('built ms', Math.round(performance.now() - t0), 'rss', Math.round(process.memoryUsage.rss() / 1e6))
const { podCells } = await import('@/demo/api/table')
const tally = new Map<string, number>()
for (const p of c.store.pods.values()) {
  const s = podCells(p, c.clock.now())[2] as string
  tally.set(s, (tally.get(s) ?? 0) + 1)
}
console.log(c.store.all.map((x) => `${x.type.resource}=${x.size}`).join(' '), tally)
const v = c.store.version()
// poke everything: a settled world has nothing to do
if (churn === 0) for (const x of c.store.all) for (const o of [...x.values()]) x.update(o as never)
const v1 = c.store.version()
const seen: string[] = []
for (const x of c.store.all)
  x.listen((ch) => {
    if (seen.length < 40)
      seen.push(`${ch.type} ${x.type.resource} ${ch.object.metadata.namespace}/${ch.object.metadata.name}`)
  })
const t1 = performance.now()
c.clock.advance(600_000)
console.log(
  'poked',
  v1 - v,
  'then changes',
  c.store.version() - v1,
  'ms',
  Math.round(performance.now() - t1),
  'rss',
  Math.round(process.memoryUsage.rss() / 1e6),
)
console.log(seen.join('\n'))
