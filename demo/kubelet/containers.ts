import { toTimestamp } from '@/demo/clock'
import { type Random, safeHash } from '@/demo/random'
import type { Container, ContainerStatus, Pod, Terminated } from '@/demo/store/objects'

/** What is known of a pod's containers, init containers apart. */
export interface Containers {
  readonly init: readonly ContainerStatus[]
  readonly main: readonly ContainerStatus[]
}

export function containersOf({ status }: Pod): Containers {
  return { init: status.initContainerStatuses ?? [], main: status.containerStatuses ?? [] }
}

export function freshContainers({ spec }: Pod): Containers {
  const { containers, initContainers = [] } = spec
  const reason = initContainers.length > 0 ? 'PodInitializing' : 'ContainerCreating'
  return {
    init: initContainers.map((container) => waiting(container, 'PodInitializing')),
    main: containers.map((container) => waiting(container, reason)),
  }
}

const imageIds = new Map<string, string>()

function imageIdOf(image: string): string {
  const known = imageIds.get(image)
  if (known !== undefined) return known
  const digest = Buffer.from(safeHash(image).repeat(4).slice(0, 32)).toString('hex')
  const id = `${image.replace(/(@.*|:[^/:]*)$/, '')}@sha256:${digest}`
  imageIds.set(image, id)
  return id
}

/** A container's last end, be it still its state or the one before. */
export function lastEnd({ state, lastState }: ContainerStatus): Terminated | undefined {
  return state.terminated ?? lastState.terminated
}

export function waiting(
  { name, image }: Pick<Container, 'name' | 'image'>,
  reason: string,
  message?: string,
  old?: ContainerStatus,
): ContainerStatus {
  const end = old && lastEnd(old)
  return {
    name,
    image,
    imageID: old?.imageID ?? '',
    ...(old?.containerID === undefined ? {} : { containerID: old.containerID }),
    state: { waiting: message === undefined ? { reason } : { reason, message } },
    lastState: end === undefined ? {} : { terminated: end },
    ready: false,
    started: false,
    restartCount: old?.restartCount ?? 0,
  }
}

export function running(old: ContainerStatus, at: number, random: Random, ready = false): ContainerStatus {
  const end = lastEnd(old)
  return {
    ...old,
    imageID: imageIdOf(old.image),
    containerID: `containerd://${(random.uuid() + random.uuid()).replaceAll('-', '')}`,
    state: { running: { startedAt: toTimestamp(at) } },
    lastState: end === undefined ? {} : { terminated: end },
    ready,
    started: true,
    restartCount: old.restartCount + (end === undefined ? 0 : 1),
  }
}

export function ended(old: ContainerStatus, at: number, how: Pick<Terminated, 'exitCode' | 'reason'>): ContainerStatus {
  const startedAt = old.state.running?.startedAt ?? toTimestamp(at)
  const { containerID } = old
  const terminated = { ...how, startedAt, finishedAt: toTimestamp(at), ...(containerID && { containerID }) }
  return { ...old, state: { terminated }, ready: false, started: false }
}

/** A container that has ended, waiting for its next start. */
export function inBackOff(pod: Pod, container: ContainerStatus, delay = crashDelay(container)): ContainerStatus {
  const { name, namespace = '', uid } = pod.metadata
  const told = `back-off ${inMinutes(delay / 1000)} restarting failed container=${container.name}`
  return waiting(container, 'CrashLoopBackOff', `${told} pod=${name}_${namespace}(${uid})`, container)
}

/** How long the kubelet waits after a container's n-th end in a row, in milliseconds: at once, then 10 s doubled up to 300 s. */
export function crashDelay({ restartCount }: ContainerStatus): number {
  return restartCount === 0 ? 0 : Math.min(300, 10 * 2 ** Math.min(restartCount - 1, 10)) * 1000
}

const inMinutes = (seconds: number) => (seconds >= 60 ? `${Math.floor(seconds / 60)}m${seconds % 60}s` : `${seconds}s`)

export function isSidecar(pod: Pod, name: string): boolean {
  return pod.spec.initContainers?.find((container) => container.name === name)?.restartPolicy === 'Always'
}

export function isInitialized(pod: Pod, container: ContainerStatus): boolean {
  return isSidecar(pod, container.name) ? container.started === true : container.state.terminated?.exitCode === 0
}
