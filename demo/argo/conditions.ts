import type { Rollout } from '@/demo/store/argo-objects'
import type { Condition } from '@/demo/store/objects'
import { abort, isAborted } from './pause'
import { deadlineOf, hashOfSet, isSaturated, sum, syncSets } from './replica-sets'
import { type Conditions, conditionOf, withoutType, withStated } from './stated'
import { blueGreenOf, replicasOf, stepOf, stepsOf } from './steps'
import { record, revisionOf, type Status, type Sync, timestamp } from './sync'

/** All that was updated is available and serves, and nothing else runs. */
export function isHealthy(rollout: Rollout, next: Status): boolean {
  const replicas = replicasOf(rollout)
  const counted = (next.updatedReplicas ?? 0) === replicas && (next.availableReplicas ?? 0) === replicas
  const isObserved = rollout.status.observedGeneration === String(rollout.metadata.generation ?? 1)
  return counted && isObserved && hasServed(rollout, next, replicas)
}

function hasServed(rollout: Rollout, next: Status, replicas: number): boolean {
  const blueGreen = blueGreenOf(rollout)
  const { activeSelector, previewSelector } = next.blueGreen ?? {}
  if (blueGreen !== undefined)
    return (
      activeSelector === next.currentPodHash &&
      (blueGreen.previewService === undefined || previewSelector === next.currentPodHash)
    )
  const steps = stepsOf(rollout).length
  const isThrough = steps === 0 || next.currentStepIndex === undefined || next.currentStepIndex === steps
  return isThrough && isCompleted(next) && (next.replicas ?? 0) === replicas
}

export const isCompleted = ({ stableRS, currentPodHash }: Status): boolean => !!stableRS && stableRS === currentPodHash

function hasProgressed({ spec, status: old }: Rollout, next: Status): boolean {
  const oldOnes = ({ replicas = 0, updatedReplicas = 0 }: Status) => replicas - updatedReplicas
  const { blueGreen, canary } = spec.strategy
  const switched =
    blueGreen !== undefined &&
    (old.blueGreen?.activeSelector !== next.blueGreen?.activeSelector ||
      old.blueGreen?.previewSelector !== next.blueGreen?.previewSelector)
  const moved =
    canary !== undefined &&
    (old.stableRS !== next.stableRS ||
      (old.currentStepIndex !== undefined &&
        next.currentStepIndex !== undefined &&
        old.currentStepIndex !== next.currentStepIndex) ||
      old.currentStepHash !== next.currentStepHash)
  return (
    (next.updatedReplicas ?? 0) !== (old.updatedReplicas ?? 0) ||
    oldOnes(next) < oldOnes(old) ||
    (next.readyReplicas ?? 0) > (old.readyReplicas ?? 0) ||
    (next.availableReplicas ?? 0) > (old.availableReplicas ?? 0) ||
    switched ||
    moved
  )
}

/** Fills in the conditions of the next status; aborts what made no progress, where that is asked for (rollout/sync.go). */
export function withConditions(sync: Sync, next: Status): Status {
  const draft = new Draft(sync, next.conditions ?? [])
  const becameUnhealthy = stateHealth(draft, next)
  if (isAborted(sync)) stateAbort(draft)
  else stateProgress(draft, next, becameUnhealthy)
  stateAvailability(draft, next)
  const completed = isCompleted(next)
  const changed = draft.state('Completed', completed ? 'True' : 'False', 'RolloutCompleted', 'RolloutCompleted')
  if (changed && !completed)
    record(
      sync,
      'RolloutNotCompleted',
      `Rollout not completed, started update to revision ${revisionOf(sync.rollout)} (${next.currentPodHash ?? ''})`,
    )
  return { ...next, conditions: draft.conditions }
}

class Draft {
  readonly sync: Sync
  conditions: Conditions

  constructor(sync: Sync, conditions: Conditions) {
    this.sync = sync
    this.conditions = conditions
  }

  /** Whether it changed anything. */
  state(type: string, status: Condition['status'], reason: string, message: string): boolean {
    const { conditions, changed } = withStated(this.conditions, type, status, reason, message, timestamp(this.sync))
    this.conditions = conditions
    return changed
  }
}

function stateHealth(draft: Draft, next: Status): boolean {
  const { rollout } = draft.sync
  const isPaused = (rollout.status.pauseConditions ?? []).length > 0 || rollout.spec.paused
  if (!isPaused && isHealthy(rollout, next)) {
    draft.state('Healthy', 'True', 'RolloutHealthy', 'Rollout is healthy')
    return false
  }
  const wasKnown = conditionOf(rollout.status.conditions, 'Healthy') !== undefined
  return wasKnown && draft.state('Healthy', 'False', 'RolloutHealthy', 'Rollout is not healthy')
}

function stateAbort(draft: Draft): void {
  const { sync } = draft
  const why = sync.pause.abort ? `: ${sync.pause.abort}` : ''
  const message = `Rollout aborted update to revision ${revisionOf(sync.rollout)}${why}`
  if (draft.state('Progressing', 'False', 'RolloutAborted', message)) record(sync, 'RolloutAborted', message, 'Warning')
}

