import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Problem } from '@/lib/health/problem'
import { catalogue } from '@/lib/health/testing/catalogue/all'
import { createCluster } from '@/lib/health/testing/cluster'
import {
  condition,
  now as judged,
  looping,
  node,
  pod,
  running,
  unready,
  waits,
  web,
} from '@/lib/health/testing/objects'
import { createFrame } from '@/server/live/frame'
import { createProblemsView } from './problems'
import { createFilledStores, type Json } from './testing/filled-stores'

beforeEach(() => {
  vi.useFakeTimers({ now: judged })
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const known = { complete: () => true, knows: () => true, known: () => '', subscribe: () => () => undefined }

function openView(readiness: Parameters<typeof createProblemsView>[2] = known) {
  const filled = createFilledStores()
  const frame = createFrame()
  const { view, isWhole, close } = createProblemsView(filled.stores, frame, readiness)
  return {
    ...filled,
    view,
    frame,
    isWhole,
    close() {
      close()
      frame.close()
    },
  }
}

interface Told {
  readonly key: string
  readonly cause: string
  readonly severity: string
  readonly count: number
  readonly sentence: string
  readonly since: number
}

const told = ({ key, cause, severity, count, sentence, since }: Told): Told => ({
  key,
  cause,
  severity,
  count,
  sentence,
  since,
})
const byKey = (a: Told, b: Told) => (a.key < b.key ? -1 : 1)
const shown = ({ view }: ReturnType<typeof openView>) => [...view.rows.values()].map(told).sort(byKey)

/** What a second look after this time must have seen, ms: a turn of the clock, and a few frames. */
const settled = 1_100

const named = (kind: string, name: string, more: Json): Json => ({
  kind,
  metadata: { name, namespace: 'shop', uid: `${kind}-${name}`, creationTimestamp: '2026-11-24T10:00:00Z' },
  ...more,
})
const slice = (ready: boolean): Json => ({
  kind: 'EndpointSlice',
  metadata: {
    name: 'web-1',
    namespace: 'shop',
    uid: 'slice-web',
    labels: { 'kubernetes.io/service-name': 'web' },
  },
  endpoints: [{ addresses: ['10.0.0.1'], conditions: { ready } }],
})
const well = (name: string) =>
  pod(name, {
    phase: 'Running',
    conditions: [condition('Ready', 'True')],
    containerStatuses: [running({ ready: true })],
  })

/** Objects that turn up beside those of the catalogue: what changes harm, and what ends problems. */
const around: readonly Json[] = [
  ...web({ ready: 3 }),
  ...web({ ready: 0, desired: 0 }),
  ...web({ ready: 1 }),
  named('Service', 'web', { spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'http' }] } }),
  slice(true),
  slice(false),
  named('PodDisruptionBudget', 'web', {
    spec: { minAvailable: 1, selector: { matchLabels: { app: 'web' } } },
    status: { disruptionsAllowed: 0, expectedPods: 3, currentHealthy: 1, desiredHealthy: 1, observedGeneration: 0 },
  }),
  node('node-1'),
  node('node-2', { conditions: [condition('Ready', 'Unknown', { reason: 'NodeStatusUnknown' })] }),
  node('node-1', { conditions: [condition('Ready', 'False', { reason: 'KubeletNotReady', message: 'no network' })] }),
  ...['web-1', 'web-2', 'web-3'].flatMap((name) => [
    well(name),
    pod(name, waits('ErrImagePull', 'manifest unknown')),
    pod(name, waits('ImagePullBackOff', 'Back-off pulling image')),
    pod(name, looping({ exitCode: 1, reason: 'Error' })),
    pod(name, { phase: 'Running', conditions: [unready], containerStatuses: [running()] }),
  ]),
]
const cases = Object.values(catalogue).flat()
const corpus: readonly Json[] = [...cases.flatMap(({ objects }) => objects), ...around]

const change = fc.oneof(
  { weight: 5, arbitrary: fc.record({ put: fc.integer({ min: 0, max: corpus.length - 1 }) }) },
  { weight: 2, arbitrary: fc.record({ case: fc.integer({ min: 0, max: cases.length - 1 }) }) },
  { weight: 3, arbitrary: fc.record({ remove: fc.nat(60) }) },
  { weight: 1, arbitrary: fc.record({ replace: fc.nat(5) }) },
)
const batch = fc.record({
  changes: fc.array(change, { minLength: 1, maxLength: 8 }),
  minutes: fc.constantFrom(0, 0, 0, 0.5, 3, 12, 70),
})

