import { shorten } from '@/lib/health/words'
import type { Deployment } from '@/lib/kube/kinds/deployment'
import type { PodsSummary } from '@/lib/views/pods-summary'
import type { WorkloadRow } from '@/lib/views/workloads'
import { sharedColumns } from './columns'
import {
  available,
  causeIn,
  missing,
  scaledToZero,
  shortBy,
  shortfall,
  terminating,
  underway,
  unobserved,
  type Verdict,
  withCause,
} from './verdict'

export function projectDeployment(deployment: Deployment, pods: PodsSummary | undefined): WorkloadRow {
  const { metadata, spec, status } = deployment
  return {
    ...sharedColumns('Deployment', metadata, spec?.template?.spec, pods),
    ...judgeDeployment(deployment, pods),
    desired: spec?.replicas ?? 1,
    ready: status?.readyReplicas ?? 0,
    updated: status?.updatedReplicas ?? 0,
    available: status?.availableReplicas ?? 0,
  }
}

/** In the order of `kubectl rollout status` (polymorphichelpers/rollout_status.go); `paused` is a state of its own. */
function judgeDeployment({ metadata, spec, status }: Deployment, pods: PodsSummary | undefined): Verdict {
  if (metadata?.deletionTimestamp !== undefined) return terminating
  const desired = spec?.replicas ?? 1
  const ready = status?.readyReplicas ?? 0
  const counts = { desired, ready, noun: 'replicas' } as const
  if (spec?.paused === true) return paused(ready < desired ? withCause(missing(counts), pods) : null)
  if (status === undefined || (metadata?.generation ?? 0) > status.observedGeneration) return unobserved
  return (
    judgeConditions(status, desired, spec?.progressDeadlineSeconds ?? 600, pods) ??
    (desired === 0 ? scaledToZero(status.replicas) : judgeProgress(status, desired, pods))
  )
}

type Status = NonNullable<Deployment['status']>

const paused = (reason: string | null): Verdict => ({ health: 'paused', status: 'Paused', reason })

function judgeConditions(
  status: Status,
  desired: number,
  deadline: number,
  pods: PodsSummary | undefined,
): Verdict | undefined {
  const progress = status.conditions.find(({ type }) => type === 'Progressing')
  const failure = status.conditions.find(({ type, status: value }) => type === 'ReplicaFailure' && value === 'True')
  if (progress?.reason === 'ProgressDeadlineExceeded') {
    const cause = causeIn(pods) ?? shorten(failure?.message ?? '') ?? standstill(status, desired, pods)
    return {
      // Old replicas that still serve in full make a stuck rollout a degradation.
      health: status.readyReplicas >= desired ? 'degraded' : 'failed',
      status: 'Deadline exceeded',
      reason: `The rollout made no progress for ${deadline} s: ${cause}`,
    }
  }
  if (progress?.status === 'False')
    return { health: 'failed', status: 'Rollout failed', reason: shorten(progress.message) ?? progress.reason }
  if (failure === undefined) return undefined
  return {
    health: shortBy(status.readyReplicas),
    status: 'Replica failure',
    reason: shorten(failure.message) ?? failure.reason,
  }
}

function judgeProgress(status: Status, desired: number, pods: PodsSummary | undefined): Verdict {
  const { replicas, updatedReplicas: updated, readyReplicas: ready, availableReplicas } = status
  if (updated < desired) {
    const scaling = isSettled(status) && replicas === updated
    return underway(scaling ? 'Scaling up' : 'Rolling out', updatedOf(status, desired), pods)
  }
  if (replicas > updated) return underway('Rolling out', `${replicas - updated} old replicas still to go`, pods)
  if (availableReplicas >= updated) return available
  if (ready >= updated)
    return underway('Rolling out', `${availableReplicas} of ${updated} replicas ready for long enough`, pods)
  const counts = { desired: updated, ready, noun: 'replicas' } as const
  return isSettled(status) ? shortfall(counts, pods) : underway('Rolling out', missing(counts), pods)
}

/** The last rollout ended, or nothing watches over it; what is missing now went missing afterwards (deployment/progress.go). */
function isSettled({ conditions }: Status): boolean {
  const progress = conditions.find(({ type }) => type === 'Progressing')
  return progress === undefined || progress.reason === 'NewReplicaSetAvailable'
}

/** Where a rollout stands in which no pod is broken: it may be ready pods that do not come. */
function standstill(status: Status, desired: number, pods: PodsSummary | undefined): string {
  if (status.updatedReplicas < desired) return updatedOf(status, desired)
  const sentence = missing({ desired, ready: status.readyReplicas, noun: 'replicas' })
  const reason = pods?.worst?.reason ?? null
  return reason === null ? sentence : `${sentence}: ${reason}`
}

const updatedOf = ({ updatedReplicas }: Status, desired: number) => `${updatedReplicas} of ${desired} replicas updated`
