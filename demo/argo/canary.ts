import type { ReplicaSet } from '@/demo/store/objects'
import { reconcileRuns } from './analysis-runs'
import { baseStatus, resetStatus, stepHash, templateChanged } from './base-status'
import { withConditions } from './conditions'
import { isAborted, isHalted, isPauseOver, pauseFor, remaining } from './pause'
import { promoted, promotionOf } from './promotion'
import { basicCanaryCounts, type Counts, routedCanaryCounts } from './replica-counts'
import {
  availableOf,
  deadlineOf,
  ensureCurrent,
  hashOfSet,
  prune,
  removeDeadlines,
  scale,
  sum,
  syncSets,
} from './replica-sets'
import { restartPods } from './restart'
import { routeTraffic } from './routing'
import { lingering, scaleByDeadline } from './scale-down'
import { pointCanaryServices } from './services'
import {
  canaryGoal,
  fencesOf,
  indexOf,
  isFullyPromoted,
  isRouted,
  maxWeightOf,
  pauseOf,
  replicasOf,
  stepOf,
  stepsOf,
  stepText,
} from './steps'
import { persist, record, type Status, type Sync } from './sync'

/** One look at a canary (argo-rollouts v1.9, rollout/canary.go). */
export function reconcileCanary(sync: Sync): void {
  ensureCurrent(sync)
  if (templateOrStepsChanged(sync)) return syncStatus(sync)
  if (restartPods(sync) > 0) return
  prune(sync, syncSets(sync).others)
  pointCanaryServices(sync)
  routeTraffic(sync, () => isAtSize(sync))
  reconcileRuns(sync)
  if (sync.pause.add.length === 0 && !scaleCanary(sync)) pauseAtStep(sync)
  syncStatus(sync)
}

const templateOrStepsChanged = (sync: Sync) =>
  sync.rollout.status.currentStepHash !== stepHash(sync) || templateChanged(sync)

/** The sizes that both sets are to have now. */
function countsOf({ world, rollout }: Pick<Sync, 'world' | 'rollout'>): Counts {
  const { current, stable, others } = syncSets({ world, rollout } as Sync)
  const goal = canaryGoal(rollout)
  const maxWeight = maxWeightOf(rollout)
  const replicas = replicasOf(rollout)
  if (isRouted(rollout)) return routedCanaryCounts(replicas, goal, maxWeight)
  const sizeOf = (set: ReplicaSet | undefined) => set && { replicas: set.spec.replicas, available: availableOf(set) }
  return basicCanaryCounts({
    replicas,
    weight: 'weight' in goal ? goal.weight : 0,
    maxWeight,
    ...fencesOf(rollout),
    canary: sizeOf(current),
    stable: stable === current ? undefined : sizeOf(stable),
    others: sum(others, ({ spec }) => spec.replicas),
  })
}

function isAtSize(sync: Sync): boolean {
  const { current, stable, others } = syncSets(sync)
  const counts = countsOf(sync)
  const isThere = current?.spec.replicas === counts.canary && availableOf(current) === counts.canary
  const isLeft = stable?.spec.replicas === counts.stable && stable.status.replicas === counts.stable
  return isThere && isLeft && (isRouted(sync.rollout) || sum(others, availableOf) === 0)
}

/** Moves one set at a time; whether it moved one. */
export function scaleCanary(sync: Sync): boolean {
  if (isHalted(sync)) return false
  removeDeadlines(sync)
  const { current, stable } = syncSets(sync)
  if (stable !== undefined && stable !== current && scale(sync, stable, countsOf(sync).stable)) return true
  const fresh = syncSets(sync).current
  if (fresh !== undefined && scaleByDeadline(sync, fresh, countsOf(sync).canary)) return true
  return scaleDownOthers(sync)
}

