import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { catalogue } from '@/lib/health/testing/catalogue/all'
import { now as judged, pod, waits, web } from '@/lib/health/testing/objects'
import { resourceName } from '@/lib/kube/kind'
import { kinds } from '@/lib/kube/kinds/all'
import { everything, mayList, type Scope, type Sight } from '@/lib/views/sight'
import { sightOf } from '@/lib/views/testing/sight'
import { createFrame } from '@/server/live/frame'
import { createProblemsView } from '@/server/views/problems'
import { createFilledStores, type Json } from '@/server/views/testing/filled-stores'
import { createProblemsBySight, knowledge } from './by-sight'

beforeEach(() => {
  vi.useFakeTimers({ now: judged })
})
afterEach(() => {
  vi.useRealTimers()
})

const readiness = { complete: () => true, knows: () => true, known: () => '', subscribe: () => () => undefined }
/** A turn of the clock, and a few frames, ms. */
const settle = () => vi.advanceTimersByTimeAsync(1_100)

function openCluster() {
  const filled = createFilledStores()
  const frame = createFrame()
  const whole = createProblemsView(filled.stores, frame, readiness)
  const bySight = createProblemsBySight(filled.stores, whole, frame, readiness, () => undefined)
  return {
    ...filled,
    whole,
    bySight,
    close() {
      bySight.close()
      whole.close()
      frame.close()
    },
  }
}

/** A cluster that holds nothing but what a viewer may list. */
function openPart(sight: Sight, objects: readonly Json[]) {
  const filled = createFilledStores()
  const frame = createFrame()
  for (const json of objects) if (isVisible(sight, json)) filled.put(json)
  const problems = createProblemsView(filled.stores, frame, {
    ...readiness,
    knows: knowledge(readiness.knows, sight),
  })
  return {
    ...filled,
    view: problems.view,
    close() {
      problems.close()
      frame.close()
    },
  }
}

const resources: ReadonlyMap<string, string> = new Map(
  Object.values(kinds).map((kind) => [kind.kind, resourceName(kind)]),
)

function isVisible(sight: Sight, { kind, metadata }: Json): boolean {
  const { namespace = '' } = metadata as { readonly namespace?: string }
  return mayList(sight, resources.get(String(kind)) ?? '', namespace)
}

const told = (view: { readonly rows: ReadonlyMap<string, { readonly key: string }> }) =>
  [...view.rows.values()].sort((a, b) => (a.key < b.key ? -1 : 1))

const cases = Object.values(catalogue).flat()
const corpus: readonly Json[] = [
  ...cases.flatMap(({ objects }) => objects),
  ...web({ ready: 1 }),
  ...['web-1', 'web-2', 'web-3'].map((name) => pod(name, waits('ErrImagePull', 'manifest unknown'))),
]
const namespaces = [
  ...new Set(corpus.flatMap(({ metadata }) => (metadata as { readonly namespace?: string }).namespace ?? [])),
]
const scope: fc.Arbitrary<Scope> = fc.oneof(
  { weight: 3, arbitrary: fc.constant('all' as const) },
  { weight: 2, arbitrary: fc.subarray(namespaces).map((names) => new Set(names)) },
)
const sight = fc
  .record(Object.fromEntries([...resources.values()].map((resource) => [resource, scope] as const)))
  .map(sightOf)
const change = fc.oneof(
  { weight: 4, arbitrary: fc.record({ case: fc.nat(cases.length - 1) }) },
  { weight: 3, arbitrary: fc.record({ put: fc.nat(corpus.length - 1) }) },
  { weight: 2, arbitrary: fc.record({ remove: fc.nat(5) }) },
)
const changes = fc.array(change, { minLength: 1, maxLength: 10 })

test('a viewer is told the problems of a cluster that holds nothing but what they may list', async () => {
  await fc.assert(
    fc.asyncProperty(sight, changes, changes, async (viewer, earlier, later) => {
      const cluster = openCluster()
      for (const one of earlier) apply([{ put: cluster.put, replace: cluster.replace }], one)
      await settle()
      const { view } = cluster.bySight.open(viewer)
      const part = openPart(viewer, cluster.objects())
      try {
        await settle()
        expect(told(view)).toEqual(told(part.view))
        const visible = { put: (json: Json) => isVisible(viewer, json) && part.put(json), replace: part.replace }
        for (const one of later) {
          apply([cluster, visible], one)
          await settle()
          expect(told(view)).toEqual(told(part.view))
        }
      } finally {
        part.close()
        cluster.close()
      }
    }),
    { numRuns: 100, seed: Number(process.env.SEED ?? 20261124) },
  )
}, 60_000)

type Change = { case: number } | { put: number } | { remove: number }

interface Written {
  put(json: Json): unknown
  replace(isKept: (json: Json) => boolean): void
}

function apply(clusters: readonly Written[], one: Change) {
  for (const { put, replace } of clusters) {
    if ('put' in one) put(corpus[one.put] ?? {})
    else if ('case' in one) for (const object of cases[one.case]?.objects ?? []) put(object)
    else replace((json) => JSON.stringify(json).length % 6 !== one.remove)
  }
}

const broken = [...web({ ready: 0 }), pod('web-1', waits('ErrImagePull', 'manifest unknown'))]

test('who sees everything shares the problems of the whole, at no cost', () => {
  const cluster = openCluster()
  expect(cluster.bySight.open(everything).view).toBe(cluster.whole.view)
  cluster.close()
})

test('viewers who may list the same share them, until the last has left for a while', async () => {
  const cluster = openCluster()
  for (const object of broken) cluster.put(object)
  const viewer = sightOf({ pods: new Set(['shop']) })
  const one = cluster.bySight.open(viewer)
  const other = cluster.bySight.open(sightOf({ pods: new Set(['shop']) }))
  expect(other.view).toBe(one.view)
  await settle()
  expect(told(one.view)).toHaveLength(1)
  one.close()
  other.close()
  await vi.advanceTimersByTimeAsync(60_000)
  const anew = cluster.bySight.open(viewer)
  expect(anew.view).not.toBe(one.view)
  cluster.put(pod('web-2', waits('ErrImagePull', 'manifest unknown'), { metadata: { uid: 'web-2' } }))
  await settle()
  expect(told(anew.view)).not.toEqual(told(one.view))
  cluster.close()
})
