import { describe, expect, test } from 'vitest'
import { keep } from '@/lib/kube/json'
import { deployment } from '@/lib/kube/kinds/deployment'
import type { PodsSummary } from '@/lib/views/pods-summary'
import type { WorkloadRow } from '@/lib/views/workloads'
import { projectDeployment } from './deployment'

type Json = Readonly<Record<string, unknown>>

const pods = (health: NonNullable<PodsSummary['worst']>['health'], reason: string | null = null): PodsSummary => ({
  restarts: 0,
  lastRestartAt: null,
  worst: { health, reason },
})
const fine: PodsSummary = { restarts: 0, lastRestartAt: null, worst: null }
const crashing = pods('failed', 'CrashLoopBackOff in main, exit 1')
const starting = pods('progressing')
const unknown = undefined

const told = ({ health, status, reason }: WorkloadRow) => `${health}, ${status}${reason === null ? '' : `: ${reason}`}`

type Case = readonly [guarantee: string, spec: Json, status: Json, pods: PodsSummary | undefined, expected: string]

const object = (spec: Json, { deleted, ...status }: Json) => ({
  metadata: { generation: 4, ...(deleted === true && { deletionTimestamp: '2026-11-24T10:00:00Z' }) },
  spec,
  status: { observedGeneration: 4, ...status },
})

const progress = (reason: string, status = 'True') => ({
  type: 'Progressing',
  status,
  reason,
  message: `${reason} it is`,
})
const settled = { conditions: [progress('NewReplicaSetAvailable')] }
const rolling = { conditions: [progress('ReplicaSetUpdated')] }
const timedOut = { conditions: [progress('ProgressDeadlineExceeded', 'False')] }
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

