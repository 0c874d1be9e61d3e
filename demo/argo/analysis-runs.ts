import type { AnalysisRun, RolloutAnalysis } from '@/demo/store/argo-objects'
import { deleteObject } from '@/demo/store/deletion'
import type { TextMap } from '@/demo/store/objects'
import { abort, isAborted, pauseFor } from './pause'
import { isCompleted } from './phase'
import { hashOfSet, isSaturated, syncSets } from './replica-sets'
import { hasTemplates, runFromTemplates } from './run-template'
import { blueGreenOf, canaryOf, indexOf, isFullyPromoted, stepOf } from './steps'
import { allRuns, type CurrentRuns, record, revisionAnnotation, revisionOf, type Sync, summaryOf } from './sync'
import { hashLabel } from './template-hash'

/** Starts, follows and ends the analyses of an update (argo-rollouts v1.9, rollout/analysis.go). */
export function reconcileRuns(sync: Sync): void {
  const { status } = sync.rollout
  if (isAborted(sync) || status.promoteFull || sync.isReturning || !status.stableRS) {
    sync.shown = sync.runs
    return cancel(sync, [...allRuns(sync.runs), ...sync.otherRuns])
  }
  const isBlueGreen = blueGreenOf(sync.rollout) !== undefined
  const runs = isBlueGreen ? promotionRuns(sync) : { step: stepRun(sync), background: backgroundRun(sync) }
  sync.runs = runs
  sync.shown = runs
  const names = new Set(allRuns(runs).map(({ metadata }) => metadata.name))
  const others = sync.otherRuns.filter(({ metadata }) => !names.has(metadata.name))
  cancel(sync, others)
  forget(sync, others)
  tellChanges(sync, runs)
}

function stepRun(sync: Sync): AnalysisRun | undefined {
  const { rollout, runs } = sync
  const known = runs.step
  if ((rollout.status.pauseConditions ?? []).length > 0 || rollout.status.abort) return known
  const analysis = stepOf(rollout)?.analysis
  const index = indexOf(rollout) ?? 0
  const isFromBefore = known !== undefined && known.metadata.labels?.['step-index'] !== String(index)
  if (!hasTemplates(analysis) || isFromBefore) {
    cancel(sync, [known])
    return undefined
  }
  if (needsNewRun(sync, known))
    return create(sync, analysis, String(index), { 'rollout-type': 'Step', 'step-index': String(index) })
  heed(sync, known, 'Step-based analysis phase error/failed')
  return known
}

function backgroundRun(sync: Sync): AnalysisRun | undefined {
  const { rollout, runs } = sync
  const { analysis } = canaryOf(rollout)
  if (!hasTemplates(analysis)) {
    cancel(sync, [runs.background])
    return undefined
  }
  const isEarly = analysis.startingStep !== undefined && (indexOf(rollout) ?? 0) < analysis.startingStep
  if (isFullyPromoted(rollout) || !rollout.status.currentPodHash || isEarly) return undefined
  if (pauseFor(sync, 'InconclusiveAnalysisRun') !== undefined) return runs.background
  if (needsNewRun(sync, runs.background)) return create(sync, analysis, '', { 'rollout-type': 'Background' })
  heed(sync, runs.background, 'Background analysis phase error/failed')
  return runs.background
}

function promotionRuns(sync: Sync): CurrentRuns {
  const { prePromotionAnalysis, postPromotionAnalysis } = blueGreenOf(sync.rollout) ?? {}
  const { stableRS, blueGreen } = sync.rollout.status
  const { current } = syncSets(sync)
  const hash = current === undefined ? '' : hashOfSet(current)
  const active = blueGreen?.activeSelector
  const isStable = stableRS === hash
  const skipsPre = isStable || !active || active === hash || (sync.runs.pre === undefined && !isPreviewReady(sync))
  const pre = promotionRun(sync, 'pre', prePromotionAnalysis, skipsPre)
  heed(sync, pre, 'Blue/green pre-promotion analysis phase error/failed')
  const post = promotionRun(sync, 'post', postPromotionAnalysis, skipsPost(sync))
  heed(sync, post, 'Blue/green post-promotion analysis phase error/failed')
  return { pre, post }
}

function isPreviewReady({ rollout, ...sync }: Sync): boolean {
  const { current } = syncSets({ ...sync, rollout })
  const preview = blueGreenOf(rollout)?.previewReplicaCount
  if (preview === undefined) return isSaturated(rollout, current)
  return current?.spec.replicas === preview && current.status.availableReplicas === preview
}

/** Not before the service has been switched to a set that is all there, nor once it is the stable one. */
export function skipsPost(sync: Sync): boolean {
  const { stableRS, blueGreen } = sync.rollout.status
  const { current } = syncSets(sync)
  const hash = current === undefined ? '' : hashOfSet(current)
  if (stableRS === hash || blueGreen?.activeSelector !== hash) return true
  return sync.runs.post === undefined && !isSaturated(sync.rollout, current)
}