type Change = { put: number } | { case: number } | { remove: number } | { replace: number }

function apply(open: ReturnType<typeof openView>, one: Change): void {
  if ('put' in one) open.put(corpus[one.put] ?? {})
  else if ('case' in one) for (const object of cases[one.case]?.objects ?? []) open.put(object)
  else if ('remove' in one) open.remove(one.remove)
  else open.replace((json) => (JSON.stringify(json).length + one.replace) % 6 !== 0)
}

test('whatever comes, changes and goes, what is told is what the same objects tell from cold', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(batch, { minLength: 1, maxLength: 8 }), async (batches) => {
      vi.setSystemTime(judged)
      const open = openView()
      let before: ReadonlyMap<string, Problem> = new Map()
      try {
        for (const { changes, minutes } of batches) {
          for (const one of changes) apply(open, one)
          for (const later of [0, minutes * 60_000]) {
            vi.setSystemTime(Date.now() + later)
            await vi.advanceTimersByTimeAsync(settled)
            const truth = createCluster(open.objects()).problems(Date.now(), before)
            before = new Map(truth.map((problem) => [problem.key, problem]))
            expect(shown(open)).toEqual(truth.map(told).sort(byKey))
          }
        }
      } finally {
        open.close()
      }
    }),
    { numRuns: 200, seed: Number(process.env.SEED ?? 20261124) },
  )
}, 60_000)

const broken = [...web({ ready: 0 }), pod('web-1', waits('ErrImagePull', 'manifest unknown'))]
const causes = (open: ReturnType<typeof openView>) => shown(open).map(({ cause }) => cause)
const settle = () => vi.advanceTimersByTimeAsync(settled)

/** Types that a test makes readable, or takes away. */
function createReadiness(complete: boolean, unknown: readonly string[] = []) {
  const listeners = new Set<() => void>()
  const state = { complete, unknown }
  return {
    complete: () => state.complete,
    knows: (resource: string) => !state.unknown.includes(resource),
    known: () => state.unknown.join(),
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    become(next: Partial<typeof state>) {
      Object.assign(state, next)
      for (const listener of listeners) listener()
    },
  }
}

test('nothing is told before every type was read', async () => {
  const readiness = createReadiness(false)
  const open = openView(readiness)
  for (const object of broken) open.put(object)
  await settle()
  expect(causes(open)).toEqual([])
  expect(open.isWhole()).toBe(false)
  readiness.become({ complete: true })
  await settle()
  expect(causes(open)).toEqual(['image-not-found'])
  expect(open.isWhole()).toBe(true)
  open.close()
})

test('a Service is no fault for pods that may not be seen, and becomes one when they may', async () => {
  const readiness = createReadiness(true, ['pods'])
  const open = openView(readiness)
  open.put(named('Service', 'web', { spec: { selector: { app: 'web' } } }))
  await settle()
  expect(causes(open)).toEqual([])
  readiness.become({ unknown: [] })
  await settle()
  expect(causes(open)).toEqual(['service-selects-nothing'])
  readiness.become({ unknown: ['deployments'] })
  await settle()
  expect(causes(open)).toEqual([])
  open.close()
})

test('what is gone from a fresh list, or with its whole type, is told no more', async () => {
  const open = openView()
  for (const object of broken) open.put(object)
  await settle()
  open.replace(({ kind }) => kind !== 'Pod')
  await settle()
  expect(causes(open)).not.toContain('image-not-found')
  for (const object of broken) open.put(object)
  await settle()
  expect(causes(open)).toEqual(['image-not-found'])
  open.clear('Pod')
  await settle()
  expect(causes(open)).not.toContain('image-not-found')
  open.close()
})

test('a view that is closed leaves no timer behind', async () => {
  const open = openView()
  for (const object of broken) open.put(object)
  open.close()
  expect(vi.getTimerCount()).toBe(0)
})

test('of many broken pods at once only as many are looked at in one frame as take a few milliseconds', async () => {
  let clock = 0
  vi.spyOn(performance, 'now').mockImplementation(() => ++clock)
  const open = openView()
  for (let number = 0; number < 200; number++)
    open.put(
      pod(`job-${number}`, waits('ErrImagePull', 'manifest unknown'), {
        metadata: { uid: `pod-${number}`, ownerReferences: [] },
      }),
    )
  await vi.advanceTimersByTimeAsync(60_000)
  expect(causes(open)).toHaveLength(200)
  // Two hundred objects and as many subjects, at a millisecond each.
  expect(open.frame.number).toBeGreaterThan(400 / 10)
  open.close()
})
