import { at, condition, event, morning, node, pod, running, unready, web } from '@/lib/health/testing/objects'
import type { Case } from './entry'

type Json = Readonly<Record<string, unknown>>

const upButUnready = (container: Json, ready: Json = { ...unready, lastTransitionTime: at(20) }): Json => ({
  phase: 'Running',
  conditions: [condition('Initialized', 'True'), ready],
  containerStatuses: [running(container)],
})
const ended = (
  reason: string,
  message = '',
  conditions: readonly Json[] = [condition('Ready', 'False', { reason: 'PodFailed', lastTransitionTime: at(30) })],
): Json => ({
  phase: 'Failed',
  reason,
  message,
  conditions,
})
const gone = (reason: string, message = ''): readonly Json[] => [
  ...web({ ready: 3 }),
  pod('web-1', ended(reason, message)),
  node('node-1'),
]
const deleted = (finalizers: readonly string[] = []): Json => ({
  deletionTimestamp: at(10),
  deletionGracePeriodSeconds: 30,
  finalizers,
})
const up = { phase: 'Running', conditions: [condition('Ready', 'True')], containerStatuses: [running({ ready: true })] }

export const lifeCases: readonly Case[] = [
  {
    cause: 'readiness-probe',
    objects: [
      ...web({ ready: 2 }),
      pod('web-1', upButUnready({})),
      event('Pod', 'pod-web-1', 'Unhealthy', 'Readiness probe failed: HTTP probe failed with statuscode: 503'),
    ],
    says: '1 of 3 pods of shop/web runs but is not ready: the readiness probe of main fails: HTTP probe failed with statuscode: 503; 2 still serve.',
  },
  {
    cause: 'startup-slow',
    objects: [
      ...web({ ready: 2, container: { startupProbe: { httpGet: { path: '/', port: 80 }, failureThreshold: 200 } } }),
      pod('web-1', upButUnready({ started: false }, unready)),
      event('Pod', 'pod-web-1', 'Unhealthy', 'Startup probe failed: connection refused'),
    ],
    says: '1 of 3 pods of shop/web is still starting after 10 min: main has not got through its startup probe: connection refused; 2 still serve.',
  },
  {
    cause: 'readiness-gate',
    objects: [
      ...web({ ready: 2 }),
      pod(
        'web-1',
        upButUnready(
          { ready: true },
          condition('Ready', 'False', {
            reason: 'ReadinessGatesNotReady',
            message: 'corresponding condition of pod readiness gate "example.com/lb" does not exist.',
          }),
        ),
        {
          spec: { readinessGates: [{ conditionType: 'example.com/lb' }] },
        },
      ),
    ],
    says: '1 of 3 pods of shop/web has all containers ready, but the readiness gate example.com/lb is not True; 2 still serve.',
  },
  {
    cause: 'not-ready',
    objects: [
      ...web({ ready: 2 }),
      pod('web-1', upButUnready({ ready: true }, condition('Ready', 'False', { message: 'a controller says so' }))),
    ],
    says: '1 of 3 pods of shop/web runs but is not ready: a controller says so; 2 still serve.',
  },
  {
    cause: 'container-ended',
    objects: [
      pod(
        'tools',
        {
          ...upButUnready({}),
          containerStatuses: [
            running({ ready: true }),
            {
              name: 'sync',
              ready: false,
              restartCount: 0,
              state: { terminated: { exitCode: 2, reason: 'Error', startedAt: morning, finishedAt: at(3) } },
            },
          ],
        },
        { metadata: { ownerReferences: [] }, spec: { restartPolicy: 'Never' } },
      ),
    ],
    says: 'Pod shop/tools is not whole: sync has ended with exit code 2 while other containers run.',
  },
  {
    cause: 'deletion-finalizer',
    objects: [...web({ ready: 3 }), pod('web-1', up, { metadata: deleted(['example.com/backup']) })],
    says: '1 pod of shop/web should be gone, but the finalizer example.com/backup has not been removed.',
  },
  {
    cause: 'deletion-volume',
    objects: [
      ...web({ ready: 3 }),
      pod('web-1', up, { metadata: deleted() }),
      event('Pod', 'pod-web-1', 'FailedUnmount', 'UnmountVolume.TearDown failed for volume "nfs": device is busy'),
    ],
    says: '1 pod of shop/web should be gone, but a volume can\'t be unmounted: UnmountVolume.TearDown failed for volume "nfs": device is busy.',
  },
  {
    cause: 'deletion-hangs',
    objects: [...web({ ready: 3 }), pod('web-1', up, { metadata: deleted() })],
    says: '1 pod of shop/web should be gone, but its node has not ended it.',
  },
  {
    cause: 'evicted',
    objects: gone(
      'Evicted',
      'The node was low on resource: memory. Threshold quantity: 100Mi, available: 86Mi. Container main was using 900Mi, request is 64Mi, has larger consumption of memory. ',
    ),
    says: '1 pod of shop/web was evicted because the node node-1 ran low on memory: Threshold quantity: 100Mi, available: 86Mi. Container main was using 900Mi, request is 64Mi, has larger consumption of memory.',
  },
  {
    cause: 'evicted-limit',
    objects: gone('Evicted', 'Container main exceeded its local ephemeral storage limit "1Gi". '),
    says: '1 pod of shop/web was evicted for using more local storage than it may: Container main exceeded its local ephemeral storage limit "1Gi".',
  },
  {
    cause: 'preempted',
    objects: [
      ...web({ ready: 2 }),
      pod(
        'web-1',
        {
          ...up,
          conditions: [
            condition('DisruptionTarget', 'True', {
              reason: 'PreemptionByScheduler',
              message: 'default-scheduler: preempting to accommodate a higher priority pod',
            }),
          ],
        },
        { metadata: { ...deleted(), deletionTimestamp: at(39.8) } },
      ),
    ],
    says: '1 pod of shop/web was removed to make room for a pod of higher priority: default-scheduler: preempting to accommodate a higher priority pod.',
  },
  {
    cause: 'node-shut-down',
    objects: gone('Terminated', 'Pod was terminated in response to imminent node shutdown.'),
    says: '1 pod of shop/web was ended because the node node-1 shut down.',
  },
  {
    cause: 'node-gone',
    objects: [
      ...web({ ready: 3 }),
      pod(
        'web-1',
        ended('', '', [
          condition('DisruptionTarget', 'True', {
            reason: 'DeletionByPodGC',
            message: 'PodGC: node no longer exists',
            lastTransitionTime: at(30),
          }),
        ]),
      ),
    ],
    says: '1 pod of shop/web was ended because the node node-1 is no more.',
  },
  {
    cause: 'node-refused',
    objects: gone(
      'OutOfcpu',
      "Pod was rejected: Node didn't have enough resource: cpu, requested: 4000, used: 3500, capacity: 4000",
    ),
    says: "1 pod of shop/web was refused by the node node-1 with OutOfcpu: Pod was rejected: Node didn't have enough resource: cpu, requested: 4000, used: 3500, capacity: 4000.",
  },
  {
    cause: 'pod-deadline',
    objects: gone('DeadlineExceeded', 'Pod was active on the node longer than the specified deadline'),
    says: "1 pod of shop/web was ended for running longer than the pod's activeDeadlineSeconds.",
  },
  {
    cause: 'pod-failed',
    objects: [
      pod(
        'migrate',
        {
          ...ended(''),
          containerStatuses: [
            {
              name: 'main',
              ready: false,
              restartCount: 0,
              state: { terminated: { exitCode: 3, reason: 'Error', finishedAt: at(30) } },
            },
          ],
        },
        { metadata: { ownerReferences: [] }, spec: { restartPolicy: 'Never' } },
      ),
    ],
    says: 'Pod shop/migrate has failed: exit 3.',
  },
  {
    cause: 'resize-stuck',
    objects: [
      ...web({ ready: 3 }),
      pod('web-1', {
        ...up,
        conditions: [
          condition('Ready', 'True'),
          condition('PodResizePending', 'True', {
            reason: 'Infeasible',
            message: "Node didn't have enough capacity: cpu, requested: 64000, capacity: 32000",
          }),
        ],
      }),
    ],
    says: "1 pod of shop/web can't be resized in place (Infeasible): Node didn't have enough capacity: cpu, requested: 64000, capacity: 32000.",
  },
]

