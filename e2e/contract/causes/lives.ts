import { type Case, condition, container, hourAgo, ready, running, stillPod, templateOf, workload } from './case'
import { type Place, podType } from './place'
import { onNode } from './starts'

const failed = (reason: string, message: string, more: object = {}) => ({
  phase: 'Failed',
  startTime: hourAgo(),
  ...(reason && { reason }),
  ...(message && { message }),
  conditions: [condition('Ready', 'False', { reason: 'PodFailed' })],
  ...more,
})

/** A bound pod that ended so; `onNode`: what its node did is told of the node. */
const ended = (cause: string, status: () => object, of: 'Pod' | 'Node' = 'Pod'): Case => ({
  cause,
  ...(of === 'Node' && { subject: ({ global }: Place) => `Node/${global}` }),
  make: (place) => place.pod(onNode(place.name, place), status()),
})

const finalizers = ['example.com/backup']
const down = { terminationGracePeriodSeconds: 30 }

const podCases: readonly Case[] = [
  {
    cause: 'readiness-probe',
    async make(place) {
      await place.pod(stillPod(place.name), running())
      await place.say('Pod', 'Unhealthy', 'Readiness probe failed: HTTP probe failed with statuscode: 503')
    },
  },
  {
    cause: 'startup-slow',
    subject: ({ name }) => `Deployment/${name}`,
    async make(place) {
      const startupProbe = { httpGet: { path: '/', port: 80 }, failureThreshold: 200 }
      const template = templateOf(place.name, { startupProbe })
      await place.create(workload('Deployment', place.name, 1, { template }))
      for (const pod of await place.podsOf(place.name, 1))
        await place.status(podType, running({ started: false, state: { running: { startedAt: hourAgo() } } }), pod)
    },
  },
  {
    cause: 'readiness-gate',
    make: (place) =>
      place.pod(
        stillPod(place.name, { spec: { readinessGates: [{ conditionType: 'example.com/lb' }] } }),
        running({ ready: true }, [condition('Ready', 'False', { reason: 'ReadinessGatesNotReady' })]),
      ),
  },
  {
    cause: 'not-ready',
    make: (place) =>
      place.pod(
        stillPod(place.name),
        running({ ready: true }, [condition('Ready', 'False', { message: 'a controller says so' })]),
      ),
  },
  {
    cause: 'container-ended',
    make(place) {
      const image = 'registry.example/still:1'
      const spec = {
        restartPolicy: 'Never',
        containers: [
          { name: 'main', image },
          { name: 'sync', image },
        ],
      }
      const over = { exitCode: 2, reason: 'Error', startedAt: hourAgo(), finishedAt: hourAgo() }
      const sync = container({ name: 'sync', state: { terminated: over }, started: false })
      const status = { ...running(), containerStatuses: [container({ ready: true }), sync] }
      return place.pod(stillPod(place.name, { spec }), status)
    },
  },
  {
    cause: 'deletion-finalizer',
    old: true,
    async make(place) {
      await place.pod(stillPod(place.name, { finalizers }), ready())
      await place.remove(podType)
    },
  },
  {
    cause: 'deletion-volume',
    old: true,
    async make(place) {
      await place.pod(onNode(place.name, place, down), ready())
      await place.say('Pod', 'FailedUnmount', 'UnmountVolume.TearDown failed for volume "nfs": device is busy')
      await place.remove(podType, 30)
    },
  },
  {
    cause: 'deletion-hangs',
    old: true,
    async make(place) {
      await place.pod(onNode(place.name, place, down), ready())
      await place.remove(podType, 30)
    },
  },
  ended(
    'evicted',
    () => failed('Evicted', 'The node was low on resource: memory. Threshold quantity: 100Mi, available: 86Mi. '),
    'Node',
  ),
  ended('evicted-limit', () => failed('Evicted', 'Container main exceeded its local ephemeral storage limit "1Gi". ')),
  ended('preempted', () => failed('Preempting', 'Preempted in order to admit critical pod')),
  ended(
    'node-shut-down',
    () => failed('Terminated', 'Pod was terminated in response to imminent node shutdown.'),
    'Node',
  ),
  ended(
    'node-gone',
    () => failed('', '', { conditions: [condition('DisruptionTarget', 'True', { reason: 'DeletionByPodGC' })] }),
    'Node',
  ),
  ended('node-refused', () => failed('OutOfcpu', "Pod was rejected: Node didn't have enough resource: cpu")),
  ended('pod-deadline', () =>
    failed('DeadlineExceeded', 'Pod was active on the node longer than the specified deadline'),
  ),
  {
    cause: 'pod-failed',
    make: (place) =>
      place.pod(
        stillPod(place.name, { spec: { restartPolicy: 'Never' } }),
        failed('', '', {
          containerStatuses: [
            container({
              started: false,
              state: { terminated: { exitCode: 3, reason: 'Error', finishedAt: hourAgo() } },
            }),
          ],
        }),
      ),
  },
  {
    cause: 'resize-stuck',
    make(place) {
      const { conditions, ...rest } = ready()
      const pending = condition('PodResizePending', 'True', {
        reason: 'Infeasible',
        message: "Node didn't have enough capacity: cpu, requested: 64000, capacity: 32000",
      })
      return place.pod(stillPod(place.name), { ...rest, conditions: [...conditions, pending] })
    },
  },
]

