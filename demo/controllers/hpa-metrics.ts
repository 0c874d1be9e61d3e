import type { HorizontalPodAutoscaler, MetricSpec, MetricTarget } from '@/demo/store/autoscaling-objects'
import type { LabelSelector, Pod } from '@/demo/store/objects'
import type { World } from '@/demo/world/world'
import { parseQuantity } from '@/lib/kube/quantity'
import {
  type Ask,
  type Proposal,
  type Refusal,
  replicasForUtilization,
  replicasForValue,
  type ScaledPod,
} from './hpa-replicas'

/** What one metric asks for, with its name in events and its place in `status.currentMetrics`. */
export interface Wanted {
  readonly replicas: number
  readonly name: string
  readonly status: object
}

/** Why a metric asks for nothing: the reason of the condition, its words, and those of the round's error. */
export interface Unavailable {
  readonly reason: string
  readonly failure: string
  readonly told: string
}

export interface Round {
  readonly world: World
  readonly hpa: HorizontalPodAutoscaler
  readonly pods: readonly Pod[]
  readonly current: number
}

/** k8s.io/kubernetes pkg/controller/podautoscaler/horizontal.go, v1.36: computeReplicasForMetric. */
export function evaluate(round: Round, metric: MetricSpec): Wanted | Unavailable {
  const namespace = round.hpa.metadata.namespace ?? ''
  if (metric.type === 'Resource' && metric.resource?.target !== undefined) {
    const { name, target } = metric.resource
    const found = resourceReplicas(round, name, target, undefined)
    if ('failure' in found)
      return unavailable('FailedGetResourceMetric', found.failure, `failed to get ${name} resource metric value`)
    const status = { type: 'Resource', resource: { name, current: found.current } }
    return { replicas: found.replicas, name: nameOf(name, target, ''), status }
  }
  if (metric.type === 'ContainerResource' && metric.containerResource?.target !== undefined) {
    const { name, container, target } = metric.containerResource
    const found = resourceReplicas(round, name, target, container)
    const told = `failed to get ${container} container metric value`
    if ('failure' in found) return unavailable('FailedGetContainerResourceMetric', found.failure, told)
    const status = { type: 'ContainerResource', containerResource: { name, container, current: found.current } }
    return { replicas: found.replicas, name: nameOf(name, target, 'container '), status }
  }
  return withoutSource(metric, namespace)
}

const unavailable = (reason: string, failure: string, told: string): Unavailable => ({
  reason,
  failure,
  told: `${told}: ${failure}`,
})

const nameOf = (resource: string, target: MetricTarget, of: string) =>
  target.averageValue === undefined
    ? `${resource} ${of}resource utilization (percentage of request)`
    : `${resource} resource`

function resourceReplicas(
  round: Round,
  resource: string,
  target: MetricTarget,
  container: string | undefined,
): (Proposal & { readonly current: object }) | Refusal {
  const what = target.averageValue === undefined ? 'utilization' : 'usage'
  const failed = (failure: string) => ({ failure: `failed to get ${resource} ${what}: ${failure}` })
  const ask = askOf(round, resource, container)
  if (ask.pods.every(({ sample }) => sample === undefined))
    return failed(`unable to get metrics for resource ${resource}: no metrics returned from resource metrics API`)
  const found =
    target.averageValue === undefined
      ? replicasForUtilization(ask, target.averageUtilization ?? 80)
      : replicasForValue(ask, Math.ceil(1000 * (parseQuantity(target.averageValue) ?? 0)))
  if ('failure' in found) return failed(found.failure)
  const averageValue = quantityOf(found.average, resource === 'memory')
  const { utilization } = found
  const current = { ...(utilization === undefined ? {} : { averageUtilization: utilization }), averageValue }
  return { ...found, current }
}

function askOf({ world, hpa, pods, current }: Round, resource: string, container: string | undefined): Ask {
  const { scaleUp, scaleDown } = hpa.spec.behavior ?? {}
  const toleranceOf = (text: string | undefined) => parseQuantity(text ?? '') ?? 0.1
  return {
    pods: pods.map((pod) => scaledPod(world, pod, resource, container)),
    current,
    isCpu: resource === 'cpu',
    now: world.clock.now(),
    tolerance: { up: toleranceOf(scaleUp?.tolerance), down: toleranceOf(scaleDown?.tolerance) },
  }
}

