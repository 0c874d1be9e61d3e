import { describe, expect, test } from 'vitest'
import { createCluster } from '@/lib/health/testing/cluster'
import { at, event, morning, now } from '@/lib/health/testing/objects'

type Json = Readonly<Record<string, unknown>>

const object = (kind: string, spec: Json, status: Json): Json => ({
  kind,
  metadata: { name: 'db', namespace: 'shop', uid: 'uid-db', generation: 1, creationTimestamp: morning },
  spec,
  status: { observedGeneration: 1, ...status },
})
const refusal = (kind: string, more: Json = {}) =>
  event(
    kind,
    'uid-db',
    'FailedCreate',
    'create Pod db-2 in StatefulSet db failed error: pods "db-2" is forbidden: exceeded quota: tight, requested: pods=1, used: pods=2, limited: pods=2',
    more,
  )
const short: readonly [string, Json][] = [
  ['StatefulSet', object('StatefulSet', { replicas: 3 }, { replicas: 2, readyReplicas: 2 })],
  ['DaemonSet', object('DaemonSet', {}, { desiredNumberScheduled: 3, currentNumberScheduled: 2, numberReady: 2 })],
  ['Job', object('Job', { completions: 3, parallelism: 3 }, { active: 2 })],
]

describe.each(short)('a %s, which has no condition for it', (kind, owner) => {
  test('tells of pods that were refused from its events', () => {
    const problems = createCluster([owner, refusal(kind)]).problems(now)
    expect(problems.map(({ cause, subject }) => [cause, subject.name])).toEqual([['quota', 'tight']])
  })

  test('but not of a refusal after which another try went well', () => {
    const made = event(kind, 'uid-db', 'SuccessfulCreate', 'create Pod db-1 in StatefulSet db successful', {
      type: 'Normal',
      lastTimestamp: at(39.5),
    })
    expect(createCluster([owner, refusal(kind), made]).problems(now)).toEqual([])
  })
})

test('of one that has all its pods an old refusal says nothing', () => {
  const whole = object(
    'StatefulSet',
    { replicas: 3 },
    { replicas: 3, readyReplicas: 3, currentRevision: 'a', updateRevision: 'a' },
  )
  expect(createCluster([whole, refusal('StatefulSet')]).problems(now)).toEqual([])
})
