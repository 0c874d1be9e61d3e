import type { PodRow } from './pods'
import { type Health, healthOrder } from './view'

/** What a workload's pods add to its line. */
export interface PodsSummary {
  readonly restarts: number
  readonly lastRestartAt: number | null
  /** Of the pods that are not healthy those in the worst state, and the reason that most of them give. */
  readonly worst: { readonly health: Health; readonly reason: string | null } | null
}

/** One pass over the pods of one workload: cheaper than keeping sums that a pod's leaving must be able to undo. */
export function summarisePods(rows: Iterable<PodRow>): PodsSummary {
  let restarts = 0
  let lastRestartAt: number | null = null
  let worst: Health = 'healthy'
  let reasons = new Map<string | null, number>()
  for (const row of rows) {
    restarts += row.restarts
    if (row.lastRestartAt !== null && row.lastRestartAt > (lastRestartAt ?? 0)) lastRestartAt = row.lastRestartAt
    if (row.health !== worst) {
      if (healthOrder.indexOf(row.health) > healthOrder.indexOf(worst)) continue
      worst = row.health
      reasons = new Map()
    }
    reasons.set(row.reason, (reasons.get(row.reason) ?? 0) + 1)
  }
  return { restarts, lastRestartAt, worst: worst === 'healthy' ? null : { health: worst, reason: commonest(reasons) } }
}

/** Of equally frequent reasons the first by code unit, so that the order of the pods says nothing. */
function commonest(reasons: ReadonlyMap<string | null, number>): string | null {
  let reason: string | null = null
  let most = 0
  for (const [candidate, count] of reasons) {
    if (candidate === null || count < most) continue
    if (reason !== null && count === most && candidate > reason) continue
    reason = candidate
    most = count
  }
  return reason
}
