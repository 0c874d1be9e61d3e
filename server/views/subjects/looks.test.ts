import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createFrame } from '@/server/live/frame'
import { createAdviceView } from '@/server/views/advice'
import { createRelatedView } from '@/server/views/related'
import type { ClusterStores } from '@/server/views/tables'
import { createFilledStores, type Json } from '@/server/views/testing/filled-stores'
import { createSubjects } from './subjects'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const many = 2_000

type Labels = Readonly<Record<string, string>>

/** Counts how often something looks at what an object asks for. */
function countLooks(stores: ClusterStores): () => number {
  let looks = 0
  for (const store of [
    stores.services,
    stores.budgets,
    stores.autoscalers,
    stores.networkPolicies,
    stores.ingresses,
    stores.pods,
  ])
    for (const object of store.objects.values()) {
      const { spec } = object
      Object.defineProperty(object, 'spec', {
        get() {
          looks++
          return spec
        },
      })
    }
  return () => looks
}

const named = (kind: string, at: number, spec: Json): Json => ({
  kind,
  metadata: { namespace: 'shop', name: `app-${at}`, uid: `${kind}-${at}`, generation: 1, labels: {} },
  spec,
})
const workload = (kind: string, at: number, labels: Labels) =>
  named(kind, at, { replicas: 1, template: { metadata: { labels }, spec: { containers: [{ name: 'main' }] } } })

const selecting: Readonly<Record<string, (at: number, selector: Labels) => Json>> = {
  Services: (at, selector) => named('Service', at, { selector }),
  budgets: (at, matchLabels) => named('PodDisruptionBudget', at, { selector: { matchLabels } }),
  policies: (at, matchLabels) => named('NetworkPolicy', at, { podSelector: { matchLabels } }),
  autoscalers: (at) =>
    named('HorizontalPodAutoscaler', at, { scaleTargetRef: { kind: 'Deployment', name: `app-${at}` }, maxReplicas: 3 }),
  pods: (at) => ({
    ...named('Pod', at, { nodeName: 'node-1' }),
    metadata: {
      namespace: 'shop',
      name: `app-${at}`,
      uid: `pod-${at}`,
      ownerReferences: [{ kind: 'Deployment', name: `app-${at}`, uid: `Deployment-${at}`, controller: true }],
    },
  }),
}

const nothing = { read: () => ({}), subscribe: () => () => undefined }

interface Case {
  readonly what: keyof typeof selecting
  readonly by: string
  readonly kind?: string
  readonly selector: (at: number) => Labels
}

const cases: readonly Case[] = [
  ...['Services', 'budgets', 'policies', 'autoscalers', 'pods'].map((what) => ({
    what,
    by: 'a label of their own',
    selector: (at: number) => ({ app: `app-${at}` }),
  })),
  ...['Services', 'budgets', 'policies'].map((what) => ({
    what,
    by: 'a label that all share and one of their own',
    selector: (at: number) => ({ 'a-team': 'shop', app: `app-${at}`, tier: 'web' }),
  })),
  { what: 'Services', by: 'nothing', selector: () => ({}) },
  {
    what: 'Services',
    by: 'the name of one pod',
    kind: 'StatefulSet',
    selector: (at) => ({ 'statefulset.kubernetes.io/pod-name': `app-${at}-0` }),
  },
]

test.each(cases)(
  `of ${many} workloads of one namespace each looks at its own of ${many} $what: by $by`,
  async (one) => {
    const { stores, put } = createFilledStores()
    const { what, kind = 'Deployment', selector } = one
    for (let at = 0; at < many; at++) {
      put(workload(kind, at, selector(at)))
      put(selecting[what]?.(at, selector(at)) ?? {})
    }
    const looks = countLooks(stores)
    const frame = createFrame()
    const subjects = createSubjects(stores)
    const related = createRelatedView(stores, subjects, frame, nothing)
    const advice = createAdviceView(stores, subjects, frame)
    await vi.advanceTimersByTimeAsync(30_000)
    expect([related.isBehind(), advice.isBehind()]).toEqual([false, false])
    expect(looks() / many).toBeLessThanOrEqual(12)
  },
)

test.each(cases.filter(({ by }) => by !== 'nothing'))(
  'of all workloads of a namespace only its own are near one of $what: by $by',
  ({ kind = 'Deployment', selector }) => {
    const { stores, put } = createFilledStores()
    for (let at = 0; at < many; at++) put(workload(kind, at, selector(at)))
    const { near } = createSubjects(stores)
    let looks = 0
    for (let at = 0; at < many; at++) looks += [...near('shop', selector(at))].length
    expect(looks).toBe(many)
  },
)

test(`an Ingress that leads to ${many} workloads of its namespace is read once`, async () => {
  const { stores, put } = createFilledStores()
  for (let at = 0; at < many; at++) {
    put(workload('Deployment', at, { app: `app-${at}` }))
    put(named('Service', at, { selector: { app: `app-${at}` } }))
  }
  const paths = Array.from({ length: many }, (_, at) => ({
    path: `/${at}`,
    backend: { service: { name: `app-${at}` } },
  }))
  put(named('Ingress', 0, { rules: [{ http: { paths } }] }))
  const looks = countLooks(stores)
  const related = createRelatedView(stores, createSubjects(stores), createFrame(), nothing)
  await vi.advanceTimersByTimeAsync(30_000)
  expect(related.rows.size).toBe(2 * many)
  expect(looks() / many).toBeLessThanOrEqual(12)
})

test('what selects nothing is near no workload', () => {
  const { stores, put } = createFilledStores()
  put(workload('Deployment', 0, { app: 'web' }))
  expect([...createSubjects(stores).selectedBy('shop', {})]).toEqual([])
})
