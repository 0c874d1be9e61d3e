import { type Condition, type ContainerStatus, isReady, type Pod } from '@/demo/store/objects'
import { humanDuration, since } from './duration'
import { type RowCondition, table } from './table'

/** printPod. */
export const pods = table<Pod>(
  'Name, Ready, Status, Restarts, Age, IP*, Node*, Nominated Node*, Readiness Gates*',
  (pod, _, now) => podCells({ ...pod, status: pod.status ?? {} }, now),
)

/** The condition of the row of a pod that has ended. */
export function podConditions({ status }: Pod): readonly RowCondition[] | undefined {
  const message = endings[status.phase ?? '']
  return message === undefined || status.phase === undefined
    ? undefined
    : [{ type: 'Completed', status: 'True', reason: status.phase, message }]
}

const endings: Readonly<Record<string, string>> = {
  Succeeded: 'The pod has completed successfully.',
  Failed: 'The pod failed.',
}

export function podCells(pod: Pod, now: number): readonly string[] {
  const { ready, status, restarts, lastRestart } = podColumnsOf(pod)
  const total = pod.spec.containers.length + (pod.spec.initContainers ?? []).filter(isSidecar).length
  const gates = pod.spec.readinessGates ?? []
  const open = gates.filter(({ conditionType }) => find(pod.status.conditions, conditionType)?.status === 'True')
  return [
    pod.metadata.name,
    `${ready}/${total}`,
    status,
    restarts !== 0 && lastRestart > 0 ? `${restarts} (${humanDuration(now - lastRestart)} ago)` : String(restarts),
    since(pod.metadata.creationTimestamp, now),
    pod.status.podIPs?.[0]?.ip || '<none>',
    pod.spec.nodeName || '<none>',
    pod.status.nominatedNodeName || '<none>',
    gates.length === 0 ? '<none>' : `${open.length}/${gates.length}`,
  ]
}

interface Tally {
  ready: number
  status: string
  restarts: number
  lastRestart: number
}

const isSidecar = (container: { readonly restartPolicy?: string } | undefined) => container?.restartPolicy === 'Always'
const find = (conditions: readonly Condition[] | undefined, type: string) =>
  conditions?.find((condition) => condition.type === type)

function podColumnsOf(pod: Pod): Tally {
  const { phase = '', reason, conditions } = pod.status
  const gated = conditions?.some(({ type, reason }) => type === 'PodScheduled' && reason === 'SchedulingGated')
  const tally: Tally = { ready: 0, status: gated ? 'SchedulingGated' : reason || phase, restarts: 0, lastRestart: 0 }
  const sidecars: Tally = { ready: 0, status: '', restarts: 0, lastRestart: 0 }
  const initializing = walkInit(pod, tally, sidecars)
  if (!initializing || find(conditions, 'Initialized')?.status === 'True') {
    Object.assign(tally, { restarts: sidecars.restarts, lastRestart: sidecars.lastRestart })
    walkContainers(pod, tally)
  }
  if (pod.metadata.deletionTimestamp !== undefined) {
    if (reason === 'NodeLost') tally.status = 'Unknown'
    else if (phase !== 'Succeeded' && phase !== 'Failed') tally.status = 'Terminating'
  }
  return tally
}

function walkInit(pod: Pod, tally: Tally, sidecars: Tally): boolean {
  const specs = pod.spec.initContainers ?? []
  for (const [at, container] of (pod.status.initContainerStatuses ?? []).entries()) {
    const sidecar = isSidecar(specs.find(({ name }) => name === container.name))
    count(tally, container)
    if (sidecar) count(sidecars, container)
    const { terminated, waiting } = container.state
    if (terminated?.exitCode === 0) continue
    if (sidecar && container.started) {
      if (container.ready) tally.ready++
      continue
    }
    if (terminated !== undefined) tally.status = `Init:${ending(terminated)}`
    else if (waiting?.reason && waiting.reason !== 'PodInitializing') tally.status = `Init:${waiting.reason}`
    else tally.status = `Init:${at}/${specs.length}`
    return true
  }
  return false
}

function walkContainers(pod: Pod, tally: Tally): void {
  let running = false
  let errorReason = ''
  for (const container of (pod.status.containerStatuses ?? []).toReversed()) {
    count(tally, container)
    const { waiting, terminated } = container.state
    if (waiting?.reason) tally.status = waiting.reason
    else if (terminated !== undefined) {
      tally.status = ending(terminated)
      if (terminated.exitCode !== 0) errorReason = tally.status
    } else if (container.ready && container.state.running !== undefined) {
      running = true
      tally.ready++
    }
  }
  if (tally.status !== 'Completed') return
  if (running && isReady(pod)) tally.status = 'Running'
  else if (errorReason !== '') tally.status = errorReason
  else if (running) tally.status = 'NotReady'
}

function count(tally: Tally, { restartCount, lastState }: ContainerStatus): void {
  tally.restarts += restartCount
  const finishedAt = lastState.terminated?.finishedAt
  if (finishedAt) tally.lastRestart = Math.max(tally.lastRestart, Date.parse(finishedAt))
}

const ending = ({ reason, signal, exitCode }: { reason?: string; signal?: number; exitCode: number }) =>
  reason || (signal ? `Signal:${signal}` : `ExitCode:${exitCode}`)
