import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { kinds } from '@/lib/kube/kinds/all'
import { anyObject } from '@/lib/kube/testing/arbitrary'
import { jsonOf } from '@/lib/kube/testing/json-of'
import { adviseOn } from './advice'
import { createCluster } from './testing/cluster'
import { looping, now, pod, web } from './testing/objects'

const judged = [
  'pods',
  'deployments',
  'replicasets',
  'statefulsets',
  'daemonsets',
  'jobs',
  'cronjobs',
  'nodes',
  'namespaces',
  'services',
  'ingresses',
  'horizontalpodautoscalers',
  'poddisruptionbudgets',
  'persistentvolumeclaims',
] as const

describe.each(judged)('any object of %s', (resource) => {
  const { kind, fields } = kinds[resource]
  test('gives problems with a sentence and an age, or none, and never throws', () => {
    fc.assert(
      fc.property(fc.array(anyObject(fields), { maxLength: 3 }), (objects) => {
        const cluster = createCluster(objects.map((object) => ({ kind, ...jsonOf(fields, object) })))
        for (const problem of cluster.problems(now)) {
          expect(problem.sentence).toMatch(/\.$/)
          expect(problem.since).toBeGreaterThan(0)
          expect(problem.since).toBeLessThanOrEqual(now)
          expect(Number.isSafeInteger(Math.floor(problem.rank))).toBe(true)
        }
        for (const object of cluster.deployments) adviseOn({ kind: 'Deployment', object }, cluster.around)
      }),
      { numRuns: 60 },
    )
  })
})

test('an object with nothing in it is no problem', () => {
  const empty = judged.map((resource) => ({ kind: kinds[resource].kind }))
  expect(createCluster(empty).problems(now)).toEqual([])
})

test('of 300 broken containers a few are told, and their pod counts once', () => {
  const broken = looping({ exitCode: 1 })
  const [one] = broken.containerStatuses as readonly object[]
  const many = Array.from({ length: 300 }, (_, index) => ({ ...one, name: `c${index}` }))
  const problems = createCluster([...web({ ready: 2 }), pod('web-1', { ...broken, containerStatuses: many })]).problems(
    now,
  )
  expect(problems).toHaveLength(5)
  expect(problems.map(({ count }) => count)).toEqual([1, 1, 1, 1, 1])
})

test('reasons that nobody knows are neutral, unless they call themselves an error', () => {
  const status = (reason: string) => ({
    phase: 'Running',
    conditions: [{ type: 'Ready', status: 'True' }],
    containerStatuses: [{ name: 'main', ready: true, state: { waiting: { reason } } }],
  })
  const causesOf = (reason: string) =>
    createCluster([...web({ ready: 2 }), pod('web-1', status(reason))])
      .problems(now)
      .map(({ cause }) => cause)
  expect(causesOf('FutureStep')).toEqual([])
  expect(causesOf('FutureError')).toEqual(['container-waits'])
})
