import { describe, expect, test } from 'vitest'
import { createCluster } from './testing/cluster'
import { at, condition, now, pod, running, unready, web } from './testing/objects'

type Json = Readonly<Record<string, unknown>>

const progress = (reason: string, status = 'True'): Json => ({
  type: 'Progressing',
  status,
  reason,
  lastUpdateTime: at(20),
  lastTransitionTime: at(20),
})
const have = (replicas: number, updatedReplicas: number, availableReplicas: number) => ({
  replicas,
  updatedReplicas,
  availableReplicas,
  readyReplicas: availableReplicas,
})

test('when the deadline has passed, the pod that still starts says why, though its own patience lasts', () => {
  const readinessProbe = { httpGet: { path: '/', port: 80 } }
  const timedOut = { ...have(4, 1, 3), conditions: [progress('ProgressDeadlineExceeded', 'False')] }
  const starting = pod('web-1', {
    phase: 'Running',
    conditions: [{ ...unready, lastTransitionTime: at(35) }],
    containerStatuses: [running({ state: { running: { startedAt: at(35) } } })],
  })
  const objects = [...web({ ready: 3, container: { readinessProbe }, status: timedOut }), starting]
  expect(
    createCluster(objects)
      .problems(now)
      .map(({ cause }) => cause),
  ).toEqual(['readiness-probe'])
})

/** What `kubectl rollout status --watch=false` says, in the order of its tests (polymorphichelpers/rollout_status.go). */
describe('a Deployment that kubectl rollout status calls', () => {
  test.each<[string, Json, Json, readonly string[]]>([
    ['waiting: spec not observed', {}, { observedGeneration: 3, ...have(3, 3, 3) }, []],
    [
      'an error: deadline exceeded',
      {},
      { ...have(4, 1, 3), conditions: [progress('ProgressDeadlineExceeded', 'False')] },
      ['rollout-stuck'],
    ],
    [
      'an error, and paused since: we say that it waits on purpose',
      { paused: true },
      { ...have(4, 1, 3), conditions: [progress('ProgressDeadlineExceeded', 'False')] },
      [],
    ],
    ['waiting: new replicas', {}, { ...have(3, 1, 3), conditions: [progress('ReplicaSetUpdated')] }, []],
    [
      'waiting: old replicas still terminating',
      {},
      { ...have(4, 3, 3), conditions: [progress('ReplicaSetUpdated')] },
      [],
    ],
    ['waiting: availability', {}, { ...have(3, 3, 2), conditions: [progress('ReplicaSetUpdated')] }, []],
    ['done', {}, { ...have(3, 3, 3), conditions: [progress('NewReplicaSetAvailable')] }, []],
    [
      'waiting, and goes on for longer than its deadline, which begins anew with each step',
      {},
      {
        ...have(3, 3, 1),
        conditions: [
          progress('ReplicaSetUpdated'),
          condition('Available', 'False', { reason: 'MinimumReplicasUnavailable' }),
        ],
      },
      [],
    ],
    [
      'waiting, for ever: replicas lost after the rollout, which it never calls an error',
      {},
      {
        ...have(3, 3, 1),
        conditions: [
          progress('NewReplicaSetAvailable'),
          condition('Available', 'False', { reason: 'MinimumReplicasUnavailable' }),
        ],
      },
      ['replicas-missing'],
    ],
  ])('%s', (_, spec, status, expected) => {
    expect(
      createCluster(web({ ready: 3, spec, status }))
        .problems(now)
        .map(({ cause }) => cause),
    ).toEqual(expected)
  })
})