const lost = condition('Ready', 'Unknown', {
  reason: 'NodeStatusUnknown',
  message: 'Kubelet stopped posting node status.',
  lastTransitionTime: at(25),
})
const low = condition('MemoryPressure', 'True', {
  reason: 'KubeletHasInsufficientMemory',
  message: 'kubelet has insufficient memory available',
  lastTransitionTime: at(25),
})

export const nodeCases: readonly Case[] = [
  {
    cause: 'node-not-ready',
    objects: [
      node('node-1', {
        conditions: [
          condition('Ready', 'False', {
            reason: 'KubeletNotReady',
            message: 'container runtime network not ready: NetworkReady=false',
          }),
        ],
      }),
    ],
    says: 'Node node-1 is not ready: KubeletNotReady: container runtime network not ready: NetworkReady=false.',
  },
  {
    cause: 'node-unreachable',
    objects: [
      ...web({ ready: 1 }),
      node('node-1', { conditions: [lost] }),
      pod('web-1', { phase: 'Running', conditions: [unready], containerStatuses: [running()] }),
      pod(
        'web-2',
        { phase: 'Running', conditions: [unready], containerStatuses: [running()] },
        { metadata: { deletionTimestamp: at(30) } },
      ),
    ],
    says: 'Node node-1 does not report any more: its kubelet is silent; 2 pods of shop/web are down with it.',
  },
  {
    cause: 'node-never-reported',
    objects: [node('node-1', { conditions: [] })],
    says: 'Node node-1 has not reported yet: its kubelet never came up.',
  },
  {
    cause: 'node-pressure',
    objects: [
      node('node-1', { conditions: [condition('Ready', 'True'), low] }),
      ...gone('Evicted', 'The node was low on resource: memory. ').slice(0, 3),
    ],
    says: 'Node node-1 is low on memory and evicts pods: KubeletHasInsufficientMemory: kubelet has insufficient memory available; it evicted 1 pod of shop/web.',
  },
  {
    cause: 'node-out-of-memory',
    objects: [
      node('node-1'),
      event('Node', 'node-1', 'SystemOOM', 'System OOM encountered, victim process: java, pid: 4711'),
    ],
    says: 'Node node-1 ran out of memory, and its kernel killed processes: System OOM encountered, victim process: java, pid: 4711.',
  },
  {
    cause: 'node-trouble',
    objects: [
      node('node-1', {
        conditions: [
          condition('Ready', 'True'),
          condition('NetworkUnavailable', 'True', {
            reason: 'NoRouteCreated',
            message: 'Node created without a route',
          }),
        ],
      }),
    ],
    says: 'Node node-1 reports NetworkUnavailable: NoRouteCreated: Node created without a route.',
  },
]
