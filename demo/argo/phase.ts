import type { Rollout } from '@/demo/store/argo-objects'
import { blueGreenOf, isFullyPromoted, isRouted, replicasOf } from './steps'

const done = ['Successful', 'Failed', 'Error', 'Inconclusive']
export const isCompleted = (phase: string | undefined): boolean => done.includes(phase ?? '')

/** argo-rollouts v1.9, utils/rollout/rolloututil.go: CalculateRolloutPhase. */
export function phaseOf(rollout: Rollout): { readonly phase: string; readonly message: string } {
  const { spec, status } = rollout
  for (const { type, reason = '', message = '' } of status.conditions ?? []) {
    if (type === 'InvalidSpec') return { phase: 'Degraded', message: `InvalidSpec: ${message}` }
    if (reason === 'RolloutAborted' || reason === 'ProgressDeadlineExceeded')
      return { phase: 'Degraded', message: `${reason}: ${message}` }
  }
  if (spec.paused) return { phase: 'Paused', message: 'manually paused' }
  const [pause] = status.pauseConditions ?? []
  if (pause !== undefined) return { phase: 'Paused', message: pause.reason }
  const waiting = progressOf(rollout)
  return waiting === undefined ? { phase: 'Healthy', message: '' } : { phase: 'Progressing', message: waiting }
}

function progressOf(rollout: Rollout): string | undefined {
  const { spec, status } = rollout
  const { updatedReplicas = 0, availableReplicas = 0, replicas = 0, stableRS } = status
  if (spec.restartAt !== undefined && spec.restartAt !== status.restartedAt) return 'rollout is restarting'
  if (updatedReplicas < replicasOf(rollout)) return 'more replicas need to be updated'
  if (availableReplicas < updatedReplicas) return 'updated replicas are still becoming available'
  if (blueGreenOf(rollout) !== undefined) return cutoverOf(rollout)
  if (!isRouted(rollout) && replicas > updatedReplicas) return 'old replicas are pending termination'
  return stableRS && isFullyPromoted(rollout) ? undefined : 'waiting for all steps to complete'
}

function cutoverOf(rollout: Rollout): string | undefined {
  const { activeSelector, postPromotionAnalysisRunStatus } = rollout.status.blueGreen ?? {}
  if (!activeSelector || activeSelector !== rollout.status.currentPodHash) return 'active service cutover pending'
  if (rollout.status.stableRS && isFullyPromoted(rollout)) return undefined
  const isAnalyzed =
    blueGreenOf(rollout)?.postPromotionAnalysis === undefined || isCompleted(postPromotionAnalysisRunStatus?.status)
  return isAnalyzed ? 'waiting for post-promotion verification to complete' : 'waiting for analysis to complete'
}
