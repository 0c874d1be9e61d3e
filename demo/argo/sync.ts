import { isDeepStrictEqual } from 'node:util'
import { toTimestamp } from '@/demo/clock'
import type { AnalysisRun, AnalysisRunSummary, Rollout } from '@/demo/store/argo-objects'
import type { KubeObject } from '@/demo/store/objects'
import type { World } from '@/demo/world/world'
import { type PauseChanges, pauseStatusOf } from './pause'
import { phaseOf } from './phase'

export type Status = Rollout['status']

export const revisionAnnotation = 'rollout.argoproj.io/revision'

/** The AnalysisRuns of the current revision, by what they judge. */
export interface CurrentRuns {
  readonly step?: AnalysisRun | undefined
  readonly background?: AnalysisRun | undefined
  readonly pre?: AnalysisRun | undefined
  readonly post?: AnalysisRun | undefined
}

export const allRuns = ({ step, background, pre, post }: CurrentRuns): readonly AnalysisRun[] =>
  [step, background, pre, post].filter((run) => run !== undefined)

/** One look at a Rollout: what was read at its start, and what it has come to so far (upstream's rolloutContext). */
export interface Sync {
  readonly world: World
  /** As read; only the revision and what the making of a ReplicaSet says are taken over meanwhile. */
  rollout: Rollout
  readonly pause: PauseChanges
  runs: CurrentRuns
  readonly otherRuns: readonly AnalysisRun[]
  /** The runs that the next status names. */
  shown: CurrentRuns
  /** Whether the new set was about to be scaled down as one that served before: going back to it skips what is usual. */
  isReturning: boolean
  /** The part of the next status that steps on the way fill in. */
  restartedAt: string | undefined
  weights: NonNullable<Status['canary']>['weights']
  /** Asks for another look, after milliseconds. */
  readonly later: (delay: number) => void
}

/** One that a user has just made has no status. */
export function withStatus(rollout: Rollout): Rollout {
  const { status = {} }: { readonly status?: Status } = rollout
  return { ...rollout, status }
}

export function stored({ world, rollout: { metadata } }: Sync): Rollout | undefined {
  const rollout = world.store.rollouts.get(metadata.namespace, metadata.name)
  return rollout && withStatus(rollout)
}

export const revisionOf = ({ metadata }: KubeObject): number => Number(metadata.annotations?.[revisionAnnotation] ?? 0)

export const timestamp = ({ world }: Sync): string => toTimestamp(world.clock.now())

export function record(
  { world, rollout }: Sync,
  reason: string,
  message: string,
  type: 'Normal' | 'Warning' = 'Normal',
): void {
  world.events.record(rollout, { type, reason, message, component: 'rollouts-controller' })
}

/** Writes the next status; what a look leaves as it read it stays as it is stored by now, as with upstream's merge patch. */
export function persist(sync: Sync, next: Status): void {
  const { rollout } = sync
  const generation = String(rollout.metadata.generation ?? 1)
  const full = { ...next, ...pauseStatusOf(sync), observedGeneration: generation }
  const wrote = patchStatus(sync, { ...full, ...phaseOf({ ...rollout, status: full }) })
  if (!wrote) return
  const before = (rollout.status.pauseConditions ?? []).length > 0
  const [pause] = full.pauseConditions ?? []
  if (!before && pause !== undefined) record(sync, 'RolloutPaused', `Rollout is paused (${pause.reason})`)
  if (before && pause === undefined && !full.abort) record(sync, 'RolloutResumed', 'Rollout is resumed')
}

/** Whether anything was written. */
export function patchStatus(sync: Sync, next: Status): boolean {
  const current = stored(sync)
  const previous = sync.rollout.status
  const fields = [...new Set([...Object.keys(previous), ...Object.keys(next)])]
  const changed = fields.filter((field) => !isDeepStrictEqual(worth(previous, field), worth(next, field)))
  if (current === undefined || changed.length === 0) return false
  const kept = Object.entries(current.status).filter(([field]) => !changed.includes(field))
  const written = changed.map((field) => [field, worth(next, field)]).filter(([, value]) => value !== undefined)
  const status: Status = Object.fromEntries([...kept, ...written])
  sync.world.store.rollouts.update({ ...current, status })
  return true
}

/** A field's value, undefined where Go's omitempty leaves it out. */
function worth(status: Status, field: string): unknown {
  const value = status[field]
  if (field === 'currentStepIndex') return value
  const isEmpty = value === '' || value === 0 || value === false || value === null
  return isEmpty || (Array.isArray(value) && value.length === 0) ? undefined : value
}

export function summaryOf(run: AnalysisRun | undefined): AnalysisRunSummary | undefined {
  if (run === undefined) return undefined
  const { phase = '', message } = run.status
  return { name: run.metadata.name, status: phase, ...(message ? { message } : {}) }
}
