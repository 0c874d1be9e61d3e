import { expect, test } from 'vitest'
import { answerQuery, shopQueries } from '@/demo/argo/queries'
import { openRolloutRig, type RolloutRig } from '@/demo/argo/rig'
import { dayCurve, noise } from './day'
import type { ServiceGraph } from './service-graph'

const graph: ServiceGraph = {
  entries: [{ service: 'shop/web', peak: 100 }],
  calls: {
    'shop/web': [
      { service: 'shop/api', perRequest: 2 },
      { service: 'shop/ads', perRequest: 1, optional: true },
    ],
    'shop/api': [{ service: 'shop/db', perRequest: 0.5 }],
  },
}

/** web calls api twice and ads once, api calls db every other time. */
function openShop(): RolloutRig {
  const rig = openRolloutRig()
  for (const name of ['web', 'api', 'ads', 'db']) {
    rig.service(name, name)
    rig.start(name, { replicas: 4, strategy: { canary: { steps: [{ setWeight: 25 }, { pause: {} }] } } })
  }
  rig.world.traffic.setGraph(graph)
  return rig
}

const imageOf = (name: string, version: number) => `registry.shop.example/${name}:${version}`

test('requests travel down the graph', () => {
  const { traffic } = openShop().world
  const { rate } = traffic.of('shop/web')
  // Noon in UTC, give or take the noise.
  expect(rate).toBeGreaterThan(88 * 0.8)
  expect(rate).toBeLessThan(88 * 1.2)
  expect(traffic.of('shop/api').rate).toBeCloseTo(2 * rate)
  expect(traffic.of('shop/db').rate).toBeCloseTo(rate)
  expect(traffic.of('shop/web').errors).toBeLessThan(0.01)
  expect(traffic.of('shop/web').latency).toBeGreaterThan(traffic.of('shop/api').latency * 2)
})

test('a service without a ready pod fails those that need it, and what lies behind it gets no requests', () => {
  const rig = openShop()
  rig.change('api', { replicas: 0 }, 5)
  const { traffic } = rig.world
  expect(traffic.ofService('shop/api')).toMatchObject({ errors: 1 })
  expect(traffic.of('shop/web').errors).toBe(1)
  expect(traffic.of('shop/db').rate).toBe(0)
  expect(traffic.of('shop/ads').rate).toBeGreaterThan(0)
})

test('what a caller can do without does not fail it', () => {
  const rig = openShop()
  rig.change('ads', { replicas: 0 }, 5)
  expect(rig.world.traffic.ofService('shop/ads').errors).toBe(1)
  expect(rig.world.traffic.of('shop/web').errors).toBeLessThan(0.01)
})

test('a bad version answers its share of the requests badly', () => {
  const rig = openShop()
  const { traffic } = rig.world
  traffic.setQuality(imageOf('web', 2), { errorShare: 0.4, latencyMs: 400 })
  rig.image('web', 2, 5)
  const { currentPodHash = '', stableRS = '' } = rig.rollout('web').status
  const [all, canary, stable] = [undefined, currentPodHash, stableRS].map((hash) => traffic.of('shop/web', hash))
  expect(canary?.rate).toBeCloseTo((all?.rate ?? 0) / 4)
  expect(canary?.errors).toBeGreaterThan(0.3)
  expect(stable?.errors).toBeLessThan(0.01)
  expect(all?.errors).toBeCloseTo(((canary?.errors ?? 0) + 3 * (stable?.errors ?? 0)) / 4)
  expect(canary?.latency).toBeGreaterThan((stable?.latency ?? 0) + 300)
  const query = (text: string, version: string) =>
    answerQuery(
      traffic,
      text
        .replaceAll('{{args.namespace}}', 'shop')
        .replaceAll('{{args.service}}', 'web')
        .replaceAll('{{args.version}}', version),
    )?.[0]
  expect(query(shopQueries.errorRate, currentPodHash)).toBeCloseTo(canary?.errors ?? 0)
  expect(query(shopQueries.successRate, stableRS)).toBeGreaterThan(0.99)
  expect(query(shopQueries.latency, currentPodHash)).toBeGreaterThan(1)
  expect(query(shopQueries.requests, 'none')).toBeUndefined()
  expect(answerQuery(traffic, 'sum(up)')).toBeUndefined()
})

test('overload makes answers slow, then refuses some', () => {
  const rig = openShop()
  const { traffic, clock } = rig.world
  const calm = traffic.of('shop/web')
  const start = clock.now()
  traffic.addSurge({ service: 'shop/web', factor: 50, start, full: start + 60_000, end: start + 600_000 })
  clock.advance(20_000)
  expect(traffic.of('shop/web').rate).toBeGreaterThan(calm.rate * 10)
  clock.advance(60_000)
  const busy = traffic.of('shop/web')
  expect(busy.rate).toBeGreaterThan(calm.rate * 35)
  expect(busy.errors).toBeGreaterThan(0.3)
  expect(busy.latency).toBeGreaterThan(calm.latency * 4)
  clock.advance(600_000)
  expect(traffic.of('shop/web').errors).toBeLessThan(0.01)
})

test('a pod uses CPU for its share of the requests', () => {
  const rig = openShop()
  const { traffic, usage, store } = rig.world
  const cpuOf = (app: string) => {
    const pods = [...store.pods.values()].filter(({ metadata }) => metadata.labels?.['app'] === app)
    return pods.flatMap((pod) => usage.of(pod)).reduce((sum, { cpu }) => sum + cpu, 0)
  }
  const rate = traffic.of('shop/web').rate
  // Four milliseconds of CPU for each request, and what the pods do besides.
  expect(cpuOf('web')).toBeGreaterThan(rate * 4 * 0.9)
  expect(cpuOf('web')).toBeLessThan(rate * 4 * 1.25)
  expect(cpuOf('api') / cpuOf('web')).toBeGreaterThan(1.6)
})

test('the day and its noise are functions of the instant alone', () => {
  const at = Date.parse('2026-11-24T19:00:00Z')
  expect(dayCurve(at)).toBe(1)
  expect(dayCurve(at - 15 * 3_600_000)).toBeCloseTo(0.18)
  expect(noise('a', at)).toBe(noise('a', at))
  expect(noise('a', at)).not.toBe(noise('b', at))
  const steps = Array.from({ length: 200 }, (_, index) => noise('a', at + index * 1000))
  expect(Math.max(...steps.slice(1).map((value, index) => Math.abs(value - (steps[index] ?? 0))))).toBeLessThan(0.03)
})

test('a world without a graph has no traffic, and its pods follow the day', () => {
  const rig = openRolloutRig()
  rig.start('web', { replicas: 1, strategy: { canary: {} } })
  const [pod] = rig.world.store.pods.values()
  expect(rig.world.traffic.of('shop/web')).toEqual({ rate: 0, errors: 0, latency: 0 })
  expect(pod && rig.world.usage.of(pod)[0]?.cpu).toBeGreaterThan(20)
})
