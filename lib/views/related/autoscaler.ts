import { conditionOf } from '@/lib/health/pod-conditions'
import { shorten } from '@/lib/health/words'
import type { HorizontalPodAutoscaler } from '@/lib/kube/kinds/horizontalpodautoscaler'
import type { RelatedRow } from '@/lib/views/related'
import type { Health } from '@/lib/views/view'
import { relate, type Subject } from './subject'

export function relateAutoscaler(subject: Subject, autoscaler: HorizontalPodAutoscaler): RelatedRow {
  const { metadata, spec, status } = autoscaler
  const least = spec?.minReplicas ?? 1
  const most = spec?.maxReplicas ?? 0
  const { currentReplicas = 0, desiredReplicas = 0 } = status ?? {}
  const { health, state, why } = standingOf(autoscaler)
  const wanted = desiredReplicas === currentReplicas ? '' : `, ${desiredReplicas} wanted`
  const bounds = least === most ? `always ${most}` : `between ${least} and ${most}`
  return relate(subject, 'scales', metadata?.name ?? '', {
    health,
    state,
    words: `${currentReplicas} now${wanted}, ${bounds}${why === '' ? '' : `: ${why}`}`,
  })
}

interface Standing {
  readonly health: Health
  readonly state: string
  /** Why it stands where it stands; '' where the state says it all. */
  readonly why: string
}

const standing = (health: Health, state: string, why = ''): Standing => ({ health, state, why })

/** The conditions of an autoscaler in the order in which they decide (horizontal.go, reconcileAutoscaler). */
function standingOf({ spec, status }: HorizontalPodAutoscaler): Standing {
  const conditions = status?.conditions ?? []
  const active = conditionOf(conditions, 'ScalingActive')
  const able = conditionOf(conditions, 'AbleToScale')
  if (able === undefined) return standing('progressing', 'Not looked at yet')
  if (able.status === 'False') return standing('degraded', 'Cannot scale', shorten(able.message) ?? able.reason)
  if (active?.reason === 'ScalingDisabled') return standing('paused', 'Off', 'its target is scaled to zero')
  if (active?.status === 'False')
    return standing('degraded', 'Blind', shorten(active.message.replace(unable, '')) ?? active.reason)
  if (spec !== undefined && spec.minReplicas === spec.maxReplicas) return standing('healthy', 'Fixed')
  const { currentReplicas = 0, desiredReplicas = 0 } = status ?? {}
  const limit = limitOf(status)
  if (currentReplicas !== desiredReplicas)
    return standing('progressing', desiredReplicas > currentReplicas ? 'Scaling up' : 'Scaling down', limit?.why ?? '')
  return limit ?? stabilises[able.reason] ?? standing('healthy', 'Steady', 'its metrics ask for as many')
}

const unable = /^the HPA (controller )?was unable to [^:]*: /

const stabilises: Readonly<Record<string, Standing>> = {
  ScaleDownStabilized: standing('healthy', 'Held', 'its metrics ask for fewer, scale-down is stabilising'),
  ScaleUpStabilized: standing('healthy', 'Held', 'its metrics ask for more, scale-up is stabilising'),
}

const limits: Readonly<Record<string, Standing>> = {
  TooManyReplicas: standing('degraded', 'At its maximum', 'its metrics ask for more'),
  TooFewReplicas: standing('healthy', 'At its minimum', 'its metrics ask for fewer'),
  ScaleUpLimit: standing('progressing', 'Held', 'its metrics ask for more than it may add at once'),
  ScaleDownLimit: standing('progressing', 'Held', 'its metrics ask for fewer than it may take away at once'),
}

function limitOf(status: HorizontalPodAutoscaler['status']): Standing | undefined {
  const limited = conditionOf(status?.conditions ?? [], 'ScalingLimited')
  return limited?.status === 'True' ? limits[limited.reason] : undefined
}
