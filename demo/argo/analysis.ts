import { isDeepStrictEqual } from 'node:util'
import { toTimestamp } from '@/demo/clock'
import { createQueue } from '@/demo/controllers/queue'
import type { AnalysisMetric, AnalysisRun, Measurement, MetricResult } from '@/demo/store/argo-objects'
import { without } from '@/demo/store/without'
import type { World } from '@/demo/world/world'
import { measure, metadataOf, resume } from './measure'
import { isCompleted } from './phase'
import { resolveMetric } from './run-template'
import { parseDuration } from './steps'
import { countOf, isTerminating, metricPhase, metricsProblem, verdictOf } from './verdict'

const errorRetry = 10_000
const kept = 10
const component = 'rollouts-controller'

/** Measures what AnalysisRuns ask for until they have a verdict (argo-rollouts v1.9, analysis/). */
export function startAnalysisController(world: World): void {
  const { store, clock } = world
  const queue = createQueue(clock, 20, (namespace, name) => {
    const run = store.analysisruns.get(namespace, name)
    const again = run && reconcileRun(world, run)
    if (again !== undefined) queue.add(namespace, name, again)
  })
  store.analysisruns.listen(({ type, object }) => {
    if (type !== 'DELETED') queue.add(object.metadata.namespace, object.metadata.name)
  })
  store.jobs.listen(({ object }) => queue.addController(object, 'AnalysisRun'))
}

/** Gives the milliseconds until the next measurement is due. */
export function reconcileRun(world: World, given: AnalysisRun): number | undefined {
  // One that a user makes has no status.
  const { status: known = {} }: { readonly status?: AnalysisRun['status'] } = given
  const run = { ...given, status: known }
  if (isCompleted(run.status.phase) || run.metadata.deletionTimestamp !== undefined) return undefined
  const invalid = metricsProblem(run.spec.metrics)
  if (invalid !== undefined) return void complete(world, run, { ...run.status, phase: 'Error', message: invalid })
  const metrics = run.spec.metrics.map((metric) => resolveMetric(metric, run.spec.args))
  const resolved = metrics.filter((metric) => typeof metric !== 'string')
  const problem = metrics.find((metric) => typeof metric === 'string')
  if (problem !== undefined) {
    const message = `Unable to resolve metric arguments: ${problem}`
    return void complete(world, run, { ...run.status, phase: 'Error', message })
  }
  const now = toTimestamp(world.clock.now())
  const begun = { ...run, status: { startedAt: now, ...run.status } }
  const results = resolved.flatMap((metric) => assess(world, begun, metric) ?? [])
  const { phase, message, runSummary } = verdictOf(begun, resolved, results)
  const status: AnalysisRun['status'] = {
    ...without(begun.status, 'message'),
    phase,
    ...(message === '' ? {} : { message }),
    metricResults: results,
    runSummary,
    dryRunSummary: {},
    ...(isCompleted(phase) ? { completedAt: now } : {}),
  }
  if (isCompleted(phase)) return void complete(world, run, status)
  write(world, run, status)
  return nextDue(world, resolved, { ...begun, status })
}

/** A metric's result after what is due of it has been measured; undefined while there is none. */
function assess(world: World, run: AnalysisRun, metric: AnalysisMetric): MetricResult | undefined {
  const before = run.status.metricResults?.find(({ name }) => name === metric.name)
  const ending = isTerminating(run)
  const measured = isCompleted(before?.phase) ? before : measureDue(world, run, metric, before)
  if (measured === undefined) return undefined
  const phase = metricPhase(metric, measured, ending)
  if (phase === measured.phase) return measured
  const message = measured.measurements.at(-1)?.message
  if (isCompleted(phase)) {
    const type = phase === 'Failed' || phase === 'Error' ? 'Warning' : 'Normal'
    const told = `Metric '${metric.name}' Completed. Result: ${phase}`
    world.events.record(run, { type, reason: `Metric${phase}`, message: told, component })
  }
  return { ...measured, phase, ...(message ? { message } : {}) }
}