function promotionRun(
  sync: Sync,
  which: 'pre' | 'post',
  analysis: RolloutAnalysis | undefined,
  skips: boolean,
): AnalysisRun | undefined {
  const known = sync.runs[which]
  if (!hasTemplates(analysis) || skips) {
    cancel(sync, [known])
    return analysis === undefined ? undefined : known
  }
  if (pauseFor(sync, 'InconclusiveAnalysisRun') !== undefined || !needsNewRun(sync, known)) return known
  return create(sync, analysis, which, { 'rollout-type': which === 'pre' ? 'PrePromotion' : 'PostPromotion' })
}

/** One that was inconclusive is run anew when somebody goes on; so is any after an abort. */
function needsNewRun(sync: Sync, known: AnalysisRun | undefined): boolean {
  if (known === undefined) return true
  const { controllerPause, abortedAt } = sync.rollout.status
  const isInPause = pauseFor(sync, 'CanaryPauseStep') ?? pauseFor(sync, 'BlueGreenPause')
  if (controllerPause && isInPause === undefined) return known.status.phase === 'Inconclusive'
  return abortedAt !== undefined
}

/** What a verdict means for the update. */
function heed(sync: Sync, run: AnalysisRun | undefined, failure: string): void {
  const { phase, message } = run?.status ?? {}
  if (phase === 'Inconclusive') sync.pause.add.push('InconclusiveAnalysisRun')
  if (phase === 'Error' || phase === 'Failed') abort(sync, message ? `${failure}: ${message}` : failure)
}

function create(sync: Sync, analysis: RolloutAnalysis, infix: string, labels: TextMap): AnalysisRun | undefined {
  const { world, rollout } = sync
  const { current, stable } = syncSets(sync)
  if (current === undefined) return undefined
  const { namespace } = rollout.metadata
  const hash = hashOfSet(current)
  const base = [rollout.metadata.name, hash, revisionOf(rollout), ...(infix === '' ? [] : [infix])].join('-')
  let name = base
  for (let count = 1; world.store.analysisruns.get(namespace, name) !== undefined; count++) name = `${base}.${count}`
  const hashes = { Latest: hash, Stable: stable === undefined ? '' : hashOfSet(stable) }
  const run = runFromTemplates(world, rollout, analysis, {
    name,
    hashes,
    labels: { ...labels, [hashLabel]: hash, ...rollout.spec.selector.matchLabels },
    annotations: { [revisionAnnotation]: String(revisionOf(rollout)) },
  })
  return typeof run === 'string' ? undefined : world.store.analysisruns.create(run)
}

/** Asks runs to end that have not. */
export function cancel({ world: { store } }: Sync, runs: readonly (AnalysisRun | undefined)[]): void {
  for (const stale of runs) {
    const run = stale && store.analysisruns.get(stale.metadata.namespace, stale.metadata.name)
    if (run === undefined || run.spec.terminate || isCompleted(run.status.phase)) continue
    const metadata = { ...run.metadata, generation: (run.metadata.generation ?? 1) + 1 }
    store.analysisruns.update({ ...run, metadata, spec: { ...run.spec, terminate: true } })
  }
}

/** Keeps the newest runs of each outcome, and none without a ReplicaSet. */
function forget(sync: Sync, runs: readonly AnalysisRun[]): void {
  const { world, rollout } = sync
  const hashes = new Set(syncSets(sync).all.map(hashOfSet))
  const { successfulRunHistoryLimit = 5, unsuccessfulRunHistoryLimit = 5 } = rollout.spec.analysis ?? {}
  const left = { good: successfulRunHistoryLimit, bad: unsuccessfulRunHistoryLimit }
  const newest = runs.toSorted((a, b) => b.metadata.creationTimestamp.localeCompare(a.metadata.creationTimestamp))
  for (const run of newest) {
    const isOrphan = !hashes.has(run.metadata.labels?.[hashLabel] ?? '')
    const outcome = run.status.phase === 'Successful' ? 'good' : 'bad'
    const isKept = !isOrphan && (!isCompleted(run.status.phase) || left[outcome]-- > 0)
    if (!isKept) deleteObject(world.store.analysisruns, world.clock, run)
  }
}

function tellChanges(sync: Sync, runs: CurrentRuns): void {
  const { canary, blueGreen } = sync.rollout.status
  const told = [
    ['PostPromotion', runs.post, blueGreen?.postPromotionAnalysisRunStatus],
    ['PrePromotion', runs.pre, blueGreen?.prePromotionAnalysisRunStatus],
    ['Step', runs.step, canary?.currentStepAnalysisRunStatus],
    ['Background', runs.background, canary?.currentBackgroundAnalysisRunStatus],
  ] as const
  for (const [kind, run, before] of told) {
    const now = summaryOf(run)
    if (now === undefined || now.status === '') continue
    if (before !== undefined && (before.name !== now.name || before.status === now.status)) continue
    const previous = before === undefined ? 'NoPreviousStatus' : before.status
    const type = now.status === 'Failed' || now.status === 'Error' ? 'Warning' : 'Normal'
    const message = `${kind} Analysis Run '${now.name}' Status New: '${now.status}' Previous: '${previous}'`
    record(sync, `AnalysisRun${now.status}`, message, type)
  }
}
