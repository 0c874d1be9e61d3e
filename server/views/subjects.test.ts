import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { node, pod, replicaSet, running, web } from '@/lib/health/testing/objects'
import type { FreshnessByType } from '@/lib/live/freshness'
import { healthOfRelated } from '@/lib/views/related'
import type { Row } from '@/lib/views/view'
import { createFrame } from '@/server/live/frame'
import type { View } from '@/server/live/view'
import { createAdviceView } from './advice'
import { createRelatedView } from './related'
import { createSubjects } from './subjects/subjects'
import type { ClusterStores } from './tables'
import { createFilledStores, type Json } from './testing/filled-stores'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function open(knowledge = createKnowledge()) {
  const filled = createFilledStores()
  return { ...filled, ...openViews(filled.stores, knowledge) }
}

function openViews(stores: ClusterStores, knowledge = createKnowledge()) {
  const frame = createFrame()
  const subjects = createSubjects(stores)
  const related = createRelatedView(stores, subjects, frame, knowledge)
  const advice = createAdviceView(stores, subjects, frame)
  return { related, advice, frame }
}

/** Claims as they are known: in all namespaces, or in some. */
function createKnowledge(namespaces?: readonly string[]) {
  const listeners = new Set<() => void>()
  const covering = (names: readonly string[]) => ({ coverage: { namespaces: names, refused: [], omitted: 0 } })
  const told = (names?: readonly string[]): FreshnessByType => ({
    persistentvolumeclaims: { state: 'live', since: 0, ...(names !== undefined && covering(names)) },
  })
  let state = told(namespaces)
  return {
    read: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    become(names: readonly string[]) {
      state = told(names)
      for (const listener of listeners) listener()
    },
  }
}

const settle = () => vi.advanceTimersByTimeAsync(1_000)
const rowsOf = <R extends Row>({ rows }: View<R>) => [...rows.values()].sort((a, b) => (a.key < b.key ? -1 : 1))

const named = (kind: string, name: string, more: Json = {}, labels: Json = {}): Json => ({
  kind,
  metadata: { name, namespace: 'shop', uid: `${kind}-${name}`, generation: 1, labels },
  ...more,
})
const service = (name: string, selector: Json) => named('Service', name, { spec: { selector, ports: [{ port: 80 }] } })
const slice = (name: string, ...ready: readonly boolean[]) =>
  named(
    'EndpointSlice',
    `${name}-1`,
    { endpoints: ready.map((it, at) => ({ conditions: { ready: it }, targetRef: { uid: `pod-${at}` } })), ports: [] },
    { 'kubernetes.io/service-name': name },
  )
const ingress = (to: string) =>
  named('Ingress', 'shop', {
    spec: { rules: [{ host: 'a.example.com', http: { paths: [{ path: '/', backend: { service: { name: to } } }] } }] },
  })
const budget = (minAvailable: number, selector: Json = { matchLabels: { app: 'web' } }) =>
  named('PodDisruptionBudget', 'web', {
    spec: { minAvailable, selector },
    status: { observedGeneration: 1, disruptionsAllowed: 1, currentHealthy: 3, desiredHealthy: 2, expectedPods: 3 },
  })
const autoscaler = (name: string) =>
  named('HorizontalPodAutoscaler', 'web', {
    spec: { scaleTargetRef: { kind: 'Deployment', name }, minReplicas: 1, maxReplicas: 4 },
    status: { currentReplicas: 3, desiredReplicas: 3, conditions: [{ type: 'AbleToScale', status: 'True' }] },
  })
const policy = (podSelector: Json) => named('NetworkPolicy', 'web', { spec: { podSelector, policyTypes: ['Ingress'] } })
const claim = (name: string, phase: string) => named('PersistentVolumeClaim', name, { spec: {}, status: { phase } })
const mounting = (claimName: string) => [{ name: 'data', persistentVolumeClaim: { claimName } }]
const db = named('StatefulSet', 'db', {
  spec: { replicas: 2, template: { metadata: { labels: { app: 'db' } }, spec: { containers: [{ name: 'main' }] } } },
})
const ofDb = (name: string) =>
  pod(
    name,
    { phase: 'Running', containerStatuses: [running({ ready: true })] },
    {
      metadata: {
        labels: { app: 'db' },
        ownerReferences: [{ kind: 'StatefulSet', name: 'db', uid: 'StatefulSet-db', controller: true }],
      },
      spec: { volumes: mounting(`data-${name}`) },
    },
  )