function stateProgress(draft: Draft, next: Status, becameUnhealthy: boolean): void {
  const { sync } = draft
  const { rollout } = sync
  const name = syncSets(sync).current?.metadata.name ?? ''
  if (isHealthy(rollout, next)) {
    draft.state('Progressing', 'True', 'NewReplicaSetAvailable', `ReplicaSet "${name}" has successfully progressed.`)
  } else if (hasProgressed(rollout, next) || becameUnhealthy) {
    const isLapse = becameUnhealthy && next.stableRS === next.currentPodHash
    const known = conditionOf(rollout.status.conditions, 'Progressing')
    draft.conditions = withoutType(draft.conditions, 'Progressing')
    if (isLapse)
      draft.state('Progressing', 'True', 'ReplicaSetNotAvailable', 'Rollout does not have minimum availability')
    else draft.state('Progressing', 'True', 'ReplicaSetUpdated', `ReplicaSet "${name}" is progressing.`)
    if (known?.status === 'True') draft.conditions = since(draft.conditions, known)
  } else if (!isIndefinite(rollout) && !isWaitingForScaleDown(sync) && hasTimedOut(sync, draft.conditions)) {
    const message = `ReplicaSet "${name}" has timed out progressing.`
    draft.state('Progressing', 'False', 'ProgressDeadlineExceeded', message)
    if (!rollout.spec.progressDeadlineAbort) return
    abort(sync, message)
    record(sync, 'RolloutAborted', message, 'Warning')
  }
}

/** The condition goes on since when it did. */
function since(conditions: Conditions, known: Condition): Conditions {
  const last = conditions.at(-1)
  if (last === undefined) return conditions
  return [...conditions.slice(0, -1), { ...last, lastTransitionTime: known.lastTransitionTime }]
}

/** A pause or an analysis takes as long as it takes. */
function isIndefinite(rollout: Rollout): boolean {
  const step = stepOf(rollout)
  const waits = step?.pause !== undefined || step?.analysis !== undefined || step?.experiment !== undefined
  return waits || conditionOf(rollout.status.conditions, 'Paused')?.status === 'True'
}

function isWaitingForScaleDown(sync: Sync): boolean {
  return syncSets(sync).others.some((set) => deadlineOf(set) !== undefined)
}

function hasTimedOut({ world, rollout }: Sync, conditions: Conditions): boolean {
  const known = conditionOf(conditions, 'Progressing')
  if (known === undefined || known.reason === 'RolloutAborted' || known.reason === 'RolloutPaused') return false
  if (known.reason === 'ProgressDeadlineExceeded') return true
  return Date.parse(known.lastUpdateTime ?? '') + deadlineSeconds(rollout) * 1000 < world.clock.now()
}

const deadlineSeconds = ({ spec }: Rollout) => spec.progressDeadlineSeconds ?? 600

function stateAvailability(draft: Draft, next: Status): void {
  const { sync } = draft
  const { all } = syncSets(sync)
  const { rollout } = sync
  const active = all.find((set) => hashOfSet(set) === next.blueGreen?.activeSelector)
  const isAvailable =
    blueGreenOf(rollout) === undefined
      ? sum(all, ({ status }) => status.availableReplicas) >= replicasOf(rollout)
      : isSaturated(rollout, active)
  const said = isAvailable ? 'Rollout has minimum availability' : 'Rollout does not have minimum availability'
  draft.state('Available', isAvailable ? 'True' : 'False', 'AvailableReason', said)
}

/** Milliseconds until the deadline is to be looked at; undefined when nothing runs out. */
export function deadlineIn(sync: Sync): number | undefined {
  const { rollout, world } = sync
  const known = conditionOf(rollout.status.conditions, 'Progressing')
  const isPaused = (rollout.status.pauseConditions ?? []).length > 0 || rollout.spec.paused
  if (known?.lastUpdateTime === undefined || known.reason === 'ProgressDeadlineExceeded' || isPaused) return undefined
  if (rollout.status.abort || isIndefinite(rollout) || isHealthy(rollout, rollout.status)) return undefined
  return Math.max(1000, Date.parse(known.lastUpdateTime) + deadlineSeconds(rollout) * 1000 - world.clock.now() + 1000)
}

/** Pauses and retries show before anything else is done (checkPausedConditions); undefined: nothing to say. */
export function pausedConditions(sync: Sync): Conditions | undefined {
  const { rollout } = sync
  const draft = new Draft(sync, rollout.status.conditions ?? [])
  const progress = conditionOf(draft.conditions, 'Progressing')
  const isPaused = (rollout.status.pauseConditions ?? []).length > 0 || rollout.spec.paused === true
  const wasAborted = progress?.reason === 'RolloutAborted'
  const wasPaused = progress?.reason === 'RolloutPaused'
  if (isPaused !== wasPaused && !wasAborted && !isCompleted(rollout.status)) {
    if (isPaused) draft.state('Progressing', 'Unknown', 'RolloutPaused', 'Rollout is paused')
    else draft.state('Progressing', 'Unknown', 'RolloutResumed', 'Rollout is resumed')
  }
  if (!rollout.status.abort && wasAborted)
    draft.state('Progressing', 'Unknown', 'RolloutRetry', 'Retrying Rollout after abort')
  const isShown = conditionOf(draft.conditions, 'Paused')?.status === 'True'
  if (isPaused !== isShown && !wasAborted)
    draft.state('Paused', isPaused ? 'True' : 'False', 'RolloutPaused', 'Rollout is paused')
  return draft.conditions === (rollout.status.conditions ?? draft.conditions) ? undefined : draft.conditions
}
