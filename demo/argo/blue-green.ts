import type { Service } from '@/demo/store/network-objects'
import type { ReplicaSet } from '@/demo/store/objects'
import { reconcileRuns } from './analysis-runs'
import { baseStatus, resetStatus, selectorText, templateChanged } from './base-status'
import { withConditions } from './conditions'
import { isBlueGreenPauseOver, isHalted, pauseFor, remaining } from './pause'
import { promoted, promotionOf, waitsForPostAnalysis } from './promotion'
import {
  availableOf,
  ensureCurrent,
  hashOfSet,
  isSaturated,
  prune,
  removeDeadlines,
  scale,
  syncSets,
} from './replica-sets'
import { restartPods } from './restart'
import { lingering, scaleByDeadline } from './scale-down'
import { hashOfService, serviceOf, switchService } from './services'
import { blueGreenOf, replicasOf } from './steps'
import { persist, type Status, type Sync } from './sync'

const pauseReason = 'BlueGreenPause'

/** One look at a blue-green update (argo-rollouts v1.9, rollout/bluegreen.go). */
export function reconcileBlueGreen(sync: Sync): void {
  ensureCurrent(sync)
  const { current } = syncSets(sync)
  const active = activeOf(sync)
  if (active === undefined || current === undefined) return
  const preview = serviceOf(sync, blueGreenOf(sync.rollout)?.previewService)
  if (preview !== undefined && !isHalted(sync)) switchService(sync, preview, hashOfSet(current))
  if (templateChanged(sync)) return syncStatus(sync)
  restartPods(sync)
  scaleBlueGreen(sync)
  pauseBeforeCutover(sync, active)
  cutOver(sync, active)
  reconcileRuns(sync)
  syncStatus(sync)
}

const activeOf = (sync: Sync): Service | undefined => serviceOf(sync, blueGreenOf(sync.rollout)?.activeService)

export function scaleBlueGreen(sync: Sync): void {
  removeDeadlines(sync)
  const { stable } = syncSets(sync)
  if (stable !== undefined) scale(sync, stable, replicasOf(sync.rollout))
  const { current } = syncSets(sync)
  if (current !== undefined) scaleByDeadline(sync, current, newReplicas(sync, current))
  scaleDownOthers(sync)
  prune(sync, syncSets(sync).others)
}

/** What the new set is to have: less than all while it is only looked at, where that is asked for. */
function newReplicas({ world, rollout }: Sync, current: ReplicaSet): number {
  const replicas = replicasOf(rollout)
  const preview = blueGreenOf(rollout)?.previewReplicaCount
  const { activeSelector, scaleUpPreviewCheckPoint } = rollout.status.blueGreen ?? {}
  const hash = hashOfSet(current)
  const isActive = !activeSelector || activeSelector === hash
  if (preview === undefined || isActive || rollout.status.promoteFull || world === undefined) return replicas
  if (hash !== rollout.status.currentPodHash) return preview
  const isPaused = rollout.spec.paused || (rollout.status.pauseConditions ?? []).length > 0
  return !isPaused && scaleUpPreviewCheckPoint ? replicas : preview
}

function scaleDownOthers(sync: Sync): void {
  const { rollout } = sync
  if (pauseFor(sync, 'InconclusiveAnalysisRun') !== undefined || waitsForPostAnalysis(sync)) return
  const { activeSelector, previewSelector } = rollout.status.blueGreen ?? {}
  const { activeService, previewService } = blueGreenOf(rollout) ?? {}
  const services = [activeService, previewService].map((name) => hashOfService(serviceOf(sync, name)))
  const { stableRS, currentPodHash } = rollout.status
  const used = [stableRS, currentPodHash, activeSelector, previewSelector, ...services]
  for (const set of syncSets(sync).others.toReversed()) {
    if (used.includes(hashOfSet(set)) || set.spec.replicas === 0) continue
    const left = lingering(sync, set, replicasOf(rollout))
    if (left !== set.spec.replicas) scale(sync, set, left)
  }
}

/** Whether there is nothing to wait for before the service is switched. */
function isFastTracked(sync: Sync, active: Service): boolean {
  const { current } = syncSets(sync)
  const hash = hashOfService(active)
  return (
    sync.isReturning ||
    sync.rollout.status.promoteFull === true ||
    hash === '' ||
    (current !== undefined && hash === hashOfSet(current))
  )
}

