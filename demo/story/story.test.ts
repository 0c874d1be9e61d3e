import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { type Cluster, createCluster } from '@/demo/cluster'
import type { Condition } from '@/demo/store/objects'
import { findStory, stories } from './stories'
import { findWorkload, scale, tagOf, undo } from './workloads'

const minute = 60_000
const now = Date.parse('2026-11-24T08:00:00Z')
const create = (story: string, settings: Partial<Parameters<typeof createCluster>[0]> = {}) =>
  createCluster({ pods: 300, churn: 0, seed: '1', now, story: findStory(story), ...settings })

/** A digest of every change, and how many there were. */
function follow({ store }: Cluster) {
  const hash = createHash('sha256')
  let count = 0
  for (const collection of store.all)
    collection.listen(({ type, object }) => {
      count++
      hash.update(JSON.stringify([type, object]))
    })
  return () => ({ count, digest: hash.digest('hex'), version: store.version() })
}

test('the same seed tells the same story, to the event, however the time passes; another seed another', {
  timeout: 60_000,
}, () => {
  const run = (seed: string, step: number) => {
    const cluster = create('shop', { pods: 600, churn: 5, seed })
    const told = follow(cluster)
    for (let passed = 0; passed < 15 * minute; passed += step) cluster.clock.advance(step)
    return told()
  }
  const once = run('1', 50)
  expect(once.count).toBeGreaterThan(5000)
  expect(run('1', 15 * minute)).toEqual(once)
  expect(run('2', 15 * minute).digest).not.toBe(once.digest)
})

test('the shop has 14 teams and is well at its first instant, but for what lies around', () => {
  const { store } = create('shop', { pods: 600 })
  const teams = [...store.namespaces.values()].filter(({ metadata }) => metadata.labels?.['team'] !== undefined)
  expect(teams).toHaveLength(14)
  const workloads = [
    store.deployments,
    store.rollouts,
    store.statefulsets,
    store.daemonsets,
    store.jobs,
    store.cronjobs,
  ]
  const ownerless = workloads.flatMap((kind) => [...kind.values()].filter(({ metadata }) => !metadata.ownerReferences))
  expect(ownerless.length + 1).toBe(60)
  for (const { metadata, spec, status } of store.deployments.values())
    expect([metadata.name, status.availableReplicas]).toEqual([metadata.name, spec.replicas])
  for (const { metadata, status } of store.rollouts.values())
    expect([metadata.name, status.phase]).toEqual([metadata.name, 'Healthy'])
  const broken = [...store.pods.values()].filter(
    ({ status }) => status.phase === 'Failed' || status.phase === 'Pending',
  )
  expect(broken.length).toBeLessThan(8)
})

const rolloutStatus = ({ store }: Cluster, namespace: string, name: string) =>
  store.rollouts.get(namespace, name)?.status
const waits = ({ store }: Cluster, namespace: string) =>
  [...store.pods.values()]
    .filter(({ metadata }) => metadata.namespace === namespace)
    .flatMap(({ status }) => status.containerStatuses ?? [])
    .map(({ state }) => state.waiting?.reason)
const told = ({ store }: Cluster, reason: string) => [...store.events.values()].some((event) => event.reason === reason)
const nodeHas = ({ store }: Cluster, type: string, status: Condition['status']) =>
  [...store.nodes.values()].some(({ status: { conditions } }) =>
    conditions.some((condition) => condition.type === type && condition.status === status),
  )
const replicaFailure = ({ store }: Cluster, namespace: string, name: string) =>
  store.deployments.get(namespace, name)?.status.conditions?.find(({ type }) => type === 'ReplicaFailure')

