import { toTimestamp } from '@/demo/clock'
import type { Condition, Deployment, ReplicaSet } from '@/demo/store/objects'
import { nonZero } from './pods'
import { availableOf, type Sets, surgeOf, total } from './replica-sets'

type Status = Deployment['status']

/** The largest number stands for none (deployment_util.go, HasProgressDeadline). */
const hasDeadline = ({ spec: { progressDeadlineSeconds } }: Deployment): boolean =>
  progressDeadlineSeconds !== undefined && progressDeadlineSeconds !== 2_147_483_647

const progressOf = ({ conditions }: Status) => conditions?.find(({ type }) => type === 'Progressing')

/** A condition that says something new goes to the end; its transition time stays where its status did. */
function withChanged(conditions: readonly Condition[] = [], next: Condition): readonly Condition[] {
  const old = conditions.find(({ type }) => type === next.type)
  if (old?.status === next.status && old.reason === next.reason) return conditions
  return replaced(
    conditions,
    old?.status === next.status ? { ...next, lastTransitionTime: old.lastTransitionTime } : next,
  )
}

const replaced = (conditions: readonly Condition[], next: Condition) => [
  ...conditions.filter(({ type }) => type !== next.type),
  next,
]

function progressing(at: number, status: Condition['status'], reason: string, message: string): Condition {
  const now = toTimestamp(at)
  return { type: 'Progressing', status, lastUpdateTime: now, lastTransitionTime: now, reason, message }
}

/** The Deployment with what its controller says of it at once: a set was made or found. */
export function withProgress(deployment: Deployment, reason: string, message: string, at: number): Deployment {
  if (!hasDeadline(deployment)) return deployment
  const conditions = withChanged(deployment.status.conditions, progressing(at, 'True', reason, message))
  return { ...deployment, status: { ...deployment.status, conditions } }
}

/** A missed deadline is not covered up by a pause (deployment/sync.go, checkPausedConditions). */
export function withPauseCondition(deployment: Deployment, at: number): Deployment {
  const known = progressOf(deployment.status)
  const isKnown = known?.reason === 'DeploymentPaused'
  const { paused = false } = deployment.spec
  if (!hasDeadline(deployment) || known?.reason === 'ProgressDeadlineExceeded' || paused === isKnown) return deployment
  const next = paused
    ? progressing(at, 'Unknown', 'DeploymentPaused', 'Deployment is paused')
    : progressing(at, 'Unknown', 'DeploymentResumed', 'Deployment is resumed')
  return {
    ...deployment,
    status: { ...deployment.status, conditions: withChanged(deployment.status.conditions, next) },
  }
}

const sum = (sets: readonly ReplicaSet[], count: (set: ReplicaSet) => number | undefined) =>
  sets.reduce((all, set) => all + (count(set) ?? 0), 0)

/** Counts and availability as the sets tell them (deployment/sync.go, calculateStatus). */
export function countedStatus(deployment: Deployment, { current, old }: Sets, at: number): Status {
  const sets = current === undefined ? old : [...old, current]
  const availableReplicas = sum(sets, availableOf)
  const isEnough = availableReplicas >= deployment.spec.replicas - surgeOf(deployment).unavailable
  const now = toTimestamp(at)
  const available: Condition = {
    type: 'Available',
    status: isEnough ? 'True' : 'False',
    lastUpdateTime: now,
    lastTransitionTime: now,
    reason: isEnough ? 'MinimumReplicasAvailable' : 'MinimumReplicasUnavailable',
    message: isEnough ? 'Deployment has minimum availability.' : 'Deployment does not have minimum availability.',
  }
  const { collisionCount } = deployment.status
  return {
    observedGeneration: deployment.metadata.generation ?? 1,
    ...nonZero({
      replicas: sum(sets, ({ status }) => status.replicas),
      updatedReplicas: current?.status.replicas ?? 0,
      readyReplicas: sum(sets, ({ status }) => status.readyReplicas),
      availableReplicas,
      unavailableReplicas: Math.max(0, total(sets) - availableReplicas),
    }),
    terminatingReplicas: sum(sets, ({ status }) => status.terminatingReplicas),
    ...(collisionCount === undefined ? {} : { collisionCount }),
    conditions: withChanged(deployment.status.conditions, available),
  }
}

