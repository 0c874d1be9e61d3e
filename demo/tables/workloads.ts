import type {
  HorizontalPodAutoscaler,
  MetricSpec,
  MetricTarget,
  PodDisruptionBudget,
} from '@/demo/store/autoscaling-objects'
import {
  type Condition,
  type CronJob,
  type DaemonSet,
  type Deployment,
  findController,
  type Job,
  type KubeObject,
  type ReplicaSet,
  type StatefulSet,
} from '@/demo/store/objects'
import { humanDuration, since } from './duration'
import { table } from './table'
import { containerCells, formatLabels, formatSelector, selectorText, shortened } from './words'

export const deployments = table<Deployment>(
  'Name, Ready, Up-to-date, Available, Age, Containers*, Images*, Selector*',
  ({ metadata, spec, status }, age) => [
    metadata.name,
    `${status?.readyReplicas ?? 0}/${spec.replicas}`,
    status?.updatedReplicas ?? 0,
    status?.availableReplicas ?? 0,
    age,
    ...containerCells(spec.template.spec.containers),
    selectorText(spec.selector),
  ],
)

export const replicasets = table<ReplicaSet>(
  'Name, Desired:integer, Current:integer, Ready:integer, Age, Containers*, Images*, Selector*',
  ({ metadata, spec, status }, age) => [
    metadata.name,
    spec.replicas,
    status?.replicas ?? 0,
    status?.readyReplicas ?? 0,
    age,
    ...containerCells(spec.template.spec.containers),
    formatSelector(spec.selector),
  ],
)

export const statefulsets = table<StatefulSet>(
  'Name, Ready, Age, Containers*, Images*',
  ({ metadata, spec, status }, age) => [
    metadata.name,
    `${status?.readyReplicas ?? 0}/${spec.replicas}`,
    age,
    ...containerCells(spec.template.spec.containers),
  ],
)

const daemonSetColumns =
  'Name, Desired:integer, Current:integer, Ready:integer, Up-to-date:integer, Available:integer, Node Selector, Age, Containers*, Images*, Selector*'

export const daemonsets = table<DaemonSet>(daemonSetColumns, ({ metadata, spec, status }, age) => [
  metadata.name,
  status?.desiredNumberScheduled ?? 0,
  status?.currentNumberScheduled ?? 0,
  status?.numberReady ?? 0,
  status?.updatedNumberScheduled ?? 0,
  status?.numberAvailable ?? 0,
  formatLabels(spec.template.spec.nodeSelector),
  age,
  ...containerCells(spec.template.spec.containers),
  formatSelector(spec.selector),
])

export const controllerrevisions = table<KubeObject & { readonly revision: number }>(
  'Name, Controller, Revision, Age',
  (object, age) => [object.metadata.name, controllerName(object), object.revision, age],
)

function controllerName(object: KubeObject): string {
  const owner = findController(object)
  if (owner === undefined) return '<none>'
  const [group = '', version] = owner.apiVersion.split('/')
  return `${[owner.kind, version === undefined ? '' : group].filter(Boolean).join('.').toLowerCase()}/${owner.name}`
}

export const jobs = table<Job>(
  'Name, Status, Completions, Duration, Age, Containers*, Images*, Selector*',
  ({ metadata, spec, status }, age, now) => [
    metadata.name,
    jobStatus(status?.conditions, metadata.deletionTimestamp !== undefined),
    `${status?.succeeded ?? 0}/${spec.completions ?? ((spec.parallelism ?? 0) > 1 ? `1 of ${spec.parallelism}` : 1)}`,
    jobDuration(status, now),
    age,
    ...containerCells(spec.template.spec.containers),
    formatSelector(spec.selector),
  ],
)

function jobStatus(conditions: readonly Condition[] | undefined, deleted: boolean): string {
  const has = (wanted: string) => conditions?.some(({ type, status }) => type === wanted && status === 'True')
  if (has('Complete')) return 'Complete'
  if (has('Failed')) return 'Failed'
  if (deleted) return 'Terminating'
  return ['Suspended', 'FailureTarget', 'SuccessCriteriaMet'].find(has) ?? 'Running'
}