/** What a scene shows by which minute, in the whole story and alone. */
const scenes: readonly [name: string, minute: number, shows: (cluster: Cluster) => boolean][] = [
  [
    'canary',
    1,
    (cluster) => {
      const { phase, message } = rolloutStatus(cluster, 'checkout', 'web') ?? {}
      return phase === 'Paused' && message === 'InconclusiveAnalysisRun'
    },
  ],
  [
    'campaign',
    6,
    ({ store }) => {
      const hpa = store.horizontalpodautoscalers.get('search', 'frontend')
      return hpa?.status.currentReplicas === hpa?.spec.maxReplicas
    },
  ],
  [
    'leak',
    8,
    ({ store }) =>
      [...store.pods.values()].some(({ status }) =>
        status.containerStatuses?.some(({ lastState }) => lastState.terminated?.reason === 'OOMKilled'),
      ),
  ],
  ['typo', 5, (cluster) => waits(cluster, 'cart').includes('ImagePullBackOff')],
  ['cronjob', 9, (cluster) => told(cluster, 'JobAlreadyActive') || told(cluster, 'MissSchedule')],
  ['pressure', 7, (cluster) => nodeHas(cluster, 'MemoryPressure', 'True') && told(cluster, 'Evicted')],
  [
    'drain',
    8,
    ({ store }) => {
      const pods = [1, 0, 2].flatMap((ordinal) => store.pods.get('orders', `orders-db-${ordinal}`) ?? [])
      return pods.some(({ spec }) => store.nodes.get(undefined, spec.nodeName ?? '')?.spec.unschedulable)
    },
  ],
  ['statefulset', 8, (cluster) => waits(cluster, 'search').includes('CreateContainerConfigError')],
  ['blue-green', 8, (cluster) => rolloutStatus(cluster, 'notifications', 'push')?.message === 'BlueGreenPause'],
  ['lost-node', 9, (cluster) => nodeHas(cluster, 'Ready', 'Unknown')],
  ['quota', 10, (cluster) => replicaFailure(cluster, 'shipping', 'tracking')?.reason === 'FailedCreate'],
]

test('within ten minutes of the shop everything happens', () => {
  const cluster = create('shop', { pods: 600, churn: 5 })
  for (const [name, at, shows] of scenes.toSorted(([, a], [, b]) => a - b)) {
    cluster.clock.advanceTo(now + at * minute)
    expect([name, shows(cluster)]).toEqual([name, true])
  }
})

test.each(scenes)('the scene %s plays alone', (name, _, shows) => {
  const cluster = create(name)
  for (let passed = 0; passed < 10 && !shows(cluster); passed++) cluster.clock.advance(minute)
  expect(shows(cluster)).toBe(true)
})

/** Runs until so many minutes after the story's begin. */
const until = (cluster: Cluster, minutes: number) => cluster.clock.advanceTo(now + minutes * minute)
const unwell = ({ store }: Cluster) => [
  ...[...store.deployments.values()].filter(({ spec, status }) => status.availableReplicas !== spec.replicas),
  ...[...store.statefulsets.values()].filter(({ spec, status }) => status.readyReplicas !== spec.replicas),
  ...[...store.nodes.values()].filter(
    ({ spec, status: { conditions } }) =>
      spec.unschedulable || conditions.some(({ type, status }) => (type === 'Ready') !== (status === 'True')),
  ),
]

test.each(['campaign', 'leak', 'typo', 'pressure', 'drain', 'statefulset', 'lost-node', 'quota'])(
  'the scene %s heals by itself',
  { timeout: 30_000 },
  (name) => {
    const cluster = create(name)
    until(cluster, 20)
    for (let minutes = 21; minutes < 35 && unwell(cluster).length > 0; minutes++) until(cluster, minutes)
    expect(unwell(cluster).map(({ metadata }) => metadata.name)).toEqual([])
  },
)

test('the CronJob that missed its time keeps it again', () => {
  const cluster = create('cronjob')
  until(cluster, 16)
  const { lastScheduleTime = '' } = cluster.store.cronjobs.get('checkout', 'abandoned-carts')?.status ?? {}
  expect(Date.parse(lastScheduleTime)).toBeGreaterThan(now + 12 * minute)
})

/** As `kubectl argo rollouts promote` and `abort` patch the status. */
function patchStatus({ store }: Cluster, namespace: string, name: string, status: object): void {
  const rollout = store.rollouts.get(namespace, name)
  if (rollout === undefined) throw new Error(`${namespace}/${name} is missing.`)
  store.rollouts.update({ ...rollout, status: { ...rollout.status, ...status } })
}

test('the canary that waits goes all the way when it is promoted', () => {
  const cluster = create('canary')
  until(cluster, 2)
  const { currentStepIndex = 0 } = rolloutStatus(cluster, 'checkout', 'web') ?? {}
  const promoted = { pauseConditions: undefined, controllerPause: false, currentStepIndex: currentStepIndex + 1 }
  patchStatus(cluster, 'checkout', 'web', promoted)
  until(cluster, 10)
  expect(rolloutStatus(cluster, 'checkout', 'web')?.phase).toBe('Healthy')
  expect(cluster.store.rollouts.get('checkout', 'web')?.spec.template.spec.containers[0]?.image).toMatch(/1\.9\.0$/)
})