const onNode = (name: string, nodeName: string) =>
  pod(name, { phase: 'Running', containerStatuses: [running({ ready: true })] }, { spec: { nodeName } })
const zoned = (name: string, zone: string): Json => ({
  ...node(name),
  metadata: { name, uid: `node-${name}`, labels: { 'topology.kubernetes.io/zone': zone } },
})

const corpus: readonly Json[] = [
  ...web({ ready: 3 }),
  ...web({ ready: 1, desired: 1, template: { volumes: mounting('shared') } }),
  db,
  ofDb('db-0'),
  ofDb('db-1'),
  pod('alone', { phase: 'Running' }, { metadata: { ownerReferences: [], labels: { app: 'web' } } }),
  pod('web-1', { phase: 'Running' }),
  onNode('web-1', 'node-1'),
  onNode('web-2', 'node-1'),
  onNode('web-2', 'node-2'),
  zoned('node-1', 'a'),
  zoned('node-2', 'a'),
  zoned('node-2', 'b'),
  service('web', { app: 'web' }),
  service('web', { app: 'db' }),
  service('db-0', { 'statefulset.kubernetes.io/pod-name': 'db-0' }),
  service('db-1', { app: 'db', 'statefulset.kubernetes.io/pod-name': 'db-1' }),
  service('front', { app: 'web' }),
  service('elsewhere', {}),
  slice('web', true, true),
  slice('web', false, true),
  slice('db-0', true),
  ingress('web'),
  ingress('db-0'),
  budget(2),
  budget(1, {}),
  { ...budget(1), metadata: { name: 'also', namespace: 'shop', uid: 'budget-also', generation: 1 } },
  autoscaler('web'),
  autoscaler('other'),
  policy({}),
  policy({ matchLabels: { app: 'db' } }),
  claim('shared', 'Bound'),
  claim('data-db-0', 'Pending'),
  claim('data-db-1', 'Bound'),
]

const change = fc.oneof(
  { weight: 6, arbitrary: fc.record({ put: fc.integer({ min: 0, max: corpus.length - 1 }) }) },
  { weight: 3, arbitrary: fc.record({ remove: fc.nat(40) }) },
  { weight: 1, arbitrary: fc.record({ replace: fc.nat(5) }) },
)

function apply(filled: Pick<ReturnType<typeof createFilledStores>, 'put' | 'remove' | 'replace'>, one: Change) {
  if ('put' in one) filled.put(corpus[one.put] ?? {})
  else if ('remove' in one) filled.remove(one.remove)
  else filled.replace((json) => (JSON.stringify(json).length + one.replace) % 6 !== 0)
}

type Change = { readonly put: number } | { readonly remove: number } | { readonly replace: number }

test('whatever comes, changes and goes, what is related and advised is what the same objects give from cold', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(change, { minLength: 1, maxLength: 8 }), { maxLength: 8 }), async (batches) => {
      const kept = open()
      for (const batch of batches) {
        for (const one of batch) apply(kept, one)
        await settle()
        const cold = open()
        for (const object of kept.objects()) cold.put(object)
        await settle()
        expect(rowsOf(kept.related)).toEqual(rowsOf(cold.related))
        expect(rowsOf(kept.advice)).toEqual(rowsOf(cold.advice))
      }
    }),
    { numRuns: 150, seed: Number(process.env.SEED ?? 20261124) },
  )
}, 60_000)

test('views that are made late, while the stores go on changing, have the rows of those made early', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 5, maxLength: 40 }), fc.nat(), async (changes, at) => {
      const early = open()
      for (const object of corpus) early.put(object)
      let late: ReturnType<typeof openViews> | undefined
      for (const [index, one] of changes.entries()) {
        if (index === at % changes.length) late = openViews(early.stores)
        apply(early, one)
        if (index % 3 === 0) await vi.advanceTimersByTimeAsync(20)
        if (index % 7 !== 0 || late === undefined) continue
        await settle()
        expect(rowsOf(late.related)).toEqual(rowsOf(early.related))
        expect(rowsOf(late.advice)).toEqual(rowsOf(early.advice))
      }
      await settle()
      expect(late && rowsOf(late.related)).toEqual(rowsOf(early.related))
      expect(late && rowsOf(late.advice)).toEqual(rowsOf(early.advice))
    }),
    { numRuns: 150, seed: Number(process.env.SEED ?? 20261124) },
  )
}, 60_000)

