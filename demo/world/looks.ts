import { toTimestamp } from '@/demo/clock'
import { fillSpec } from '@/demo/controllers/admission-rules'
import {
  type Containers,
  ended,
  freshContainers,
  inBackOff,
  isSidecar,
  running,
  waiting,
} from '@/demo/kubelet/containers'
import { backOffMessage } from '@/demo/kubelet/images'
import { addressOf, composeStatus } from '@/demo/kubelet/status'
import type { ContainerStatus, Node, Pod, PodStatus } from '@/demo/store/objects'
import type { World } from './world'

/** How a pod of the opening world stands there. */
export type Look =
  | 'running'
  | 'crash'
  | 'oom'
  | 'image'
  | 'config'
  | 'unready'
  | 'init'
  | 'lost'
  | 'stuck'
  | 'evicted'
  | 'succeeded'
  | 'failed'

/** Stores an admitted pod, bound to the node (or where it fits), in its look since `at`. */
export function addPod(world: World, given: Pod, look: Look, at: number, on?: Node): Pod {
  const pod = filled(world, given)
  const placed = on === undefined ? world.placement.place(pod) : { node: on }
  if ('message' in placed) return world.store.pods.create({ ...pod, status: refused(pod, placed.message, at) })
  const { node } = placed
  const bound = { ...pod, spec: { ...pod.spec, nodeName: node.metadata.name } }
  return world.store.pods.create(
    look === 'stuck' ? stuck(dressed(world, bound, node, 'running', at), world) : dressed(world, bound, node, look, at),
  )
}

function filled({ store }: World, pod: Pod): Pod {
  const answer = fillSpec(store, pod)
  if ('refusal' in answer) throw new Error(answer.refusal)
  return answer
}

function dressed(world: World, pod: Pod, node: Node, look: Look, at: number): Pod {
  const now = world.clock.now()
  const hostIP = node.status.addresses[0]?.address ?? ''
  const podIP = pod.spec['hostNetwork'] === true ? hostIP : addressOf(node, pod)
  const status = composeStatus(pod, containersFor(world, pod, look, at, now), hostIP, podIP, at)
  if (look === 'evicted') return { ...pod, status: evicted(status, at) }
  return { ...pod, status: look === 'lost' ? lost(status, at) : status }
}

function containersFor({ random }: World, pod: Pod, look: Look, at: number, now: number): Containers {
  const fresh = freshContainers(pod)
  const up = (container: ContainerStatus, ready = true) => running(container, at, random, ready)
  const done = (container: ContainerStatus) => ended(up(container), at + 2000, { exitCode: 0, reason: 'Completed' })
  const init = fresh.init.map((container) => (isSidecar(pod, container.name) ? up(container) : done(container)))
  // A back-off lasts five minutes at most, so the last end is never older.
  const endedAt = Math.max(at + 1000, now - random.below(280_000))
  const restartCount = 1 + Math.min(3 + random.below(60), Math.floor((now - at) / 200_000))
  const loops = (container: ContainerStatus, exitCode: number, reason: string) =>
    inBackOff(pod, ended({ ...up(container, false), restartCount }, endedAt, { exitCode, reason }))
  const first = (to: (container: ContainerStatus) => ContainerStatus) =>
    fresh.main.map((container, index) => (index === 0 ? to(container) : up(container)))
  switch (look) {
    case 'crash':
      return { init, main: first((container) => loops(container, 1, 'Error')) }
    case 'oom':
      return { init, main: first((container) => loops(container, 137, 'OOMKilled')) }
    case 'init':
      return { init: fresh.init.map((container) => loops(container, 1, 'Error')), main: fresh.main }
    case 'image':
      return { init, main: first(notPulled) }
    case 'config':
      return { init, main: first(notConfigured) }
    case 'unready':
      return { init, main: first((container) => up(container, false)) }
    case 'succeeded':
      return {
        init,
        main: fresh.main.map((container) => ended(up(container), at + 40_000, { exitCode: 0, reason: 'Completed' })),
      }
    case 'failed':
      return {
        init,
        main: fresh.main.map((container) => ended(up(container), at + 15_000, { exitCode: 1, reason: 'Error' })),
      }
    default:
      return { init, main: fresh.main.map((container) => up(container)) }
  }
}

function notPulled(container: ContainerStatus): ContainerStatus {
  return waiting(container, 'ImagePullBackOff', backOffMessage(container.image, 'not-found'))
}

const notConfigured = (container: ContainerStatus) =>
  waiting(container, 'CreateContainerConfigError', `secret "${container.name}-credentials" not found`)

function refused(pod: Pod, message: string, at: number): PodStatus {
  const lastTransitionTime = toTimestamp(at)
  const unschedulable = {
    type: 'PodScheduled',
    status: 'False',
    reason: 'Unschedulable',
    message,
    lastTransitionTime,
  } as const
  return { ...pod.status, conditions: [{ ...unschedulable, lastProbeTime: null }] }
}

/** As the kubelet leaves a pod that it evicted under memory pressure. */
function evicted({ hostIP, hostIPs, qosClass = 'Burstable', startTime }: PodStatus, at: number): PodStatus {
  const target = {
    type: 'DisruptionTarget',
    status: 'True',
    reason: 'TerminationByKubelet',
    message: 'The node was low on resource: memory. Threshold quantity: 100Mi, available: 71432Ki. ',
    lastProbeTime: null,
    lastTransitionTime: toTimestamp(at),
  } as const
  return {
    phase: 'Failed',
    reason: 'Evicted',
    message: target.message,
    qosClass,
    conditions: [target],
    ...(hostIP === undefined || hostIPs === undefined ? {} : { hostIP, hostIPs }),
    ...(startTime === undefined ? {} : { startTime }),
  }
}

/** The node controller takes readiness from the pods of a node that it no longer hears. */
function lost(status: PodStatus, at: number): PodStatus {
  const conditions = (status.conditions ?? []).map((condition) =>
    condition.type === 'Ready'
      ? { ...condition, status: 'False' as const, lastTransitionTime: toTimestamp(at) }
      : condition,
  )
  return { ...status, conditions }
}

/** Asked to go long ago, its containers ended, held by a finalizer that nobody removes. */
function stuck(pod: Pod, { clock }: World): Pod {
  const since = clock.now() - 40 * 60_000
  const main = (pod.status.containerStatuses ?? []).map((container) =>
    ended(container, since, { exitCode: 143, reason: 'Error' }),
  )
  const { hostIP = '', podIP = '', initContainerStatuses: init = [] } = pod.status
  return {
    ...pod,
    metadata: {
      ...pod.metadata,
      finalizers: ['shop.example/drain-connections'],
      deletionTimestamp: toTimestamp(since),
      deletionGracePeriodSeconds: 30,
    },
    status: composeStatus(pod, { init, main }, hostIP, podIP, since),
  }
}
