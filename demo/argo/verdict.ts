import type { AnalysisMetric, AnalysisRun, MetricResult } from '@/demo/store/argo-objects'
import { isCompleted } from './phase'

/** A limit is a number, or a number in a string. */
const limitOf = (limit: number | string | undefined, otherwise: number) =>
  limit === undefined ? otherwise : Number(limit)

/** What is wrong with a run's metrics (utils/analysis/factory.go: ValidateMetrics); a user may leave out any field. */
export function metricsProblem(
  metrics: readonly (Partial<AnalysisMetric> & Pick<AnalysisMetric, 'name'>)[] | undefined,
): string | undefined {
  const wrong = (why: string) => `Analysis spec invalid: ${why}`
  if (metrics === undefined || metrics.length === 0) return wrong('no metrics specified')
  for (const [index, { name, provider }] of metrics.entries()) {
    if (metrics.findIndex((other) => other.name === name) !== index)
      return wrong(`metrics[${index}]: duplicate name '${name}'`)
    const providers = Object.keys(provider ?? {}).length
    if (providers === 0) return wrong(`metrics[${index}]: no provider specified`)
    if (providers > 1) return wrong(`metrics[${index}]: multiple providers specified`)
  }
  return undefined
}

/** How often a metric is measured; undefined: until somebody ends it. */
export function countOf({ count, interval }: AnalysisMetric): number | undefined {
  const given = limitOf(count, 0)
  if (given !== 0) return given
  return interval === undefined ? 1 : undefined
}

/** Which limit the results have gone beyond (argo-rollouts v1.9, analysis/analysis.go: assessMetricFailureInconclusiveOrError). */
export function excessOf(
  metric: AnalysisMetric,
  { failed = 0, inconclusive = 0, consecutiveError = 0 }: MetricResult,
): { readonly phase: string; readonly message: string } | undefined {
  const failureLimit = limitOf(metric.failureLimit, 0)
  const inconclusiveLimit = limitOf(metric.inconclusiveLimit, 0)
  const errorLimit = limitOf(metric.consecutiveErrorLimit, 4)
  if (consecutiveError > errorLimit)
    return {
      phase: 'Error',
      message: `consecutiveErrors (${consecutiveError}) > consecutiveErrorLimit (${errorLimit})`,
    }
  if (inconclusive > inconclusiveLimit)
    return {
      phase: 'Inconclusive',
      message: `inconclusive (${inconclusive}) > inconclusiveLimit (${inconclusiveLimit})`,
    }
  if (failureLimit >= 0 && failed > failureLimit)
    return { phase: 'Failed', message: `failed (${failed}) > failureLimit (${failureLimit})` }
  return undefined
}

/** The phase of one metric (assessMetricStatus). */
export function metricPhase(metric: AnalysisMetric, result: MetricResult, isTerminating: boolean): string {
  if (isCompleted(result.phase)) return result.phase
  const last = result.measurements.at(-1)
  if (last === undefined) return isTerminating ? 'Successful' : 'Pending'
  if (!isCompleted(last.phase)) return 'Running'
  const excess = excessOf(metric, result)
  if (excess !== undefined) return excess.phase
  const wanted = limitOf(metric.consecutiveSuccessLimit, 0)
  if (wanted > 0 && (result.consecutiveSuccess ?? 0) >= wanted) return 'Successful'
  const count = countOf(metric)
  if (count !== undefined && (result.count ?? 0) >= count) {
    if (wanted <= 0) return 'Successful'
    return limitOf(metric.failureLimit, 0) >= 0 ? 'Inconclusive' : 'Failed'
  }
  return isTerminating ? 'Successful' : 'Running'
}

/** Mildest first. */
const severity = ['Successful', 'Running', 'Pending', 'Inconclusive', 'Error', 'Failed']

export function isTerminating({ spec, status }: AnalysisRun): boolean {
  const bad = ['Failed', 'Error', 'Inconclusive']
  return spec.terminate === true || (status.metricResults ?? []).some(({ phase }) => bad.includes(phase))
}

export interface Verdict {
  readonly phase: string
  readonly message: string
  readonly runSummary: Readonly<Record<string, number>>
}

/** The run as a whole, by its metrics' results (assessRunStatus). */
export function verdictOf(
  run: AnalysisRun,
  metrics: readonly AnalysisMetric[],
  results: readonly MetricResult[],
): Verdict {
  let worst: string | undefined
  let message = run.spec.terminate ? 'Run Terminated' : ''
  let isThrough = true
  const counts: Record<string, number> = { count: metrics.length }
  for (const metric of metrics) {
    const result = results.find(({ name }) => name === metric.name)
    if (result === undefined || !isCompleted(result.phase)) {
      isThrough = false
      continue
    }
    const excess = excessOf(metric, result)
    if (worst === undefined || severity.indexOf(result.phase) > severity.indexOf(worst)) {
      worst = result.phase
      const why = result.message ? `: "Error Message: ${result.message}"` : ''
      if (excess !== undefined)
        message = `Metric "${metric.name}" assessed ${result.phase} due to ${excess.message}${why}`
    }
    const counted = (excess?.phase ?? 'Successful').toLowerCase()
    counts[counted] = (counts[counted] ?? 0) + 1
  }
  if (isTerminating({ ...run, status: { ...run.status, metricResults: results } }))
    return { phase: worst ?? 'Successful', message, runSummary: counts }
  if (!isThrough || worst === undefined) return { phase: 'Running', message: '', runSummary: counts }
  return { phase: worst, message, runSummary: counts }
}
