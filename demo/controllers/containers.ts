import type { Random } from '@/demo/random'
import type { ContainerStatus, Pod } from '@/demo/store/objects'
import type { Registry } from '@/demo/world/registry'
import { type Containers, containersOf, ended, isInitialized, isSidecar, running, waiting } from './podstatus'

/** What happens next to a pod's containers, and in how many milliseconds. */
export interface Step {
  readonly delay: number
  readonly containers: (at: number) => Containers
}

/** The next step that a kubelet takes with the containers; undefined while nothing is due by itself. */
export function nextStep(pod: Pod, registry: Registry, random: Random): Step | undefined {
  const { init, main } = containersOf(pod)
  if (main.length === 0) return { delay: random.between(80, 300), containers: () => freshContainers(pod) }
  const at = init.findIndex((container) => !isInitialized(pod, container))
  const current = init[at]
  if (current !== undefined) {
    const move = initMove(pod, current, registry, random)
    return move && { delay: move.delay, containers: (now) => ({ init: init.with(at, move.to(now)), main }) }
  }
  const moves = main.map((container) => mainMove(pod, container, registry, random))
  const first = moves.reduce(
    (soonest, move) => (move && move.delay < (soonest?.delay ?? Infinity) ? move : soonest),
    undefined,
  )
  if (first === undefined) return undefined
  const moved = (now: number) =>
    main.map((old, index) => (moves[index]?.name === first.name ? (moves[index]?.to(now) ?? old) : old))
  return { delay: first.delay, containers: (now) => ({ init, main: moved(now) }) }
}

/** Containers that wait in back-off start again, as when their time is up. */
export function restarted(pod: Pod, at: number, random: Random): Containers {
  const { init, main } = containersOf(pod)
  const again = (container: ContainerStatus) => {
    const reason = container.state.waiting?.reason
    if (reason === 'CrashLoopBackOff') return running(container, at, random)
    if (reason === 'ImagePullBackOff') return waiting(container, 'ErrImagePull', pullError(container.image), container)
    return container
  }
  return { init: init.map(again), main: main.map(again) }
}

interface Move {
  readonly name: 'start' | 'refuse' | 'ready' | 'end' | 'back-off'
  readonly delay: number
  readonly to: (at: number) => ContainerStatus
}

export function freshContainers(pod: Pod): Containers {
  const { containers, initContainers = [] } = pod.spec
  const reason = initContainers.length > 0 ? 'PodInitializing' : 'ContainerCreating'
  return {
    init: initContainers.map((container) => waiting(container, 'PodInitializing')),
    main: containers.map((container) => waiting(container, reason)),
  }
}

function initMove(pod: Pod, container: ContainerStatus, registry: Registry, random: Random): Move | undefined {
  const { state } = container
  const start = (ready: boolean): Move => ({
    name: 'start',
    delay: random.between(200, 1200),
    to: (at) => running(container, at, random, ready),
  })
  if (state.waiting !== undefined) {
    return state.waiting.reason === 'CrashLoopBackOff' ? undefined : start(isSidecar(pod, container.name))
  }
  if (state.terminated !== undefined) return backOff(pod, container, random)
  const fails = registry.behaviourOf(container.image).run === 'crash'
  const how = fails ? { exitCode: 1, reason: 'Error' } : { exitCode: 0, reason: 'Completed' }
  return { name: 'end', delay: random.between(500, 2500), to: (at) => ended(container, at, how) }
}

const endings = {
  crash: { exitCode: 1, reason: 'Error' },
  fail: { exitCode: 1, reason: 'Error' },
  oom: { exitCode: 137, reason: 'OOMKilled' },
  complete: { exitCode: 0, reason: 'Completed' },
} as const

function mainMove(pod: Pod, container: ContainerStatus, registry: Registry, random: Random): Move | undefined {
  const { state } = container
  const { run, seconds } = registry.behaviourOf(container.image)
  if (state.waiting !== undefined) return startMove(container, state.waiting.reason, run, random)
  if (state.terminated !== undefined) {
    const isOver =
      pod.spec.restartPolicy === 'Never' || (pod.spec.restartPolicy === 'OnFailure' && state.terminated.exitCode === 0)
    return isOver ? undefined : backOff(pod, container, random)
  }
  const becomesReady = run === 'serve' || run === 'oom' || run === 'complete'
  if (becomesReady && !container.ready)
    return { name: 'ready', delay: random.between(1000, 4000), to: () => ({ ...container, ready: true }) }
  if (run === 'serve' || run === 'unready') return undefined
  if (run === 'no-image' || run === 'no-config') return undefined
  const how = endings[run]
  return { name: 'end', delay: seconds * random.between(700, 1300), to: (at) => ended(container, at, how) }
}

function startMove(
  container: ContainerStatus,
  reason: string | undefined,
  run: string,
  random: Random,
): Move | undefined {
  const refuse = (why: string, message: string, delay: number): Move => ({
    name: 'refuse',
    delay,
    to: () => waiting(container, why, message, container),
  })
  if (reason === 'ErrImagePull') {
    const message = `Back-off pulling image "${container.image}": ErrImagePull: ${pullError(container.image)}`
    return refuse('ImagePullBackOff', message, random.between(8000, 14000))
  }
  if (reason !== 'ContainerCreating' && reason !== 'PodInitializing') return undefined
  if (run === 'no-image') return refuse('ErrImagePull', pullError(container.image), random.between(800, 2500))
  if (run === 'no-config') {
    return refuse(
      'CreateContainerConfigError',
      `secret "${container.name}-credentials" not found`,
      random.between(300, 900),
    )
  }
  return { name: 'start', delay: random.between(500, 2500), to: (at) => running(container, at, random) }
}

export function pullError(image: string): string {
  const repository = image.slice(0, image.lastIndexOf(':'))
  return `failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${repository}: not found`
}

function backOff(pod: Pod, container: ContainerStatus, random: Random): Move {
  return { name: 'back-off', delay: random.between(300, 1200), to: () => inBackOff(pod, container) }
}

/** A container that has ended, waiting for its next start. */
export function inBackOff(pod: Pod, container: ContainerStatus): ContainerStatus {
  const seconds = Math.min(300, 10 * 2 ** container.restartCount)
  const rest = seconds % 60
  const delay = seconds >= 60 ? `${Math.floor(seconds / 60)}m${rest}s` : `${rest}s`
  const { name, namespace = '', uid } = pod.metadata
  const message = `back-off ${delay} restarting failed container=${container.name} pod=${name}_${namespace}(${uid})`
  return waiting(container, 'CrashLoopBackOff', message, container)
}