/** The status of a rollout on its way, with what became of it (deployment/progress.go, syncRolloutStatus). */
export function rolloutStatus(deployment: Deployment, sets: Sets, at: number): Status {
  const counted = countedStatus(deployment, sets, at)
  const judged = hasDeadline(deployment)
    ? withJudgement(deployment, counted, sets.current, at)
    : (counted.conditions ?? []).filter(({ type }) => type !== 'Progressing')
  const failing = [...(sets.current === undefined ? [] : [sets.current]), ...sets.old]
    .flatMap(({ status }) => status.conditions ?? [])
    .find(({ type }) => type === 'ReplicaFailure')
  const conditions =
    failing === undefined
      ? judged.filter(({ type }) => type !== 'ReplicaFailure')
      : withChanged(judged, { ...failing, lastUpdateTime: failing.lastTransitionTime ?? toTimestamp(at) })
  return { ...counted, conditions }
}

function withJudgement(
  deployment: Deployment,
  counted: Status,
  current: ReplicaSet | undefined,
  at: number,
): readonly Condition[] {
  const { conditions = [] } = counted
  const known = progressOf(deployment.status)
  const { replicas = 0, updatedReplicas = 0 } = counted
  if (known?.reason === 'NewReplicaSetAvailable' && replicas === updatedReplicas) return conditions
  const { name } = deployment.metadata
  const subject = current === undefined ? `Deployment "${name}"` : `ReplicaSet "${current.metadata.name}"`
  if (isComplete({ ...deployment, status: counted }))
    return withChanged(
      conditions,
      progressing(at, 'True', 'NewReplicaSetAvailable', `${subject} has successfully progressed.`),
    )
  if (hasMoved(deployment.status, counted)) {
    const next = progressing(at, 'True', 'ReplicaSetUpdated', `${subject} is progressing.`)
    const kept = known?.status === 'True' ? { ...next, lastTransitionTime: known.lastTransitionTime } : next
    return replaced(conditions, kept)
  }
  if (!isLate(deployment, known, at)) return conditions
  return withChanged(
    conditions,
    progressing(at, 'False', 'ProgressDeadlineExceeded', `${subject} has timed out progressing.`),
  )
}

export function isComplete({ spec: { replicas }, status, metadata }: Deployment): boolean {
  const { updatedReplicas = 0, replicas: all = 0, availableReplicas = 0, observedGeneration = 0 } = status
  const isAll = updatedReplicas === replicas && all === replicas && availableReplicas === replicas
  return isAll && observedGeneration >= (metadata.generation ?? 1)
}

function hasMoved(before: Status, after: Status): boolean {
  const oldOnes = ({ replicas = 0, updatedReplicas = 0 }: Status) => replicas - updatedReplicas
  return (
    (after.updatedReplicas ?? 0) > (before.updatedReplicas ?? 0) ||
    oldOnes(after) < oldOnes(before) ||
    (after.readyReplicas ?? 0) > (before.readyReplicas ?? 0) ||
    (after.availableReplicas ?? 0) > (before.availableReplicas ?? 0)
  )
}

function isLate({ spec }: Deployment, known: Condition | undefined, at: number): boolean {
  if (known === undefined || known.reason === 'NewReplicaSetAvailable') return false
  if (known.reason === 'ProgressDeadlineExceeded') return true
  return Date.parse(known.lastUpdateTime ?? '') + (spec.progressDeadlineSeconds ?? 600) * 1000 < at
}

/** After how many milliseconds the deadline wants a look; undefined while none runs. */
export function untilDeadline(deployment: Deployment, at: number): number | undefined {
  const known = progressOf(deployment.status)
  if (!hasDeadline(deployment) || known?.lastUpdateTime === undefined || isComplete(deployment)) return undefined
  if (known.reason === 'ProgressDeadlineExceeded' || known.reason === 'NewReplicaSetAvailable') return undefined
  if (known.reason === 'DeploymentPaused') return undefined
  const { progressDeadlineSeconds = 600 } = deployment.spec
  return Math.max(0, Date.parse(known.lastUpdateTime) + progressDeadlineSeconds * 1000 - at) + 1000
}