test('everything that has to do with a workload is under its name', async () => {
  const { put, related } = open()
  const all = [service('web', { app: 'web' }), slice('web', true, false), ingress('web'), autoscaler('web'), budget(2)]
  for (const object of [...web({ ready: 3 }), ...all, policy({}), db, ofDb('db-0'), claim('data-db-0', 'Bound')])
    put(object)
  await settle()
  const told = rowsOf(related).map((row) => [row.subject, row.relation, row.name, healthOfRelated(row)].join(' '))
  expect(told.sort()).toEqual([
    'Deployment/web lists web-1 degraded',
    'Deployment/web protects web healthy',
    'Deployment/web restricts web ',
    'Deployment/web routes shop ',
    'Deployment/web scales web healthy',
    'Deployment/web selects web degraded',
    'StatefulSet/db restricts web ',
    'StatefulSet/db stores data-db-0 healthy',
  ])
})

test('what an owner of an unknown kind made stands for itself', async () => {
  const { put, related } = open()
  const owner = { kind: 'Rollout', name: 'web', uid: 'rollout-web', controller: true }
  const { metadata, ...rest } = replicaSet(3)
  put({
    ...rest,
    metadata: { ...(metadata as Json), ownerReferences: [owner] },
    spec: { template: { metadata: { labels: { app: 'web' } } } },
  })
  put(service('web', { app: 'web' }))
  await settle()
  expect(rowsOf(related).map(({ subject }) => subject)).toEqual(['ReplicaSet/web-c98bfc8d4'])
})

test.each<[string, readonly Json[], Json, string]>([
  ['a claim that comes', [db, ofDb('db-0')], claim('data-db-0', 'Pending'), 'data-db-0 Pending'],
  [
    'a claim that is bound',
    [db, ofDb('db-0'), claim('data-db-0', 'Pending')],
    claim('data-db-0', 'Bound'),
    'data-db-0 Bound',
  ],
  ['a pod with a claim of its own', [db, claim('data-db-1', 'Bound')], ofDb('db-1'), 'data-db-1 Bound'],
  [
    'a policy that selects others now',
    [db, policy({ matchLabels: { app: 'web' } })],
    policy({ matchLabels: { app: 'db' } }),
    'web ',
  ],
])('%s after its workload is told', async (_, before, late, expected) => {
  const { put, related } = open()
  for (const object of before) put(object)
  await settle()
  put(late)
  await settle()
  expect(rowsOf(related).map(({ name, state }) => `${name} ${state}`)).toEqual([expected])
})

test('advice follows the zones of nodes', async () => {
  const { put, advice } = open()
  const spread = [onNode('web-1', 'node-1'), onNode('web-2', 'node-2')]
  for (const object of [...web({ ready: 2 }), ...spread, zoned('node-1', 'a'), zoned('node-2', 'b')]) put(object)
  await settle()
  const codes = () => rowsOf(advice).map(({ code }) => code)
  expect(codes()).not.toContain('one-zone')
  put(zoned('node-2', 'a'))
  await settle()
  expect(codes()).toContain('one-zone')
})

test('a claim is missing only where all claims are known', async () => {
  const knowledge = createKnowledge(['pay'])
  const { put, related } = open(knowledge)
  for (const object of [db, ofDb('db-0')]) put(object)
  await settle()
  expect(rowsOf(related).map(({ state }) => state)).toEqual([''])
  knowledge.become(['pay', 'shop'])
  await settle()
  expect(rowsOf(related).map(({ state }) => state)).toEqual(['Missing'])
})

test('a pod that changes on its node touches no row', async () => {
  const { put, related, advice } = open()
  for (const object of [...web({ ready: 3 }), service('web', { app: 'web' }), onNode('web-1', 'node-1')]) put(object)
  await settle()
  const changed = vi.fn()
  related.subscribe(changed)
  advice.subscribe(changed)
  const frames = vi.getTimerCount()
  put(onNode('web-1', 'node-1'))
  expect(vi.getTimerCount()).toBe(frames)
  await settle()
  expect(changed).not.toHaveBeenCalled()
})
