import type { HorizontalPodAutoscaler } from '@/lib/kube/kinds/horizontalpodautoscaler'
import type { Cause } from './causes'
import { conditionEvidence } from './evidence'
import type { Finding } from './finding'
import { conditionOf } from './pod-conditions'
import { referTo } from './reference'

type Condition = NonNullable<HorizontalPodAutoscaler['status']>['conditions'][number]

const minute = 60_000
/** Metrics of pods that were just made come a few rounds of 15 s later, ms. */
const settle = 2 * minute
/** How long an autoscaler may stand at its maximum before that is worth a word, ms. */
const peak = 15 * minute

/** What no further round of metrics will mend. */
const lasting = /missing request for|not found|no \w+ metrics API|multiple HPAs/

/**
 * What keeps an autoscaler from its work (horizontal.go). Idle at its minimum, stabilising, or switched off because its
 * target is at zero, it does what it should; an absent condition says nothing.
 */
export function findInAutoscaler(autoscaler: HorizontalPodAutoscaler): readonly Finding[] {
  const { metadata, spec, status } = autoscaler
  if (status === undefined || metadata?.deletionTimestamp !== undefined) return []
  const found = causeIn(status.conditions, spec?.minReplicas ?? 1, spec?.maxReplicas ?? 0)
  if (found === undefined) return []
  const { cause, condition } = found
  const patience = lasting.test(condition.message) ? 0 : found.patience
  const object = referTo('HorizontalPodAutoscaler', autoscaler)
  const target = spec?.scaleTargetRef
  const since = condition.lastTransitionTime
  return [
    {
      cause,
      detail: {},
      words: {
        target: `${target?.kind ?? 'its target'} ${target?.name ?? ''}`.trim(),
        why: condition.message.replace(/^the HPA (controller )?was unable to [^:]*: /, ''),
        most: String(spec?.maxReplicas ?? 0),
      },
      object,
      owner: object,
      subject: object,
      since,
      from: patience === 0 ? undefined : (since ?? 0) + patience,
      evidence: [conditionEvidence(object, condition)],
    },
  ]
}

interface Found {
  readonly cause: Cause
  readonly condition: Condition
  readonly patience: number
}

function causeIn(conditions: readonly Condition[], least: number, most: number): Found | undefined {
  const able = conditionOf(conditions, 'AbleToScale')
  if (able?.status === 'False') return { cause: 'hpa-target', condition: able, patience: settle }
  const active = conditionOf(conditions, 'ScalingActive')
  if (active?.status === 'False' && active.reason !== 'ScalingDisabled') {
    const ambiguous = active.reason === 'AmbiguousSelector'
    return { cause: ambiguous ? 'hpa-ambiguous' : 'hpa-metrics', condition: active, patience: ambiguous ? 0 : settle }
  }
  const limited = conditionOf(conditions, 'ScalingLimited')
  // With equal bounds somebody chose a fixed size.
  if (limited?.status !== 'True' || limited.reason !== 'TooManyReplicas' || least >= most) return undefined
  return { cause: 'hpa-at-maximum', condition: limited, patience: peak }
}
