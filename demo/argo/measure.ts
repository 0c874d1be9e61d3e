import { toTimestamp } from '@/demo/clock'
import type { AnalysisMetric, AnalysisRun, Measurement } from '@/demo/store/argo-objects'
import { deleteObject } from '@/demo/store/deletion'
import { controllerOf, type Job, type PodSpec, type TextMap } from '@/demo/store/objects'
import type { World } from '@/demo/world/world'
import { ExpressionError, evaluate } from './expression'
import { answerQuery } from './queries'

interface Prometheus {
  readonly query?: string
}

interface JobProvider {
  readonly metadata?: Job['metadata']
  readonly spec?: Partial<Job['spec']>
}

/** The only providers that there is something behind; what users leave out of them is missing. */
const prometheusOf = ({ provider }: AnalysisMetric) => provider['prometheus'] as Prometheus | undefined
const jobOf = ({ provider }: AnalysisMetric) => provider['job'] as JobProvider | undefined

/** What a metric's result says about how it is measured. */
export function metadataOf(metric: AnalysisMetric) {
  const query = prometheusOf(metric)?.query
  return query === undefined ? undefined : { ResolvedPrometheusQuery: query }
}

/** Takes a measurement, or begins one that takes longer. */
export function measure(world: World, run: AnalysisRun, metric: AnalysisMetric, count: number): Measurement {
  const startedAt = toTimestamp(world.clock.now())
  const failed = (message: string): Measurement => ({ phase: 'Error', message, startedAt, finishedAt: startedAt })
  const job = jobOf(metric)
  if (job !== undefined) return startJob(world, run, metric.name, job, count)
  const query = prometheusOf(metric)?.query
  if (query === undefined) return failed('no valid provider in metric')
  const samples = answerQuery(world.traffic, query)
  if (samples === undefined)
    return failed(`the demo cluster knows no answer to this query: use one of its templates' queries, or vector(N)`)
  try {
    const phase = judge(metric, samples)
    return { phase, value: `[${samples.map(decimal).join(',')}]`, startedAt, finishedAt: startedAt }
  } catch (error) {
    if (error instanceof ExpressionError) return failed(error.message)
    throw error
  }
}

/** Only a failure condition, only a success condition, or both: then what is neither is inconclusive (utils/evaluate). */
export function judge({ successCondition, failureCondition }: AnalysisMetric, result: unknown): string {
  if (!successCondition && !failureCondition) return 'Successful'
  const succeeds = successCondition ? evaluate(successCondition, result) : undefined
  const fails = failureCondition ? evaluate(failureCondition, result) : !succeeds
  if (fails) return 'Failed'
  return (succeeds ?? true) ? 'Successful' : 'Inconclusive'
}

/** As Go writes a sample: without an exponent. */
function decimal(value: number): string {
  const text = String(value)
  if (!Number.isFinite(value)) return text === 'Infinity' ? '+Inf' : text === '-Infinity' ? '-Inf' : 'NaN'
  return text.includes('e-') ? value.toFixed(20).replace(/0+$/, '') : text
}

function startJob(
  world: World,
  run: AnalysisRun,
  metric: string,
  { metadata, spec }: JobProvider,
  count: number,
): Measurement {
  const startedAt = toTimestamp(world.clock.now())
  const { uid, namespace } = run.metadata
  const name = `${uid}.${metric}.${count + 1}`
  const own = world.random.uuid()
  const labels = {
    'batch.kubernetes.io/controller-uid': own,
    'batch.kubernetes.io/job-name': name,
    'controller-uid': own,
    'job-name': name,
  }
  const template: { readonly metadata?: { readonly labels?: TextMap }; readonly spec?: Partial<PodSpec> } =
    spec?.template ?? {}
  const { containers = [] } = template.spec ?? {}
  if (containers.length === 0) {
    const message = `Job.batch "${name}" is invalid: spec.template.spec.containers: Required value`
    return { phase: 'Error', message, startedAt, finishedAt: startedAt }
  }
  world.store.jobs.create({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      ...metadata,
      name,
      namespace,
      uid: own,
      resourceVersion: '',
      generation: 1,
      creationTimestamp: startedAt,
      labels: { ...metadata?.labels, 'analysisrun.argoproj.io/uid': uid },
      annotations: { 'analysisrun.argoproj.io/name': run.metadata.name, 'analysisrun.argoproj.io/metric-name': metric },
      ownerReferences: [controllerOf(run)],
    },
    spec: {
      parallelism: 1,
      completions: 1,
      backoffLimit: 6,
      ...spec,
      selector: { matchLabels: { 'batch.kubernetes.io/controller-uid': own } },
      template: {
        metadata: { ...template.metadata, labels: { ...template.metadata?.labels, ...labels } },
        spec: { ...template.spec, containers },
      },
    },
    status: {},
  })
  return { phase: 'Running', startedAt, metadata: { 'job-name': name, 'job-namespace': namespace ?? '' } }
}

/** Looks again at a measurement that is not finished, or ends it. */
export function resume(world: World, measurement: Measurement, isTerminating: boolean): Measurement {
  const { 'job-name': name = '', 'job-namespace': namespace } = measurement.metadata ?? {}
  const finishedAt = toTimestamp(world.clock.now())
  const job = world.store.jobs.get(namespace, name)
  if (job === undefined)
    return { ...measurement, phase: 'Error', message: `jobs.batch "${name}" not found`, finishedAt }
  if (isTerminating) {
    deleteObject(world.store.jobs, world.clock, job)
    return { ...measurement, phase: 'Successful', message: 'Metric Terminated', finishedAt }
  }
  const ended = job.status.conditions?.find(
    ({ type, status }) => (type === 'Complete' || type === 'Failed') && status === 'True',
  )
  if (ended === undefined) return measurement
  return { ...measurement, phase: ended.type === 'Complete' ? 'Successful' : 'Failed', finishedAt }
}