function scaledPod({ usage }: World, pod: Pod, resource: string, only: string | undefined): ScaledPod {
  const ready = pod.status.conditions?.find(({ type }) => type === 'Ready')
  const measured = usage.sample(pod)
  const of = measured?.containers.filter(({ name }) => only === undefined || name === only)
  const value = of?.reduce((sum, use) => sum + (resource === 'cpu' ? use.cpu : use.memory * 1000), 0)
  return {
    name: pod.metadata.name,
    phase: pod.status.phase,
    deleted: pod.metadata.deletionTimestamp !== undefined,
    startedAt: pod.status.startTime === undefined ? undefined : Date.parse(pod.status.startTime),
    ready: ready && { holds: ready.status !== 'False', since: Date.parse(ready.lastTransitionTime ?? '') || 0 },
    sample: measured && value !== undefined ? { value, at: measured.at, window: measured.window } : undefined,
    request: requestOf(pod, resource, only),
  }
}

function requestOf({ metadata, spec }: Pod, resource: string, only: string | undefined): ScaledPod['request'] {
  const sidecars = (spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always')
  const asked = [...spec.containers, ...sidecars].filter(({ name }) => only === undefined || name === only)
  if (asked.length === 0) return { missing: `container ${only} not found in Pod ${metadata.name}` }
  let sum = 0
  for (const { name, resources } of asked) {
    const request = parseQuantity(resources?.requests?.[resource] ?? '')
    if (request === undefined)
      return { missing: `missing request for ${resource} in container ${name} of Pod ${metadata.name}` }
    sum += Math.ceil(request * 1000)
  }
  return sum
}

/** A quantity of thousandths as the API writes it: decimal, or for memory in powers of 1024. */
function quantityOf(thousandths: number, isBinary: boolean): string {
  if (!isBinary) return thousandths % 1000 === 0 ? String(thousandths / 1000) : `${thousandths}m`
  let whole = Math.ceil(thousandths / 1000)
  let power = 0
  for (; whole !== 0 && whole % 1024 === 0 && power < 5; power++) whole /= 1024
  return `${whole}${['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi'][power]}`
}

const noCustom =
  'unable to fetch metrics from custom metrics API: no custom metrics API (custom.metrics.k8s.io) registered'

/** Nothing serves other metrics here; the words are those of a cluster without such an adapter. */
function withoutSource({ type, pods, object, external }: MetricSpec, namespace: string): Unavailable {
  if (type === 'Pods' && pods?.metric !== undefined)
    return unavailable(
      'FailedGetPodsMetric',
      `unable to get metric ${pods.metric.name}: ${noCustom}`,
      'failed to get pods metric value',
    )
  if (type === 'Object' && object?.target !== undefined && object.metric !== undefined) {
    const { metric, describedObject, target } = object
    // The arguments stand in this order in upstream's format too.
    const failure = `unable to get metric ${metric.name}: ${describedObject?.kind} on ${namespace} ${describedObject?.name}/${noCustom}`
    const told = 'failed to get object metric value'
    return unavailable(
      'FailedGetObjectMetric',
      failure,
      target.averageValue === undefined ? told : `${told}: failed to get ${metric.name} object metric`,
    )
  }
  if (type === 'External' && external?.target !== undefined && external.metric !== undefined) {
    const { metric, target } = external
    const failure = `unable to get external metric ${namespace}/${metric.name}/${selectorText(metric.selector)}: unable to fetch metrics from external metrics API: the server could not find the requested resource (get ${metric.name}.external.metrics.k8s.io)`
    const inner =
      target.averageValue === undefined ? `external metric ${metric.name}` : `${metric.name} external metric`
    return unavailable(
      'FailedGetExternalMetric',
      failure,
      `failed to get ${metric.name} external metric value: failed to get ${inner}`,
    )
  }
  return unavailable('InvalidMetricSourceType', `unknown metric source type "${type}"`, 'failed to get metric')
}

/** A selector in Go's %+v. */
function selectorText(selector: LabelSelector | undefined): string {
  if (selector === undefined) return 'nil'
  const labels = Object.entries(selector.matchLabels ?? {}).map(([key, value]) => `${key}: ${value},`)
  return `&LabelSelector{MatchLabels:map[string]string{${labels.join('')}},MatchExpressions:[]LabelSelectorRequirement{},}`
}
