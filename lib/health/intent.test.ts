import { describe, expect, test } from 'vitest'
import { createCluster } from './testing/cluster'
import { at, condition, event, morning, node, now, pod, running, unready, web } from './testing/objects'

type Json = Readonly<Record<string, unknown>>

const ready = {
  phase: 'Running',
  conditions: [condition('Ready', 'True')],
  containerStatuses: [running({ ready: true })],
}
const named = (kind: string, more: Json): Json => ({
  kind,
  ...more,
  metadata: { name: 'web', namespace: 'shop', uid: `${kind}-web`, creationTimestamp: morning, generation: 1 },
})
const statefulSet = (spec: Json, status: Json): Json =>
  named('StatefulSet', {
    spec: { replicas: 4, podManagementPolicy: 'OrderedReady', ...spec },
    status: {
      observedGeneration: 1,
      replicas: 4,
      readyReplicas: 4,
      currentRevision: 'web-1',
      updateRevision: 'web-2',
      ...status,
    },
  })
const claimSays = (reason: string, message: string) =>
  event('PersistentVolumeClaim', 'PersistentVolumeClaim-web', reason, message, { type: 'Normal' })
const autoscaler = (...conditions: readonly Json[]): Json =>
  named('HorizontalPodAutoscaler', {
    spec: { minReplicas: 1, maxReplicas: 5, scaleTargetRef: { kind: 'Deployment', name: 'web' } },
    status: { conditions },
  })
