import { describe, expect, test } from 'vitest'
import { keep } from '@/lib/kube/json'
import { replicaSet } from '@/lib/kube/kinds/replicaset'
import { statefulSet } from '@/lib/kube/kinds/statefulset'
import type { PodsSummary } from '@/lib/views/pods-summary'
import type { WorkloadRow } from '@/lib/views/workloads'
import { projectReplicaSet } from './replicaset'
import { projectStatefulSet } from './statefulset'

type Json = Readonly<Record<string, unknown>>

const pods = (health: NonNullable<PodsSummary['worst']>['health'], reason: string | null = null): PodsSummary => ({
  restarts: 0,
  lastRestartAt: null,
  worst: { health, reason },
})
const fine: PodsSummary = { restarts: 0, lastRestartAt: null, worst: null }
const crashing = pods('failed', 'CrashLoopBackOff in main, exit 1')
const starting = pods('progressing')
const told = ({ health, status, reason }: WorkloadRow) => `${health}, ${status}${reason === null ? '' : `: ${reason}`}`

type Case = readonly [guarantee: string, spec: Json, status: Json, pods: PodsSummary | undefined, expected: string]

const object = (spec: Json, { deleted, ...status }: Json) => ({
  metadata: { generation: 4, ...(deleted === true && { deletionTimestamp: '2026-11-24T10:00:00Z' }) },
  spec,
  status: { observedGeneration: 4, ...status },
})

const quota = { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: 'exceeded quota: small' }

const have = (
  replicas: number,
  updatedReplicas = replicas,
  readyReplicas = updatedReplicas,
  availableReplicas = readyReplicas,
) => ({
  replicas,
  updatedReplicas,
  readyReplicas,
  availableReplicas,
})

const onDelete = { updateStrategy: { type: 'OnDelete' } }
const partition = (number: number) => ({
  updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: number } },
})
const revisions = { currentRevision: 'a', updateRevision: 'b' }
const still = { currentRevision: 'b', updateRevision: 'b' }

describe('a StatefulSet', () => {
  test.each<Case>([
    [
      'with all replicas ready at one revision is available',
      { replicas: 3, ...partition(0) },
      { ...have(3), ...still },
      fine,
      'healthy, Available',
    ],
    [
      'that nobody has looked at yet is rolling out',
      { replicas: 3 },
      { ...have(0), observedGeneration: 0 },
      fine,
      'progressing, Rolling out: The latest change has not been taken up yet',
    ],
    [
      'that replaces one after the other is rolling out',
      { replicas: 3, ...partition(0) },
      { ...have(3, 1, 3), ...revisions },
      fine,
      'progressing, Rolling out: 1 of 3 replicas updated',
    ],
    [
      'in a rollout may be one replica short',
      { replicas: 3, ...partition(0) },
      { ...have(3, 1, 2), ...revisions },
      starting,
      'progressing, Rolling out: 1 of 3 replicas not ready',
    ],
    [
      'in a rollout that a broken pod holds up is degraded: it has no deadline',
      { replicas: 3, ...partition(0) },
      { ...have(3, 1, 2), ...revisions },
      crashing,
      'degraded, Rolling out: 1 of 3 replicas not ready: CrashLoopBackOff in main, exit 1',
    ],
    [
      'whose first pod never comes up has failed',
      { replicas: 3 },
      { ...have(1, 1, 0), ...still },
      crashing,
      'failed, Scaling up: 3 of 3 replicas not ready: CrashLoopBackOff in main, exit 1',
    ],
    [
      'that grows is progressing',
      { replicas: 3 },
      { ...have(2, 2, 1), ...still },
      starting,
      'progressing, Scaling up: 2 of 3 replicas not ready',
    ],
    [
      'that lost a replica is degraded',
      { replicas: 3 },
      { ...have(3, 3, 2), ...still },
      crashing,
      'degraded, Partly ready: 1 of 3 replicas not ready: CrashLoopBackOff in main, exit 1',
    ],
    [
      'whose partition is done is healthy',
      { replicas: 3, ...partition(2) },
      { ...have(3, 1, 3), ...revisions },
      fine,
      'healthy, Partitioned: Partition 2 keeps 2 of 3 replicas at the old revision',
    ],
    [
      'whose partition is under way is rolling out',
      { replicas: 3, ...partition(1) },
      { ...have(3, 1, 3), ...revisions },
      fine,
      'progressing, Rolling out: 1 of 2 replicas updated',
    ],
    [
      'with a partition beyond its replicas is healthy',
      { replicas: 3, ...partition(9) },
      { ...have(3, 0, 3), ...revisions },
      fine,
      'healthy, Partitioned: Partition 9 keeps 3 of 3 replicas at the old revision',
    ],
    [
      'that updates on deletion waits for a person',
      { replicas: 3, ...onDelete },
      { ...have(3, 1, 3), ...revisions },
      fine,
      'healthy, Update pending: 1 of 3 replicas updated; the others change when someone deletes them (OnDelete)',
    ],
    [
      'that updates on deletion can still be short',
      { replicas: 3, ...onDelete },
      { ...have(3, 1, 2), ...revisions },
      crashing,
      'degraded, Partly ready: 1 of 3 replicas not ready: CrashLoopBackOff in main, exit 1',
    ],
    [
      'waits for minReadySeconds',
      { replicas: 2, minReadySeconds: 30 },
      { ...have(2, 2, 2, 1), ...still },
      fine,
      'progressing, Rolling out: 1 of 2 replicas ready for long enough',
    ],
    [
      'with a strategy nobody knows is judged as rolling',
      { replicas: 1, updateStrategy: { type: 'Teleport' } },
      { ...have(1), ...still },
      fine,
      'healthy, Available',
    ],
    ['asked for nothing is paused', { replicas: 0 }, { ...have(0), ...still }, fine, 'paused, Scaled to zero'],
    ['being deleted is terminating', { replicas: 1 }, { ...have(1), deleted: true }, fine, 'progressing, Terminating'],
  ])('%s', (_, spec, status, summary, expected) => {
    expect(told(projectStatefulSet(keep(statefulSet.fields, object(spec, status)), summary))).toBe(expected)
  })
})

describe('a ReplicaSet that nothing owns', () => {
  test.each<Case>([
    ['with all replicas is available', { replicas: 2 }, have(2), fine, 'healthy, Available'],
    [
      'that cannot create pods has failed',
      { replicas: 2 },
      { ...have(0), conditions: [quota] },
      fine,
      'failed, Replica failure: exceeded quota: small',
    ],
    [
      'with broken pods is degraded',
      { replicas: 2 },
      have(2, 2, 1),
      crashing,
      'degraded, Partly ready: 1 of 2 replicas not ready: CrashLoopBackOff in main, exit 1',
    ],
    ['that grows is progressing', { replicas: 4 }, have(2), fine, 'progressing, Scaling up: 2 of 4 replicas not ready'],
    [
      'waits for minReadySeconds',
      { replicas: 2 },
      have(2, 2, 2, 1),
      fine,
      'progressing, Scaling up: 1 of 2 replicas ready for long enough',
    ],
    ['asked for nothing is paused', { replicas: 0 }, have(0), fine, 'paused, Scaled to zero'],
    ['being deleted is terminating', { replicas: 2 }, { ...have(2), deleted: true }, fine, 'progressing, Terminating'],
  ])('%s', (_, spec, status, summary, expected) => {
    expect(told(projectReplicaSet(keep(replicaSet.fields, object(spec, status)), summary))).toBe(expected)
  })
})