function isReady(sync: Sync): boolean {
  const { current } = syncSets(sync)
  if (current === undefined) return false
  const wanted = newReplicas(sync, current)
  return current.spec.replicas === wanted && availableOf(current) === wanted
}

function isAnalyzed({ rollout, runs }: Sync): boolean {
  return blueGreenOf(rollout)?.prePromotionAnalysis === undefined || runs.pre?.status.phase === 'Successful'
}

/** Pauses before the cut-over and ends that pause (reconcileBlueGreenPause). */
function pauseBeforeCutover(sync: Sync, active: Service): void {
  const { rollout, pause } = sync
  if (rollout.status.abort || !isReady(sync) || isHalted(sync)) return
  const { autoPromotionEnabled = true, autoPromotionSeconds = 0 } = blueGreenOf(rollout) ?? {}
  const pauses = !autoPromotionEnabled || autoPromotionSeconds > 0
  if (isFastTracked(sync, active) || rollout.status.blueGreen?.scaleUpPreviewCheckPoint || !pauses)
    return void pause.remove.push(pauseReason)
  if (!isAnalyzed(sync)) return
  const known = pauseFor(sync, pauseReason)
  if (known === undefined) {
    if (!rollout.status.controllerPause) pause.add.push(pauseReason)
  } else if (isBlueGreenPauseOver(sync)) pause.remove.push(pauseReason)
  else if (autoPromotionSeconds > 0)
    sync.later(Math.max(0, remaining(sync, known.startTime, autoPromotionSeconds * 1000)))
}

/** Switches the active service (rollout/service.go: reconcileActiveService). */
function cutOver(sync: Sync, active: Service): void {
  const { current } = syncSets(sync)
  if (current === undefined || isHalted(sync) || !isReady(sync) || !isSaturated(sync.rollout, current)) return
  const goes = isFastTracked(sync, active) || (isBlueGreenPauseOver(sync) && isAnalyzed(sync))
  const { abort, stableRS = '' } = sync.rollout.status
  const hash = abort ? stableRS : goes ? hashOfSet(current) : hashOfService(active)
  switchService(sync, active, hash)
}

/** The next status (syncRolloutStatusBlueGreen). */
function syncStatus(sync: Sync): void {
  const base = baseStatus(sync)
  const reset = templateChanged(sync) ? resetStatus(sync, base) : base
  if (sync.rollout.status.promoteFull) {
    sync.pause.clear = true
    sync.pause.removeAbort = true
  }
  const selectors = selectorsOf(sync)
  const next: Status = { ...reset, blueGreen: { ...reset.blueGreen, ...selectors } }
  const reason = promotionOf(sync, next)
  const judged = reason === undefined ? withCheckPoint(sync, next) : promoted(sync, next, reason)
  persist(sync, withConditions(sync, { ...judged, ...activeCounts(sync, selectors.activeSelector) }))
}

function selectorsOf(sync: Sync) {
  const activeSelector = hashOfService(activeOf(sync))
  const previewSelector = hashOfService(serviceOf(sync, blueGreenOf(sync.rollout)?.previewService))
  return {
    ...(activeSelector === '' ? {} : { activeSelector }),
    ...(previewSelector === '' ? {} : { previewSelector }),
  }
}

/** What autoscalers count is what serves. */
function activeCounts(sync: Sync, activeSelector: string | undefined): Partial<Status> {
  const active = syncSets(sync).all.find((set) => hashOfSet(set) === activeSelector)
  if (active === undefined) return {}
  return {
    HPAReplicas: active.status.replicas,
    selector: selectorText(active.spec.selector.matchLabels),
    availableReplicas: availableOf(active),
    readyReplicas: active.status.readyReplicas ?? 0,
  }
}

/** Once the preview was looked at, the new set may have its full size. */
function withCheckPoint(sync: Sync, next: Status): Status {
  const preview = blueGreenOf(sync.rollout)?.previewReplicaCount
  if (preview === undefined) return next
  const isLooked = isAnalyzed(sync) && isBlueGreenPauseOver(sync) && availableOf(syncSets(sync).current) === preview
  const passed = sync.rollout.status.blueGreen?.scaleUpPreviewCheckPoint === true || isLooked
  return passed ? { ...next, blueGreen: { ...next.blueGreen, scaleUpPreviewCheckPoint: true } } : next
}
