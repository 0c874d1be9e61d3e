import { isBroken, type Judgement } from '@/lib/views/judgement'
import type { PodsSummary } from '@/lib/views/pods-summary'
import type { Health } from '@/lib/views/view'

/** The columns `health`, `status` and `reason` of a workload. */
export interface Verdict extends Judgement {
  /** From the workload itself; its health and reason may come from its pods. */
  readonly status: string
}

/** What a workload asks for and has, and by which name: replicas, pods. */
export interface Counts {
  readonly desired: number
  readonly ready: number
  readonly noun: 'replicas' | 'pods'
}

export const available: Verdict = { health: 'healthy', status: 'Available', reason: null }

export const terminating: Verdict = { health: 'progressing', status: 'Terminating', reason: null }

/** The status describes the spec before this one. */
export const unobserved: Verdict = {
  health: 'progressing',
  status: 'Rolling out',
  reason: 'The latest change has not been taken up yet',
}

/** Asked for nothing: on purpose, so not a fault. */
export function scaledToZero(remaining: number): Verdict {
  if (remaining === 0) return { health: 'paused', status: 'Scaled to zero', reason: null }
  return { health: 'progressing', status: 'Scaling down', reason: `${remaining} still to go` }
}

/** A change under way that has a deadline of its own: the deadline says when it is a fault. */
export function underway(status: string, sentence: string, pods: PodsSummary | undefined): Verdict {
  return { health: 'progressing', status, reason: withCause(sentence, pods) }
}

/** A change under way that nothing ever calls off: it is a fault as soon as its pods fail. */
export function unbounded(
  status: string,
  sentence: string,
  { ready }: Pick<Counts, 'ready'>,
  pods: PodsSummary | undefined,
): Verdict {
  const health = pods?.worst?.health === 'failed' ? shortBy(ready) : 'progressing'
  return { health, status, reason: withCause(sentence, pods) }
}

/** Nothing is being changed, yet replicas are missing: a fault, unless the missing ones are merely starting. */
export function shortfall(counts: Counts, pods: PodsSummary | undefined): Verdict {
  const { ready } = counts
  return {
    health: shortfallHealth(ready, pods),
    status: ready === 0 ? 'Not ready' : 'Partly ready',
    reason: withCause(missing(counts), pods),
  }
}

function shortfallHealth(ready: number, pods: PodsSummary | undefined): Health {
  if (pods === undefined) return shortBy(ready)
  const worst = pods.worst?.health ?? 'progressing'
  return isBroken(worst) ? shortBy(ready) : worst
}

/** None left is a failure, some left a degradation. */
export const shortBy = (ready: number): Health => (ready === 0 ? 'failed' : 'degraded')

export function missing({ desired, ready, noun }: Counts): string {
  if (desired === 1) return `Its only ${noun === 'pods' ? 'pod' : 'replica'} is not ready`
  return `${desired - ready} of ${desired} ${noun} not ready`
}

/** `2 of 3 replicas not ready: CrashLoopBackOff in main, exit 1`. */
export function withCause(sentence: string, pods: PodsSummary | undefined): string {
  const cause = causeIn(pods)
  return cause === null ? sentence : `${sentence}: ${cause}`
}

/** Why the pods are broken, when they are. */
export function causeIn(pods: PodsSummary | undefined): string | null {
  const worst = pods?.worst ?? null
  return worst !== null && isBroken(worst.health) ? worst.reason : null
}
