import { isFault } from '@/lib/health/container-fault'
import { shorten } from '@/lib/health/words'
import type { ObjectOf } from '@/lib/kube/fields'
import type { ContainerRole, ContainerState, Ended } from './detail'
import { bool, int, message, optionalBool, text, time } from './json-fields'

const stateFields = {
  waiting: message({ reason: text, message: text }),
  running: message({ startedAt: time }),
  terminated: message({
    exitCode: int,
    signal: int,
    reason: text,
    message: text,
    startedAt: time,
    finishedAt: time,
  }),
}

/** ContainerStatus (core/v1). */
export const containerStatus = {
  name: text,
  imageID: text,
  state: message(stateFields),
  lastState: message(stateFields),
  ready: bool,
  restartCount: int,
  started: optionalBool,
}

export type ContainerStatus = ObjectOf<typeof containerStatus>
type Terminated = NonNullable<NonNullable<ContainerStatus['state']>['terminated']>

/** Why a container waits. Reasons: kubelet images/types.go, container/sync_result.go, kuberuntime_container.go. */
const waits: Readonly<Record<string, string>> = {
  ContainerCreating: 'The node prepares its image, volumes and network.',
  PodInitializing: 'It waits for the init containers.',
  CrashLoopBackOff: 'It keeps ending; the kubelet waits longer before each new start.',
  ErrImagePull: 'Its image cannot be pulled; the kubelet tries again.',
  ImagePullBackOff: 'Its image cannot be pulled; the kubelet tries again.',
  ErrImageNeverPull: 'Its image is not on the node and may not be pulled.',
  InvalidImageName: 'Its image has no valid name.',
  CreateContainerConfigError: 'A ConfigMap, Secret or setting that it needs is missing.',
  CreateContainerError: 'The runtime cannot create it.',
  RunContainerError: 'The runtime cannot start it.',
}

/** `status` is undefined for a container that the kubelet never told about; `over` when its pod has ended. */
export function containerState(
  status: ContainerStatus | undefined,
  role: ContainerRole,
  over: boolean,
): ContainerState {
  const { waiting, running, terminated } = status?.state ?? {}
  if (running !== undefined) return runningState(status?.ready === true, status?.started, role, running.startedAt)
  if (terminated !== undefined) {
    const { exitCode, message, finishedAt } = terminated
    const word = exitCode === 0 ? 'Completed' : 'Failed'
    const health = exitCode === 0 ? 'healthy' : 'failed'
    return { health, word, words: endingWords(terminated), told: shorten(message), since: finishedAt ?? null }
  }
  if (waiting === undefined || waiting.reason === '') {
    const word = over ? 'Not running' : 'Waiting'
    const words = over ? 'The pod is over.' : 'It has not been started yet.'
    return { health: 'paused', word, words, told: null, since: null }
  }
  const { reason, message } = waiting
  const health = isFault(reason) ? 'failed' : 'progressing'
  return { health, word: reason, words: waits[reason] ?? null, told: shorten(message), since: null }
}

function runningState(
  ready: boolean,
  started: boolean | undefined,
  role: ContainerRole,
  startedAt: number | undefined,
): ContainerState {
  const state = { word: 'Running', told: null, since: startedAt ?? null }
  if (role === 'init') return { ...state, health: 'progressing', words: 'It has not finished yet.' }
  if (ready || role === 'ephemeral') return { ...state, health: 'healthy', words: null }
  if (started === false) return { ...state, health: 'progressing', words: 'Its startup probe has not passed yet.' }
  return { ...state, health: 'degraded', words: 'Not ready: Services send it no traffic.' }
}

export function endedRun(terminated: Terminated | undefined): Ended | null {
  if (terminated === undefined) return null
  const { startedAt, finishedAt, message } = terminated
  const ranMs = startedAt === undefined || finishedAt === undefined ? null : Math.max(0, finishedAt - startedAt)
  return { words: endingWords(terminated), told: shorten(message), at: finishedAt ?? null, ranMs }
}

/** Signals that end containers, by their numbers on Linux (signal(7)). */
const signals: Readonly<Record<number, string>> = {
  1: 'SIGHUP',
  2: 'SIGINT',
  3: 'SIGQUIT',
  4: 'SIGILL',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  13: 'SIGPIPE',
  15: 'SIGTERM',
}

/** A kill arrives as exit code 128+n: the kubelet leaves `signal` empty (pkg/kubelet/kubelet_pods.go). */
function endingWords({ reason, exitCode, signal }: Terminated): string {
  const code = `exit ${exitCode}`
  if (reason === 'OOMKilled') return `Killed: out of memory (OOMKilled), ${code}`
  if (reason === 'ContainerStatusUnknown') return `Lost: the kubelet no longer knew how it was, ${code}`
  if (exitCode === 0) return `Exit ${exitCode}`
  const number = signal || (exitCode > 128 ? exitCode - 128 : 0)
  const name = signals[number]
  const cause = name === undefined ? [] : [`killed by ${name}`]
  const word = reason === '' || reason === 'Error' ? [] : [reason]
  const words = [...word, ...cause, code].join(', ')
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}