function measureDue(
  world: World,
  run: AnalysisRun,
  metric: AnalysisMetric,
  before: MetricResult | undefined,
): MetricResult | undefined {
  const ending = isTerminating(run)
  const last = before?.measurements.at(-1)
  if (before !== undefined && last !== undefined && last.finishedAt === undefined) {
    const next = resume(world, last, ending)
    return next === last ? before : counted(before, [...before.measurements.slice(0, -1), next], next)
  }
  if (ending || dueIn(world, run, metric) !== 0) return before
  const metadata = metadataOf(metric)
  const fresh: MetricResult = {
    name: metric.name,
    phase: 'Running',
    measurements: [],
    ...(metadata === undefined ? {} : { metadata }),
  }
  const result = before ?? fresh
  const measurement = measure(world, run, metric, (result.count ?? 0) + (result.error ?? 0))
  return counted(result, [...result.measurements, measurement].slice(-kept), measurement)
}

/** The result with a finished measurement counted. */
function counted(result: MetricResult, measurements: readonly Measurement[], { phase }: Measurement): MetricResult {
  const next = { ...result, measurements }
  if (!isCompleted(phase)) return next
  const { count = 0, successful = 0, failed = 0, inconclusive = 0, error = 0 } = result
  const { consecutiveError = 0, consecutiveSuccess = 0 } = result
  const rest = without(next, 'consecutiveError', 'consecutiveSuccess')
  switch (phase) {
    case 'Successful':
      return { ...rest, count: count + 1, successful: successful + 1, consecutiveSuccess: consecutiveSuccess + 1 }
    case 'Failed':
      return { ...rest, count: count + 1, failed: failed + 1 }
    case 'Inconclusive':
      return { ...rest, count: count + 1, inconclusive: inconclusive + 1 }
    default:
      return { ...rest, error: error + 1, consecutiveError: consecutiveError + 1 }
  }
}

/** Milliseconds until a metric is to be measured; undefined when it is not any more, or its measurement is under way. */
function dueIn({ clock }: World, { status }: AnalysisRun, metric: AnalysisMetric): number | undefined {
  const result = status.metricResults?.find(({ name }) => name === metric.name)
  const last = result?.measurements.at(-1)
  const after = (instant: string, delay: number) => Math.max(0, Date.parse(instant) + delay - clock.now())
  if (last === undefined)
    return metric.initialDelay === undefined || status.startedAt === undefined
      ? 0
      : after(status.startedAt, parseDuration(metric.initialDelay))
  const count = countOf(metric)
  if (isCompleted(result?.phase) || last.finishedAt === undefined) return undefined
  if (count !== undefined && (result?.count ?? 0) >= count) return undefined
  if (last.phase === 'Error') return after(last.finishedAt, errorRetry)
  return metric.interval === undefined ? undefined : after(last.finishedAt, parseDuration(metric.interval))
}

function nextDue(world: World, metrics: readonly AnalysisMetric[], run: AnalysisRun): number | undefined {
  const due = metrics.map((metric) => dueIn(world, run, metric)).filter((delay) => delay !== undefined)
  return due.length === 0 ? undefined : Math.min(...due)
}

function complete(world: World, run: AnalysisRun, status: AnalysisRun['status']): void {
  write(world, run, status)
  const { phase = '' } = status
  const type = phase === 'Failed' || phase === 'Error' ? 'Warning' : 'Normal'
  const message = `Analysis Completed. Result: ${phase}`
  world.events.record(run, { type, reason: `AnalysisRun${phase}`, message, component })
}

/** The type has no subresource status, so that the generation counts these writes too. */
function write({ store }: World, run: AnalysisRun, status: AnalysisRun['status']): void {
  if (isDeepStrictEqual(status, run.status)) return
  const metadata = { ...run.metadata, generation: (run.metadata.generation ?? 1) + 1 }
  store.analysisruns.update({ ...run, metadata, status })
}