test('the canary that waits goes when it is aborted, and all is well when it is undone', () => {
  const cluster = create('canary')
  until(cluster, 2)
  patchStatus(cluster, 'checkout', 'web', { abort: true })
  until(cluster, 4)
  expect(rolloutStatus(cluster, 'checkout', 'web')).toMatchObject({ phase: 'Degraded', abort: true })
  const web = findWorkload(cluster, 'checkout/web')
  if (web !== undefined) undo(cluster, web, 'Back')
  until(cluster, 6)
  expect(rolloutStatus(cluster, 'checkout', 'web')?.phase).toBe('Healthy')
})

test('the pair that waits changes places when it is promoted', () => {
  const cluster = create('blue-green')
  until(cluster, 2)
  patchStatus(cluster, 'notifications', 'push', { pauseConditions: undefined })
  until(cluster, 5)
  expect(rolloutStatus(cluster, 'notifications', 'push')?.phase).toBe('Healthy')
})

test.each([
  ['typo', 'cart/api', 4],
  ['leak', 'payments/fraud-check', 6],
])('undoing heals the scene %s', (name, actor, at) => {
  const cluster = create(name)
  until(cluster, at)
  const broken = findWorkload(cluster, actor)
  if (broken === undefined) throw new Error(`${actor} is missing.`)
  const tag = tagOf(broken)
  undo(cluster, broken, 'Back')
  until(cluster, at + 3)
  expect(unwell(cluster)).toEqual([])
  const healed = findWorkload(cluster, actor)
  expect(healed && tagOf(healed)).not.toBe(tag)
})

test('the drain goes on when the pod that it waits for is deleted', () => {
  const cluster = create('drain')
  until(cluster, 3)
  const pod = cluster.store.pods.get('orders', 'orders-db-1')
  const node = pod?.spec.nodeName ?? ''
  expect(cluster.store.nodes.get(undefined, node)?.spec.unschedulable).toBe(true)
  if (pod !== undefined) cluster.store.pods.remove(pod)
  until(cluster, 6)
  expect(cluster.store.pods.get('orders', 'orders-db-1')?.spec.nodeName).not.toBe(node)
  expect(unwell(cluster)).toEqual([])
})

test('the StatefulSet that stands still goes back when it is undone and its broken pod deleted', () => {
  const cluster = create('statefulset')
  const { statefulsets, pods } = cluster.store
  const before = statefulsets.get('search', 'elastic')
  until(cluster, 4)
  const set = statefulsets.get('search', 'elastic')
  if (before === undefined || set === undefined) throw new Error('search/elastic is missing.')
  const metadata = { ...set.metadata, generation: (set.metadata.generation ?? 1) + 1 }
  statefulsets.update({ ...set, metadata, spec: { ...set.spec, template: before.spec.template } })
  const pod = pods.get('search', 'elastic-3')
  expect(pod?.status.containerStatuses?.[0]?.state.waiting?.reason).toBe('CreateContainerConfigError')
  if (pod !== undefined) pods.remove(pod)
  until(cluster, 8)
  expect(unwell(cluster)).toEqual([])
  expect(statefulsets.get('search', 'elastic')?.status.updatedReplicas).toBe(5)
})

test('scaling back heals the scene quota', () => {
  const cluster = create('quota')
  until(cluster, 3)
  const tracking = findWorkload(cluster, 'shipping/tracking')
  if (tracking !== undefined) scale(cluster, tracking, 4)
  until(cluster, 4)
  expect(unwell(cluster)).toEqual([])
})

test('an hour later the shop is still alive', { timeout: 30_000 }, () => {
  const cluster = create('shop', { churn: 5 })
  until(cluster, 60)
  const before = cluster.store.version()
  until(cluster, 65)
  expect(cluster.store.version() - before).toBeGreaterThan(500)
  expect(told(cluster, 'ScalingReplicaSet')).toBe(true)
})

/** A probe fails now and then, and pods that have all just started have not been measured yet. */
const passing = ['Unhealthy', 'FailedGetResourceMetric', 'FailedComputeMetricsReplicas']

test('on a calm day nothing goes wrong', () => {
  const cluster = create('calm', { churn: 5 })
  const bad = new Set<string>()
  cluster.store.events.listen(({ object }) => {
    if (object.type === 'Warning' && !passing.includes(object.reason)) bad.add(`${object.reason}: ${object.message}`)
  })
  until(cluster, 30)
  expect([...bad]).toEqual([])
})

test('an unknown story is told with those that there are', () => {
  expect(() => findStory('nope')).toThrow(/^There is no story "nope": use shop, calm, standing, canary, /)
  expect(new Set(stories.map(({ name }) => name)).size).toBe(stories.length)
})
