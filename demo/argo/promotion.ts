import { without } from '@/demo/store/without'
import { skipsPost } from './analysis-runs'
import { isAborted } from './pause'
import { availableOf, syncSets } from './replica-sets'
import { blueGreenOf, indexOf, replicasOf, stepsOf } from './steps'
import { record, revisionOf, type Status, type Sync } from './sync'

/** Why the new set becomes the stable one; undefined in the middle of an update (rollout/sync.go: shouldFullPromote). */
export function promotionOf(sync: Sync, next: Status): string | undefined {
  if (syncSets(sync).stable === undefined) return 'Initial deploy'
  return blueGreenOf(sync.rollout) === undefined ? canaryPromotion(sync) : blueGreenPromotion(sync, next)
}

function canaryPromotion(sync: Sync): string | undefined {
  const { rollout } = sync
  const { current } = syncSets(sync)
  if (isAborted(sync) || availableOf(current) < replicasOf(rollout) || current === undefined) return undefined
  if (rollout.status.promoteFull) return 'Full promotion requested'
  const steps = stepsOf(rollout).length
  return steps === 0 || indexOf(rollout) === steps ? `Completed all ${steps} canary steps` : undefined
}

function blueGreenPromotion(sync: Sync, next: Status): string | undefined {
  const { rollout, runs } = sync
  const { current } = syncSets(sync)
  if (!next.blueGreen?.activeSelector) return 'Initial deploy'
  if (next.blueGreen.activeSelector !== next.currentPodHash) return undefined
  if (rollout.status.promoteFull) return 'Full promotion requested'
  if (isAborted(sync)) return undefined
  if (blueGreenOf(rollout)?.postPromotionAnalysis !== undefined) {
    if (sync.isReturning) return `Rollback to '${current?.metadata.name}' within scaleDownDelay`
    if (runs.post?.status.phase !== 'Successful') return undefined
  }
  return 'Completed blue-green update'
}

/** The status of one whose new set has become the stable one. */
export function promoted(sync: Sync, next: Status, reason: string): Status {
  sync.pause.clear = true
  sync.pause.removeAbort = true
  const steps = stepsOf(sync.rollout).length
  const hash = next.currentPodHash ?? ''
  if (next.stableRS !== hash)
    record(
      sync,
      'RolloutCompleted',
      `Rollout completed update to revision ${revisionOf(sync.rollout)} (${hash}): ${reason}`,
    )
  const rest = without(next, 'currentStepIndex', 'promoteFull')
  const blueGreen = without(next.blueGreen ?? {}, 'scaleUpPreviewCheckPoint')
  return { ...rest, ...(steps === 0 ? {} : { currentStepIndex: steps }), stableRS: hash, blueGreen }
}

/** Whether old sets have to wait for the analysis after a cut-over. */
export function waitsForPostAnalysis(sync: Sync): boolean {
  const blueGreen = blueGreenOf(sync.rollout)
  if (blueGreen?.postPromotionAnalysis === undefined || blueGreen.scaleDownDelaySeconds !== undefined) return false
  return !skipsPost(sync) && sync.runs.post?.status.phase !== 'Successful'
}