function scaleDownOthers(sync: Sync): boolean {
  const { rollout } = sync
  const active = syncSets(sync).others.filter(({ spec }) => spec.replicas > 0)
  if (active.length === 0) return false
  let scaled = 0
  for (const set of active)
    if (availableOf(set) < set.spec.replicas) {
      scaled += set.spec.replicas - availableOf(set)
      scale(sync, set, availableOf(set))
    }
  const { all, others } = syncSets(sync)
  let spare = sum(all, availableOf) - (replicasOf(rollout) - fencesOf(rollout).unavailable)
  for (const set of others.filter(({ spec }) => spec.replicas > 0).toReversed()) {
    if (spare <= 0) break
    const waits = isRouted(rollout) && (isFullyPromoted(rollout) || deadlineOf(set) !== undefined)
    const left = waits
      ? lingering(sync, set, set.spec.replicas)
      : isRouted(rollout)
        ? 0
        : Math.max(0, set.spec.replicas - spare)
    spare -= set.spec.replicas - left
    scaled += set.spec.replicas - left
    scale(sync, set, left)
  }
  return scaled > 0
}

function pauseAtStep(sync: Sync): void {
  const { rollout } = sync
  const step = stepOf(rollout)
  if (rollout.spec.paused || rollout.status.promoteFull || step?.pause === undefined) return
  const pause = pauseFor(sync, 'CanaryPauseStep')
  const duration = pauseOf(step)
  if (pause !== undefined && duration !== undefined) sync.later(Math.max(0, remaining(sync, pause.startTime, duration)))
  if (pause === undefined && !rollout.status.controllerPause) sync.pause.add.push('CanaryPauseStep')
}

function isStepDone(sync: Sync): boolean {
  const step = stepOf(sync.rollout)
  if (sync.rollout.spec.paused || step === undefined) return false
  if (step.pause !== undefined) return isPauseOver(sync, step)
  if (step.setWeight !== undefined || step.setCanaryScale !== undefined) return isAtSize(sync)
  if (step.analysis !== undefined) return sync.runs.step?.status.phase === 'Successful'
  return step.setHeaderRoute !== undefined || step.setMirrorRoute !== undefined
}

/** The next status, and with it the next step (syncRolloutStatusCanary). */
function syncStatus(sync: Sync): void {
  const { rollout } = sync
  const steps = stepsOf(rollout).length
  const base: Status = { ...baseStatus(sync), currentStepHash: stepHash(sync) }
  if (templateOrStepsChanged(sync)) return restart(sync, base, steps)
  if (rollout.status.promoteFull) {
    sync.pause.clear = true
    sync.pause.removeAbort = true
  }
  const reason = promotionOf(sync, base)
  if (reason !== undefined) return persist(sync, withConditions(sync, promoted(sync, base, reason)))
  const index = nextIndex(sync, steps)
  const isStepped = index !== undefined && index !== indexOf(rollout) && !isAborted(sync)
  const { currentStepAnalysisRunStatus: run, ...canary } = base.canary ?? {}
  const next = { ...base, canary: isStepped || run === undefined ? canary : (base.canary ?? {}) }
  persist(sync, withConditions(sync, index === undefined ? next : { ...next, currentStepIndex: index }))
}

/** A new template or new steps begin at the first one; the stable template has none to go. */
function restart(sync: Sync, base: Status, steps: number): void {
  const next = resetStatus(sync, base)
  const { current } = syncSets(sync)
  const isStable = current !== undefined && sync.rollout.status.stableRS === hashOfSet(current)
  if (isStable && steps > 0) record(sync, 'SkipSteps', 'Rollback to stable ReplicaSets')
  persist(sync, withConditions(sync, isStable && steps > 0 ? { ...next, currentStepIndex: steps } : next))
}

function nextIndex(sync: Sync, steps: number): number | undefined {
  const { rollout } = sync
  if (steps === 0) return undefined
  if (isAborted(sync)) return isFullyPromoted(rollout) ? steps : 0
  if (rollout.status.promoteFull) return steps
  const index = indexOf(rollout) ?? 0
  const step = stepOf(rollout)
  if (step === undefined || !isStepDone(sync)) return index
  record(sync, 'RolloutStepCompleted', `Rollout step ${index + 1}/${steps} completed (${stepText(step)})`)
  sync.pause.remove.push('CanaryPauseStep')
  return index + 1
}