describe('a Deployment', () => {
  test.each<Case>([
    [
      'with all replicas up to date and available is available',
      { replicas: 3 },
      { ...have(3), ...settled },
      fine,
      'healthy, Available',
    ],
    [
      'stays available whatever a spare pod does',
      { replicas: 3 },
      { ...have(3), ...settled },
      crashing,
      'healthy, Available',
    ],
    ['asks for one replica when it does not say', {}, { ...have(1), ...settled }, fine, 'healthy, Available'],
    [
      'whose change was not seen yet is rolling out',
      { replicas: 3 },
      { ...have(3), observedGeneration: 3 },
      fine,
      'progressing, Rolling out: The latest change has not been taken up yet',
    ],
    [
      'that replaces its replicas is rolling out',
      { replicas: 3 },
      { ...have(4, 1), ...rolling },
      fine,
      'progressing, Rolling out: 1 of 3 replicas updated',
    ],
    [
      'in a rollout is no fault before its deadline, but says what is wrong',
      { replicas: 3 },
      { ...have(4, 1, 3), ...rolling },
      crashing,
      'progressing, Rolling out: 1 of 3 replicas updated: CrashLoopBackOff in main, exit 1',
    ],
    [
      'waits for its old replicas',
      { replicas: 3 },
      { ...have(5, 3), ...rolling },
      fine,
      'progressing, Rolling out: 2 old replicas still to go',
    ],
    [
      'waits for its new replicas to be ready',
      { replicas: 3 },
      { ...have(3, 3, 1), ...rolling },
      starting,
      'progressing, Rolling out: 2 of 3 replicas not ready',
    ],
    [
      'waits for minReadySeconds',
      { replicas: 3 },
      { ...have(3, 3, 3, 1), ...settled },
      fine,
      'progressing, Rolling out: 1 of 3 replicas ready for long enough',
    ],
    [
      'past its deadline is degraded as long as all replicas still serve',
      { replicas: 3 },
      { ...have(4, 1, 3), ...timedOut },
      pods('failed', 'ImagePullBackOff in main'),
      'degraded, Deadline exceeded: The rollout made no progress for 600 s: ImagePullBackOff in main',
    ],
    [
      'past its deadline says at least how far it came',
      { replicas: 3, progressDeadlineSeconds: 60 },
      { ...have(4, 1, 3), ...timedOut },
      unknown,
      'degraded, Deadline exceeded: The rollout made no progress for 60 s: 1 of 3 replicas updated',
    ],
    [
      'past its deadline with pods that never get ready says so',
      { replicas: 3 },
      { ...have(3, 3, 1), ...timedOut },
      pods('progressing', 'main runs but is not ready yet'),
      'failed, Deadline exceeded: The rollout made no progress for 600 s: 2 of 3 replicas not ready: main runs but is not ready yet',
    ],
    [
      'past its deadline for want of quota says so',
      { replicas: 3 },
      { ...have(3, 0), conditions: [...timedOut.conditions, quota] },
      fine,
      'failed, Deadline exceeded: The rollout made no progress for 600 s: exceeded quota: small',
    ],
    [
      'paused is paused, even past its deadline',
      { replicas: 3, paused: true },
      { ...have(3), ...timedOut },
      fine,
      'paused, Paused',
    ],
    [
      'paused and short says so',
      { replicas: 3, paused: true },
      have(3, 3, 1),
      crashing,
      'paused, Paused: 2 of 3 replicas not ready: CrashLoopBackOff in main, exit 1',
    ],
    [
      'that cannot create pods is degraded while some serve',
      { replicas: 3 },
      { ...have(2), conditions: [quota] },
      fine,
      'degraded, Replica failure: exceeded quota: small',
    ],
    [
      'that cannot create any pod has failed',
      { replicas: 3 },
      { ...have(0), conditions: [quota] },
      fine,
      'failed, Replica failure: exceeded quota: small',
    ],
    [
      'whose ReplicaSet cannot be made has failed',
      { replicas: 3 },
      { ...have(0), conditions: [progress('ReplicaSetCreateError', 'False')] },
      fine,
      'failed, Rollout failed: ReplicaSetCreateError it is',
    ],
    [
      'that lost replicas after its rollout is degraded',
      { replicas: 3 },
      { ...have(3, 3, 1), ...settled },
      crashing,
      'degraded, Partly ready: 2 of 3 replicas not ready: CrashLoopBackOff in main, exit 1',
    ],
    [
      'that lost all replicas has failed',
      { replicas: 3 },
      { ...have(3, 3, 0), ...settled },
      crashing,
      'failed, Not ready: 3 of 3 replicas not ready: CrashLoopBackOff in main, exit 1',
    ],
    [
      'that lost its only replica says it that way',
      { replicas: 1 },
      { ...have(1, 1, 0), ...settled },
      pods('degraded', 'main is not ready any more'),
      'failed, Not ready: Its only replica is not ready: main is not ready any more',
    ],
    [
      'that lost replicas to who knows what is degraded',
      { replicas: 3 },
      { ...have(3, 3, 1), ...settled },
      unknown,
      'degraded, Partly ready: 2 of 3 replicas not ready',
    ],
    [
      'whose missing replicas merely start is progressing',
      { replicas: 10 },
      { ...have(10, 10, 3), ...settled },
      starting,
      'progressing, Partly ready: 7 of 10 replicas not ready',
    ],
    [
      'that grows is scaling up',
      { replicas: 5 },
      { ...have(3), ...settled },
      fine,
      'progressing, Scaling up: 3 of 5 replicas updated',
    ],
    [
      'without a deadline is judged by its pods',
      { replicas: 2 },
      have(2, 2, 1),
      crashing,
      'degraded, Partly ready: 1 of 2 replicas not ready: CrashLoopBackOff in main, exit 1',
    ],
    ['asked for nothing is paused', { replicas: 0 }, { ...have(0), ...settled }, fine, 'paused, Scaled to zero'],
    [
      'asked for nothing first has to shrink',
      { replicas: 0 },
      { ...have(2), ...settled },
      fine,
      'progressing, Scaling down: 2 still to go',
    ],
    ['being deleted is terminating', { replicas: 3 }, { ...have(3), deleted: true }, fine, 'progressing, Terminating'],
    [
      'with conditions nobody knows is still judged',
      { replicas: 3 },
      { ...have(3), conditions: [{ type: 'X', status: 'Y' }, progress('Z')] },
      fine,
      'healthy, Available',
    ],
  ])('%s', (_, spec, status, summary, expected) => {
    expect(told(projectDeployment(keep(deployment.fields, object(spec, status)), summary))).toBe(expected)
  })
})

test('a line carries counts, images and what its pods add', () => {
  const containers = [{ image: 'web:2' }, { image: 'proxy:1' }, { image: 'web:2' }]
  const row = projectDeployment(
    keep(deployment.fields, {
      metadata: { uid: 'u', namespace: 'shop', name: 'web', creationTimestamp: '2026-11-24T10:00:00Z' },
      spec: { replicas: 3, template: { spec: { containers } } },
      status: { ...have(4, 2, 3, 1) },
    }),
    { restarts: 5, lastRestartAt: 1000, worst: null },
  )
  expect(row).toMatchObject({ key: 'u', kind: 'Deployment', namespace: 'shop', name: 'web', images: 'web:2, proxy:1' })
  expect(row).toMatchObject({ desired: 3, updated: 2, ready: 3, available: 1, restarts: 5, lastRestartAt: 1000 })
  expect(row.createdAt).toBe(Date.parse('2026-11-24T10:00:00Z'))
})
