import { toTimestamp } from '@/demo/clock'
import { type Random, safeHash } from '@/demo/random'
import type { Condition, Container, ContainerStatus, Pod, PodStatus, Terminated } from '@/demo/store/objects'

/** What is known of a pod's containers, init containers apart. */
export interface Containers {
  readonly init: readonly ContainerStatus[]
  readonly main: readonly ContainerStatus[]
}

export function containersOf({ status }: Pod): Containers {
  return { init: status.initContainerStatuses ?? [], main: status.containerStatuses ?? [] }
}

const imageIds = new Map<string, string>()

function imageIdOf(image: string): string {
  const known = imageIds.get(image)
  if (known !== undefined) return known
  const digest = Buffer.from(safeHash(image).repeat(4).slice(0, 32)).toString('hex')
  const id = `${image.slice(0, image.lastIndexOf(':'))}@sha256:${digest}`
  imageIds.set(image, id)
  return id
}

export function waiting(
  { name, image }: Pick<Container, 'name' | 'image'>,
  reason: string,
  message?: string,
  old?: ContainerStatus,
): ContainerStatus {
  const state = { waiting: message === undefined ? { reason } : { reason, message } }
  const ran = old?.state.terminated === undefined ? (old?.lastState ?? {}) : { terminated: old.state.terminated }
  return {
    name,
    image,
    imageID: old?.imageID ?? '',
    state,
    lastState: ran,
    ready: false,
    started: false,
    restartCount: old?.restartCount ?? 0,
  }
}

export function running(old: ContainerStatus, at: number, random: Random, ready = false): ContainerStatus {
  const containerID = `containerd://${(random.uuid() + random.uuid()).replaceAll('-', '')}`
  const restarted = old.lastState.terminated !== undefined
  return {
    ...old,
    imageID: imageIdOf(old.image),
    containerID,
    state: { running: { startedAt: toTimestamp(at) } },
    ready,
    started: true,
    restartCount: old.restartCount + (restarted ? 1 : 0),
  }
}

export function ended(old: ContainerStatus, at: number, how: Pick<Terminated, 'exitCode' | 'reason'>): ContainerStatus {
  const startedAt = old.state.running?.startedAt ?? toTimestamp(at)
  return {
    ...old,
    state: { terminated: { ...how, startedAt, finishedAt: toTimestamp(at) } },
    ready: false,
    started: false,
  }
}

/** What a kubelet reports for a pod with these containers: phase and conditions follow from them. */
export function composeStatus(
  pod: Pod,
  { init, main }: Containers,
  hostIP: string,
  podIP: string,
  at: number,
): PodStatus {
  const now = toTimestamp(at)
  const { status } = pod
  const phase = phaseOf(pod, { init, main })
  const over = phase === 'Succeeded' ? 'PodCompleted' : phase === 'Failed' ? 'PodFailed' : undefined
  const incomplete = init.filter((container) => !isInitialized(pod, container)).map(({ name }) => name)
  const unready = main.filter(({ ready }) => !ready).map(({ name }) => name)
  const gates = (pod.spec.readinessGates ?? []).map(({ conditionType }) => conditionType)
  const closed = gates.filter((type) => status.conditions?.find((known) => known.type === type)?.status !== 'True')
  const names = (list: readonly string[]) => `[${list.join(' ')}]`
  const notReady = { reason: 'ContainersNotReady', message: `containers with unready status: ${names(unready)}` }
  const containersReady = over ? { reason: over } : unready.length > 0 ? notReady : {}
  const gatesClosed = {
    reason: 'ReadinessGatesNotReady',
    message: closed.map((type) => `corresponding condition of pod readiness gate "${type}" does not exist.`).join(' '),
  }
  const podReady = unready.length === 0 && !over && closed.length > 0 ? gatesClosed : containersReady
  const notInitialized = {
    reason: 'ContainersNotInitialized',
    message: `containers with incomplete status: ${names(incomplete)}`,
  }
  const sandbox = main.some(({ containerID }) => containerID) || init.some(({ containerID }) => containerID)
  const own: readonly Condition[] = [
    condition('PodReadyToStartContainers', sandbox && !over, {}, now),
    condition(
      'Initialized',
      incomplete.length === 0,
      over ? { reason: over } : incomplete.length > 0 ? notInitialized : {},
      now,
    ),
    condition('Ready', Object.keys(podReady).length === 0, podReady, now),
    condition('ContainersReady', Object.keys(containersReady).length === 0, containersReady, now),
    condition('PodScheduled', true, {}, now),
  ]
  return {
    ...status,
    phase,
    observedGeneration: pod.metadata.generation ?? 1,
    conditions: mergeConditions(status.conditions ?? [], own),
    hostIP,
    hostIPs: [{ ip: hostIP }],
    ...(sandbox ? { podIP, podIPs: [{ ip: podIP }] } : {}),
    startTime: status.startTime ?? now,
    ...(init.length > 0 ? { initContainerStatuses: init } : {}),
    containerStatuses: main,
  }
}

function condition(type: string, holds: boolean, why: object, now: string): Condition {
  return { type, status: holds ? 'True' : 'False', lastProbeTime: null, lastTransitionTime: now, ...why }
}

/** The kubelet's own conditions anew, each with its old transition time while its status stays; others are left alone. */
function mergeConditions(old: readonly Condition[], own: readonly Condition[]): readonly Condition[] {
  const others = old.filter(({ type }) => !own.some((next) => next.type === type))
  const merged = own.map((next) => {
    const before = old.find(({ type }) => type === next.type)
    return before?.status === next.status ? { ...next, lastTransitionTime: before.lastTransitionTime } : next
  })
  return [...others, ...merged]
}

export function isSidecar(pod: Pod, name: string): boolean {
  return pod.spec.initContainers?.find((container) => container.name === name)?.restartPolicy === 'Always'
}

export function isInitialized(pod: Pod, container: ContainerStatus): boolean {
  return isSidecar(pod, container.name) ? container.started === true : container.state.terminated?.exitCode === 0
}

/** k8s.io/kubernetes pkg/kubelet/kubelet_pods.go getPhase, v1.36. */
function phaseOf(pod: Pod, { init, main }: Containers): NonNullable<PodStatus['phase']> {
  const policy = pod.spec.restartPolicy ?? 'Always'
  const failedInit = init.some(({ state }) => (state.terminated?.exitCode ?? 0) !== 0)
  if (failedInit && policy === 'Never') return 'Failed'
  if (init.some((container) => !isInitialized(pod, container))) return 'Pending'
  if (main.some(({ state, lastState }) => state.waiting !== undefined && lastState.terminated === undefined))
    return 'Pending'
  if (policy === 'Always' || !main.every(({ state }) => state.terminated !== undefined)) return 'Running'
  if (main.every(({ state }) => state.terminated?.exitCode === 0)) return 'Succeeded'
  return policy === 'Never' ? 'Failed' : 'Running'
}