function jobDuration({ startTime, completionTime }: Partial<Job['status']> = {}, now: number): string {
  if (startTime === undefined) return ''
  return humanDuration((completionTime === undefined ? now : Date.parse(completionTime)) - Date.parse(startTime))
}

const cronJobColumns =
  'Name, Schedule, Timezone, Suspend:boolean, Active:integer, Last Schedule, Age, Containers*, Images*, Selector*'

export const cronjobs = table<CronJob & { readonly spec: { readonly timeZone?: string } }>(
  cronJobColumns,
  ({ metadata, spec, status }, age, now) => [
    metadata.name,
    spec.schedule,
    spec.timeZone ?? '<none>',
    // printBoolPtr: a text in a column that says boolean.
    spec.suspend === undefined ? '<unset>' : spec.suspend ? 'True' : 'False',
    status?.active?.length ?? 0,
    status?.lastScheduleTime === undefined ? '<none>' : since(status.lastScheduleTime, now),
    age,
    ...containerCells(spec.jobTemplate.spec.template.spec.containers),
    formatSelector(spec.jobTemplate.spec.selector),
  ],
)

export const poddisruptionbudgets = table<PodDisruptionBudget>(
  'Name, Min Available, Max Unavailable, Allowed Disruptions:integer, Age',
  ({ metadata, spec, status }, age) => [
    metadata.name,
    String(spec.minAvailable ?? 'N/A'),
    String(spec.maxUnavailable ?? 'N/A'),
    status?.disruptionsAllowed ?? 0,
    age,
  ],
)

export const horizontalpodautoscalers = table<HorizontalPodAutoscaler>(
  'Name, Reference, Targets, MinPods, MaxPods, Replicas, Age',
  ({ metadata, spec, status }, age) => [
    metadata.name,
    `${spec.scaleTargetRef.kind}/${spec.scaleTargetRef.name}`,
    formatMetrics(spec.metrics ?? [], status?.currentMetrics ?? []),
    spec.minReplicas === undefined ? '<unset>' : String(spec.minReplicas),
    spec.maxReplicas,
    status?.currentReplicas ?? 0,
    age,
  ],
)

function formatMetrics(metrics: readonly MetricSpec[], current: readonly object[]): string {
  return (
    shortened(
      metrics.map((metric, at) => formatMetric(metric, current[at])),
      ', ',
      2,
    ) || '<none>'
  )
}

type Values = Partial<Omit<MetricTarget, 'type'>>

/** formatHPAMetrics; what was not measured yet is unknown. */
function formatMetric(metric: MetricSpec, measured: object | undefined): string {
  const { resource = metric.containerResource } = metric
  const target: Values | undefined = (resource ?? metric.pods ?? metric.object ?? metric.external)?.target
  if (target === undefined) return '<unknown type>'
  const current = currentOf(measured)
  if (resource === undefined && target.averageValue === undefined)
    return `${current.value ?? '<unknown>'}/${target.value}`
  if (resource === undefined)
    return `${current.averageValue ?? '<unknown>'}/${target.averageValue}${metric.type === 'Pods' ? '' : ' (avg)'}`
  if (target.averageValue !== undefined)
    return `${resource.name}: ${current.averageValue ?? '<unknown>'}/${target.averageValue}`
  return `${resource.name}: ${percent(current) ?? '<unknown>'}/${percent(target) ?? '<auto>'}`
}

const percent = ({ averageUtilization }: Values) =>
  averageUtilization === undefined ? undefined : `${averageUtilization}%`

/** The `current` of a MetricStatus, under the field of its type. */
function currentOf(measured: object | undefined): Values {
  // Only the autoscaler writes these, in autoscaling/v2's shape.
  const sources = Object.values(measured ?? {}) as readonly { readonly current?: Values }[]
  return sources.find((source) => source.current !== undefined)?.current ?? {}
}
