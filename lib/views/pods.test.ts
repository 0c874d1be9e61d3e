import { describe, expect, test } from 'vitest'
import { keep } from '@/lib/kube/json'
import { pod } from '@/lib/kube/kinds/pod'
import { type PodRow, podsShape, projectPod } from './pods'
import { summarisePods } from './pods-summary'

const object = keep(pod.fields, {
  metadata: { uid: 'u1', namespace: 'shop', name: 'web-1', creationTimestamp: '2026-11-24T10:00:00Z' },
  spec: { nodeName: 'n1', containers: [{ name: 'main' }] },
  status: { phase: 'Pending', podIP: '10.0.0.1' },
})

test('a line has exactly the columns of its shape', () => {
  const row = projectPod(object, { kind: 'Deployment', name: 'web' })
  expect(Object.keys(row).sort()).toEqual(['key', ...podsShape.columns].sort())
  expect(row).toMatchObject({ key: 'u1', ownerKind: 'Deployment', ownerName: 'web', node: 'n1', ip: '10.0.0.1' })
})

test('what a pod does not have is null', () => {
  const row = projectPod(keep(pod.fields, { metadata: {}, spec: {}, status: {} }), null)
  expect(row).toMatchObject({ ownerKind: null, ownerName: null, node: null, ip: null, reason: null })
})

const line = (change: Partial<PodRow>): PodRow => ({ ...projectPod(object, null), health: 'healthy', ...change })

describe('the summary of a workload', () => {
  test('without pods is empty', () => {
    expect(summarisePods([])).toEqual({ restarts: 0, lastRestartAt: null, worst: null })
  })

  test('adds up restarts and knows the last', () => {
    const rows = [line({ restarts: 2, lastRestartAt: 50 }), line({ restarts: 1, lastRestartAt: 90 }), line({})]
    expect(summarisePods(rows)).toEqual({ restarts: 3, lastRestartAt: 90, worst: null })
  })

  test.each<[string, Partial<PodRow>[], { health: string; reason: string | null }]>([
    [
      'tells the worst health',
      [{ health: 'progressing' }, { health: 'failed', reason: 'a' }, { health: 'degraded', reason: 'b' }],
      { health: 'failed', reason: 'a' },
    ],
    [
      'tells the reason that most give',
      [
        { health: 'failed', reason: 'a' },
        { health: 'failed', reason: 'b' },
        { health: 'failed', reason: 'b' },
      ],
      { health: 'failed', reason: 'b' },
    ],
    [
      'tells the first of equally frequent reasons',
      [
        { health: 'failed', reason: 'b' },
        { health: 'failed', reason: 'a' },
      ],
      { health: 'failed', reason: 'a' },
    ],
    [
      'prefers a reason to none',
      [{ health: 'progressing' }, { health: 'progressing' }, { health: 'progressing', reason: 'x' }],
      { health: 'progressing', reason: 'x' },
    ],
    [
      'forgets the reasons of the less bad',
      [{ health: 'degraded', reason: 'b' }, { health: 'degraded', reason: 'b' }, { health: 'failed' }],
      { health: 'failed', reason: null },
    ],
  ])('%s, in whatever order', (_, changes, worst) => {
    const rows = changes.map(line)
    expect(summarisePods(rows).worst).toEqual(worst)
    expect(summarisePods(rows.toReversed()).worst).toEqual(worst)
  })
})