const nodeType = { apiVersion: 'v1', kind: 'Node' }
/** A node that nothing is placed on, and no kubelet stands behind. */
const node = (name: string) => ({
  ...nodeType,
  metadata: { name, labels: { 'kubernetes.io/hostname': name } },
  spec: { unschedulable: true, taints: [{ key: 'test', value: 'causes', effect: 'NoSchedule' }] },
})

const nodeCase = (cause: string, conditions: () => readonly object[]): Case => ({
  cause,
  subject: ({ global }) => `Node/${global}`,
  async make(place) {
    await place.create(node(place.global))
    await place.status(nodeType, { conditions: conditions() }, place.global)
  },
})
const up = () => condition('Ready', 'True', { lastHeartbeatTime: new Date().toISOString().replace(/\.\d+Z/, 'Z') })

const nodeCases: readonly Case[] = [
  // A node that joins may take five minutes: this one joined an hour ago.
  {
    ...nodeCase('node-not-ready', () => [
      condition('Ready', 'False', { reason: 'KubeletNotReady', message: 'container runtime network not ready' }),
    ]),
    old: true,
  },
  {
    ...nodeCase('node-unreachable', () => [
      condition('Ready', 'Unknown', { reason: 'NodeStatusUnknown', message: 'Kubelet stopped posting node status.' }),
    ]),
    // The node controller of a real control plane has a word of its own in this.
    only: 'demo',
  },
  {
    cause: 'node-never-reported',
    old: true,
    subject: ({ global }) => `Node/${global}`,
    make: (place) => place.create(node(place.global)),
  },
  nodeCase('node-pressure', () => [
    up(),
    condition('MemoryPressure', 'True', { reason: 'KubeletHasInsufficientMemory', message: 'insufficient memory' }),
  ]),
  {
    ...nodeCase('node-out-of-memory', () => []),
    async make(place) {
      await place.create(node(place.global))
      await place.status(nodeType, { conditions: [up()] }, place.global)
      await place.say('Node', 'SystemOOM', 'System OOM encountered, victim process: java, pid: 4711')
    },
  },
  nodeCase('node-trouble', () => [
    up(),
    condition('NetworkUnavailable', 'True', { reason: 'NoRouteCreated', message: 'Node created without a route' }),
  ]),
]

/** What pods that run and pods on their way out say, and nodes. */
export const lifeCases: readonly Case[] = [...podCases, ...nodeCases]