const progressing = {
  type: 'Progressing',
  status: 'True',
  reason: 'ReplicaSetUpdated',
  lastUpdateTime: at(35),
  lastTransitionTime: at(35),
}
const timedOut = { type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded', lastUpdateTime: at(20) }

describe('what waits on purpose, or has not waited long enough, is no problem', () => {
  test.each<[string, readonly Json[]]>([
    ['a healthy Deployment', [...web({ ready: 3 }), pod('web-1', ready), node('node-1')]],
    ['a rollout within its deadline', web({ ready: 2, status: { updatedReplicas: 1, conditions: [progressing] } })],
    [
      'a paused Deployment, though its deadline has passed',
      web({ spec: { paused: true }, status: { conditions: [timedOut] } }),
    ],
    [
      'a Deployment whose change nobody has looked at yet',
      web({ status: { observedGeneration: 3, conditions: [timedOut] } }),
    ],
    [
      'a Deployment scaled to zero, and its Service',
      [...web({ desired: 0 }), named('Service', { spec: { type: 'ClusterIP', selector: { app: 'web' } } })],
    ],
    ['a Service that somebody else fills', [named('Service', { spec: { type: 'ClusterIP' } })]],
    [
      'a Service of another name',
      [named('Service', { spec: { type: 'ExternalName', externalName: 'example.com', selector: { a: 'b' } } })],
    ],
    [
      'a StatefulSet that a partition holds back',
      [
        statefulSet(
          { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 2 } } },
          { updatedReplicas: 2 },
        ),
      ],
    ],
    [
      'a StatefulSet that updates on deletion',
      [statefulSet({ updateStrategy: { type: 'OnDelete' } }, { updatedReplicas: 1 })],
    ],
    [
      'a suspended Job',
      [named('Job', { spec: { suspend: true }, status: { conditions: [condition('Suspended', 'True')] } })],
    ],
    [
      'a Job that completed after failures',
      [named('Job', { spec: {}, status: { failed: 2, succeeded: 1, conditions: [condition('Complete', 'True')] } })],
    ],
    ['a suspended CronJob', [named('CronJob', { spec: { suspend: true, schedule: '* * * * *' }, status: {} })]],
    [
      'a CronJob that is due in a minute',
      [
        named('CronJob', {
          spec: { schedule: '*/30 * * * *' },
          status: { lastScheduleTime: at(30), lastSuccessfulTime: at(31) },
        }),
      ],
    ],
    [
      'a CronJob whose controller keeps the time of another zone',
      [
        named('CronJob', {
          spec: { schedule: '0 12 * * *' },
          status: { lastScheduleTime: at(0), lastSuccessfulTime: at(1) },
        }),
      ],
    ],
    [
      'a schedule that we cannot read',
      [named('CronJob', { spec: { schedule: '@every 1h' }, status: { lastScheduleTime: at(-900) } })],
    ],
    [
      'a gated pod',
      [
        ...web({ ready: 2 }),
        pod(
          'web-1',
          { phase: 'Pending', conditions: [condition('PodScheduled', 'False', { reason: 'SchedulingGated' })] },
          { spec: { nodeName: '', schedulingGates: [{ name: 'x' }] } },
        ),
      ],
    ],
    [
      'a pod for which room is being made',
      [
        ...web({ ready: 2 }),
        pod(
          'web-1',
          {
            phase: 'Pending',
            nominatedNodeName: 'node-1',
            conditions: [
              condition('PodScheduled', 'False', {
                reason: 'Unschedulable',
                message: '0/1 nodes are available: 1 Insufficient cpu.',
              }),
            ],
          },
          { spec: { nodeName: '' } },
        ),
      ],
    ],
    [
      'a pod that ends within its grace',
      [...web({ ready: 3 }), pod('web-1', ready, { metadata: { deletionTimestamp: at(39.5), finalizers: ['a/b'] } })],
    ],
    [
      'a pod that has just been bound',
      [
        ...web({ ready: 2 }),
        pod('web-1', { phase: 'Pending', startTime: at(38), conditions: [{ ...unready, lastTransitionTime: at(38) }] }),
      ],
    ],
    [
      'a pod that was evicted and replaced long ago',
      [
        ...web({ ready: 3 }),
        pod('web-1', {
          phase: 'Failed',
          reason: 'Evicted',
          message: 'The node was low on resource: memory. ',
          conditions: [condition('Ready', 'False', { lastTransitionTime: at(-60) })],
        }),
      ],
    ],
    [
      'a failed pod of a Job that goes on',
      [
        named('Job', { spec: { backoffLimit: 6 }, status: { active: 1 } }),
        pod(
          'web-x',
          { phase: 'Failed' },
          { metadata: { ownerReferences: [{ kind: 'Job', name: 'web', uid: 'Job-web', controller: true }] } },
        ),
      ],
    ],
    ['a finished pod', [pod('done', { phase: 'Succeeded' }, { metadata: { ownerReferences: [] } })]],
    ['a cordoned node', [node('node-1', { spec: { unschedulable: true } })]],
    [
      'an autoscaler that is idle, stabilises or stands at its minimum',
      [
        autoscaler(
          condition('AbleToScale', 'True', { reason: 'ScaleDownStabilized' }),
          condition('ScalingLimited', 'True', { reason: 'TooFewReplicas' }),
        ),
      ],
    ],
    [
      'an autoscaler whose target is at zero',
      [autoscaler(condition('ScalingActive', 'False', { reason: 'ScalingDisabled' }))],
    ],
    ['an autoscaler that has not been looked at', [autoscaler()]],
    [
      'an autoscaler at its maximum for a moment',
      [autoscaler(condition('ScalingLimited', 'True', { reason: 'TooManyReplicas', lastTransitionTime: at(35) }))],
    ],
    [
      'a claim that waits for its first consumer',
      [
        named('PersistentVolumeClaim', { status: { phase: 'Pending' } }),
        claimSays('WaitForFirstConsumer', 'waiting for first consumer to be created before binding'),
      ],
    ],
    [
      'a budget that allows one, and one without pods',
      [
        named('PodDisruptionBudget', {
          spec: { minAvailable: '50%', selector: { matchLabels: { app: 'api' } } },
          status: { observedGeneration: 1, expectedPods: 3, disruptionsAllowed: 1 },
        }),
      ],
    ],
    [
      'a namespace that is emptied',
      [
        {
          kind: 'Namespace',
          metadata: { name: 'old', uid: 'n', deletionTimestamp: at(38) },
          status: { phase: 'Terminating' },
        },
      ],
    ],
  ])('%s', (_, objects) =>
    expect(
      createCluster(objects)
        .problems(now)
        .map(({ sentence }) => sentence),
    ).toEqual([]),
  )
})

test('a rollout stopped by an image is one problem: the image', () => {
  const pull = {
    phase: 'Pending',
    conditions: [unready],
    containerStatuses: [{ name: 'main', state: { waiting: { reason: 'ErrImagePull', message: 'manifest unknown' } } }],
  }
  const problems = createCluster([
    ...web({ ready: 2, status: { conditions: [timedOut] } }),
    pod('web-1', pull),
  ]).problems(now)
  expect(problems.map(({ cause }) => cause)).toEqual(['image-not-found'])
})
