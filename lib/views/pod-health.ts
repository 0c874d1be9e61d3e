import { containerFault, ending, unusualWait } from '@/lib/health/container-fault'
import { isGated, isInitialized, isReady } from '@/lib/health/pod-conditions'
import { shorten, told } from '@/lib/health/words'
import type { ContainerStatus, Pod } from '@/lib/kube/kinds/pod'
import { healthy, type Judgement } from './judgement'

type Status = NonNullable<Pod['status']>

const progressing = (reason: string | null = null): Judgement => ({ health: 'progressing', reason })
const degraded = (reason: string | null): Judgement => ({ health: 'degraded', reason })
const failed = (reason: string | null): Judgement => ({ health: 'failed', reason })

/**
 * How a pod does, from its conditions and its containers' states alone: phase Running says nothing while a container is in
 * CrashLoopBackOff. There is no clock here: a pod that was never ready is starting, one that lost its readiness is degraded.
 */
export function judgePod({ metadata, spec, status }: Pod): Judgement {
  if (status === undefined) return progressing()
  if (status.phase === 'Succeeded') return healthy
  if (status.phase === 'Failed') return failed(whyFailed(status))
  if (metadata?.deletionTimestamp !== undefined) return judgeDeletion(status)
  const unscheduled = judgeScheduling(status)
  if (unscheduled !== undefined) return unscheduled
  const fault = firstOf(status, containerFault)
  if (fault !== undefined) return failed(fault)
  if (status.phase === 'Unknown') return degraded(told(status.reason, status.message) ?? 'Its node does not report')
  if (status.phase !== 'Running') return progressing(firstOf(status, unusualWait) ?? null)
  return isReady(status) ? healthy : judgeNotReady(status, spec?.readinessGates ?? [])
}

function whyFailed(status: Status): string {
  return told(status.reason, status.message) ?? firstOf(status, containerFault) ?? 'Failed'
}

function judgeDeletion(status: Status): Judgement {
  if (status.reason === 'NodeLost') return failed(told(status.reason, status.message))
  const disruption = status.conditions.find(
    ({ type, status: value }) => type === 'DisruptionTarget' && value === 'True',
  )
  return progressing(disruption === undefined ? null : told(disruption.reason, disruption.message))
}

function judgeScheduling(status: Status): Judgement | undefined {
  const scheduled = status.conditions.find(({ type }) => type === 'PodScheduled')
  if (isGated(status)) return { health: 'paused', reason: shorten(scheduled?.message ?? '') }
  if (scheduled?.status !== 'False') return undefined
  if (scheduled.reason !== 'Unschedulable' && scheduled.reason !== 'SchedulerError') return undefined
  if (status.nominatedNodeName !== '') return progressing(`Waits for room on ${status.nominatedNodeName}`)
  return failed(schedulerWords(scheduled.message) ?? scheduled.reason)
}

/** The first sentence; what follows tells what preemption would change (FitError, pkg/scheduler/framework/types.go). */
function schedulerWords(message: string): string | null {
  const end = message.indexOf('. ')
  return shorten(end === -1 ? message : message.slice(0, end + 1))
}

function judgeNotReady(status: Status, gates: readonly { readonly conditionType: string }[]): Judgement {
  if (status.initContainerStatuses.length > 0 && !isInitialized(status)) return progressing()
  const done = status.containerStatuses.filter(({ state }) => state?.terminated !== undefined)
  if (done.length > 0) {
    if (done.length === status.containerStatuses.length) return progressing()
    return degraded(`${done.map(({ name }) => name).join(', ')} completed while other containers run`)
  }
  const unready = firstOf(status, (container) => (isUp(container) ? undefined : container))
  if (unready !== undefined) return judgeUnready(unready, readySince(status))
  const gate = gates.find(({ conditionType }) => !holds(status, conditionType))
  if (gate !== undefined) return progressing(`Waits for readiness gate ${gate.conditionType}`)
  const ready = status.conditions.find(({ type }) => type === 'Ready')
  if (ready === undefined || status.containerStatuses.length === 0) return progressing()
  return degraded(
    told(ready.reason, ready.message) ?? 'Its containers are ready, the pod is not: its node may not report',
  )
}

/** An init container that ended is done; all others should be ready. */
const isUp = ({ ready, state }: ContainerStatus) => ready || state?.terminated !== undefined

const readySince = (status: Status) => status.conditions.find(({ type }) => type === 'Ready')?.lastTransitionTime

function judgeUnready({ name, restartCount, started, state, lastState }: ContainerStatus, since: number | undefined) {
  if (restartCount > 0) {
    const times = restartCount === 1 ? 'once' : `${restartCount} times`
    const last = lastState?.terminated
    return degraded(`${name} restarted ${times}${last === undefined ? '' : `, last ${ending(last)}`}`)
  }
  const startedAt = state?.running?.startedAt
  if (started === false || startedAt === undefined) return progressing()
  const lost = since !== undefined && since > startedAt
  return lost ? degraded(`${name} is not ready any more`) : progressing(`${name} runs but is not ready yet`)
}

function holds(status: Status, conditionType: string): boolean {
  return status.conditions.find(({ type }) => type === conditionType)?.status === 'True'
}

function firstOf<T>(status: Status, look: (container: ContainerStatus) => T | undefined): T | undefined {
  for (const container of status.initContainerStatuses) {
    const found = look(container)
    if (found !== undefined) return found
  }
  for (const container of status.containerStatuses) {
    const found = look(container)
    if (found !== undefined) return found
  }
  return undefined
}
