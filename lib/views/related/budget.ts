import { neverAllows } from '@/lib/health/budget'
import { conditionOf } from '@/lib/health/pod-conditions'
import { shorten } from '@/lib/health/words'
import type { PodDisruptionBudget } from '@/lib/kube/kinds/poddisruptionbudget'
import type { RelatedRow } from '@/lib/views/related'
import { relate, type Subject } from './subject'

export function relateBudget(subject: Subject, budget: PodDisruptionBudget): RelatedRow {
  return relate(subject, 'protects', budget.metadata?.name ?? '', tell(budget))
}

function tell(budget: PodDisruptionBudget): Pick<RelatedRow, 'health' | 'state' | 'words'> {
  const { metadata, spec, status } = budget
  const rule =
    spec?.minAvailable === undefined
      ? `maxUnavailable ${spec?.maxUnavailable ?? 'unset'}`
      : `minAvailable ${spec.minAvailable}`
  if (status === undefined || (metadata?.generation ?? 0) > status.observedGeneration)
    return { health: 'progressing', state: 'Not computed yet', words: rule }
  const { disruptionsAllowed, currentHealthy, desiredHealthy, expectedPods } = status
  const condition = conditionOf(status.conditions, 'DisruptionAllowed')
  if (condition?.reason === 'SyncFailed')
    return { health: 'degraded', state: 'Allows none', words: `${rule}: ${shorten(condition.message) ?? ''}` }
  if (expectedPods === 0) return { health: 'paused', state: 'Without pods', words: rule }
  const counts = `${currentHealthy} of ${expectedPods} healthy, ${desiredHealthy} must be`
  const words = `${counts} (${rule})`
  if (disruptionsAllowed > 0) return { health: 'healthy', state: `Allows ${disruptionsAllowed}`, words }
  const never = neverAllows(budget)
  if (never !== undefined) return { health: 'degraded', state: 'Never allows any', words: `${counts}: ${never}` }
  return { health: 'degraded', state: 'Allows none now', words }
}
