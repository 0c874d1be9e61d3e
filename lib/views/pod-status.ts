import { isGated, isInitialized, isReady } from '@/lib/health/pod-conditions'
import type { ContainerStatus, Pod } from '@/lib/kube/kinds/pod'

/** What `kubectl get pods` prints of a pod; `lastRestartAt` is null when there was no restart or its time is unknown. */
export interface PodStatus {
  readonly status: string
  readonly readyContainers: number
  readonly containers: number
  readonly restarts: number
  readonly lastRestartAt: number | null
}

type Spec = NonNullable<Pod['spec']>
type Status = NonNullable<Pod['status']>
type Terminated = NonNullable<NonNullable<ContainerStatus['state']>['terminated']>

interface Restarts {
  count: number
  lastAt: number | null
}

/** One walk over the statuses of a pod's init containers, or of its containers. */
interface Walk {
  /** STATUS as far as the walk decides it. */
  readonly status: string | undefined
  readonly ready: number
  readonly restarts: Restarts
}

/** The columns READY, STATUS and RESTARTS of the API server's own Table: printPod, pkg/printers/internalversion, v1.36.3. */
export function podStatus(pod: Pod): PodStatus {
  const { spec, status } = pod
  const sidecars: Restarts = { count: 0, lastAt: null }
  const init = status === undefined ? nothing : walkInitContainers(spec, status, sidecars)
  const main =
    status !== undefined && (init.status === undefined || isInitialized(status))
      ? walkContainers(status, init.status ?? basicStatus(status), sidecars)
      : undefined
  const { count, lastAt } = main?.restarts ?? init.restarts
  return {
    status: deletionStatus(pod) ?? main?.status ?? init.status ?? basicStatus(status),
    readyContainers: init.ready + (main?.ready ?? 0),
    containers: countContainers(spec),
    restarts: count,
    lastRestartAt: count === 0 ? null : lastAt,
  }
}

function isSidecar(spec: Spec | undefined, name: string): boolean {
  return spec?.initContainers.some((it) => it.name === name && it.restartPolicy === 'Always') ?? false
}

const nothing: Walk = { status: undefined, ready: 0, restarts: { count: 0, lastAt: null } }

function basicStatus(status: Status | undefined): string {
  if (status === undefined) return ''
  if (isGated(status)) return 'SchedulingGated'
  return status.reason === '' ? status.phase : status.reason
}

function deletionStatus({ metadata, status }: Pod): string | undefined {
  if (metadata?.deletionTimestamp === undefined) return undefined
  if (status?.reason === 'NodeLost') return 'Unknown'
  return status?.phase === 'Succeeded' || status?.phase === 'Failed' ? undefined : 'Terminating'
}

function countContainers(spec: Spec | undefined): number {
  if (spec === undefined) return 0
  let count = spec.containers.length
  for (const { restartPolicy } of spec.initContainers) if (restartPolicy === 'Always') count++
  return count
}

/** Stops at the first init container that has not finished; adds the restarts of the sidecars passed to `sidecars`. */
function walkInitContainers(spec: Spec | undefined, status: Status, sidecars: Restarts): Walk {
  const restarts: Restarts = { count: 0, lastAt: null }
  let ready = 0
  for (const [index, container] of status.initContainerStatuses.entries()) {
    const sidecar = isSidecar(spec, container.name)
    addRestarts(restarts, container)
    if (sidecar) addRestarts(sidecars, container)
    if (container.state?.terminated?.exitCode === 0) continue
    if (sidecar && container.started === true) {
      if (container.ready) ready++
      continue
    }
    return { status: initStatus(container, index, spec?.initContainers.length ?? 0), ready, restarts }
  }
  return { status: undefined, ready, restarts }
}

function initStatus({ state }: ContainerStatus, index: number, total: number): string {
  if (state?.terminated !== undefined) return `Init:${terminationStatus(state.terminated)}`
  const waiting = state?.waiting?.reason ?? ''
  return waiting === '' || waiting === 'PodInitializing' ? `Init:${index}/${total}` : `Init:${waiting}`
}

/** From last to first, so that the first container in the list has the last word. */
function walkContainers(status: Status, before: string, restarts: Restarts): Walk {
  let reason = before
  let error = ''
  let ready = 0
  for (const container of status.containerStatuses.toReversed()) {
    addRestarts(restarts, container)
    const { waiting, terminated, running } = container.state ?? {}
    if (waiting !== undefined && waiting.reason !== '') reason = waiting.reason
    else if (terminated !== undefined) {
      reason = terminationStatus(terminated)
      if (terminated.exitCode !== 0) error = reason
    } else if (container.ready && running !== undefined) ready++
  }
  if (reason === 'Completed') reason = completedStatus(error, ready > 0, isReady(status))
  return { status: reason, ready, restarts }
}

/** "Completed" is not the whole truth while another container runs or has failed. */
function completedStatus(error: string, running: boolean, ready: boolean): string {
  if (running && ready) return 'Running'
  if (error !== '') return error
  return running ? 'NotReady' : 'Completed'
}

function terminationStatus({ reason, signal, exitCode }: Terminated): string {
  if (reason !== '') return reason
  return signal === 0 ? `ExitCode:${exitCode}` : `Signal:${signal}`
}

function addRestarts(restarts: Restarts, { restartCount, lastState }: ContainerStatus) {
  restarts.count += restartCount
  const at = lastState?.terminated?.finishedAt
  if (at !== undefined && (restarts.lastAt === null || at > restarts.lastAt)) restarts.lastAt = at
}
