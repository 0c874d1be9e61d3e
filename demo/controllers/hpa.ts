import { isDeepStrictEqual } from 'node:util'
import { toTimestamp } from '@/demo/clock'
import type { HorizontalPodAutoscaler } from '@/demo/store/autoscaling-objects'
import { keyOf } from '@/demo/store/collection'
import { type Condition, withCondition } from '@/demo/store/objects'
import { scrapeInterval } from '@/demo/world/usage'
import type { World } from '@/demo/world/world'
import { afterScaling, emptyMemory, normalize, type Reason, type ScalingMemory } from './hpa-limits'
import { evaluate, type Round, type Unavailable, type Wanted } from './hpa-metrics'
import { type ScaleTarget, targetOf } from './hpa-target'

/** --horizontal-pod-autoscaler-sync-period. */
const period = 15_000
const component = 'horizontal-pod-autoscaler'

/** Looks at every autoscaler each 15 s, and has pods measured as long as there is one. */
export function startHorizontalPodAutoscaler(world: World): void {
  const { store, clock } = world
  const autoscalers = store.horizontalpodautoscalers
  const memories = new Map<string, ScalingMemory>()
  let isMeasuring = false

  const measure = () => {
    isMeasuring = autoscalers.size > 0
    if (!isMeasuring) return
    world.usage.scrape()
    clock.after(scrapeInterval, measure)
  }
  const look = (uid: string, namespace: string | undefined, name: string) => {
    const hpa = autoscalers.get(namespace, name)
    if (hpa?.metadata.uid !== uid) return void memories.delete(uid)
    memories.set(uid, reconcile(world, hpa, memories.get(uid) ?? emptyMemory))
    clock.after(period, () => look(uid, namespace, name))
  }
  const follow = ({ metadata: { uid, namespace, name } }: HorizontalPodAutoscaler) => {
    if (!isMeasuring) measure()
    clock.after(period, () => look(uid, namespace, name))
  }
  for (const hpa of autoscalers.values()) follow(hpa)
  autoscalers.listen(({ type, object }) => {
    if (type === 'ADDED') follow(object)
  })
}

/** One round of k8s.io/kubernetes pkg/controller/podautoscaler/horizontal.go, v1.36; gives what to remember of it. */
function reconcile(world: World, hpa: HorizontalPodAutoscaler, memory: ScalingMemory): ScalingMemory {
  const now = world.clock.now()
  const target = targetOf(world, hpa)
  if (typeof target === 'string') {
    warn(world, hpa, 'FailedGetScale', target)
    const message = `the HPA controller was unable to get the target's current scale: ${target}`
    write(world, stated(world, hpa, 'AbleToScale', false, { reason: 'FailedGetScale', message }), {})
    return memory
  }
  const able = stated(world, hpa, 'AbleToScale', true, gotScale)
  const known = memory.recommendations.length > 0 ? memory : remember(memory, target.replicas, now)
  const { minReplicas = 1, maxReplicas } = hpa.spec
  if (target.replicas === 0) {
    const message = 'scaling is disabled since the replica count of the target is zero'
    const disabled = stated(world, able, 'ScalingActive', false, { reason: 'ScalingDisabled', message })
    write(world, disabled, { currentReplicas: 0, desiredReplicas: 0, currentMetrics: null })
    return known
  }
  const given: Case = { world, hpa: able, target, memory: known }
  if (target.replicas > maxReplicas)
    return rescale(given, maxReplicas, 'Current number of replicas above Spec.MaxReplicas')
  if (target.replicas < minReplicas)
    return rescale(given, minReplicas, 'Current number of replicas below Spec.MinReplicas')
  return byMetrics(given)
}

const gotScale = {
  reason: 'SucceededGetScale',
  message: "the HPA controller was able to get the target's current scale",
}

const remember = (memory: ScalingMemory, replicas: number, at: number) => ({
  ...memory,
  recommendations: [{ at, replicas }],
})

interface Case {
  readonly world: World
  /** With the conditions that this round has found so far. */
  readonly hpa: HorizontalPodAutoscaler
  readonly target: ScaleTarget
  readonly memory: ScalingMemory
}

function byMetrics(given: Case): ScalingMemory {
  const { world, hpa, target, memory } = given
  const rivals = rivalsOf(world, hpa)
  if (rivals.length > 1) return ambiguous(given, rivals)
  const round: Round = { world, hpa, pods: target.pods(), current: target.replicas }
  const results = (hpa.spec.metrics ?? []).map((metric) => evaluate(round, metric))
  const failed = results.filter((result): result is Unavailable => 'failure' in result)
  const wanted = results.filter((result): result is Wanted => 'replicas' in result)
  for (const { reason, failure } of failed) warn(world, hpa, reason, failure)
  const most = wanted.reduce<Wanted | undefined>(
    (best, one) => (best && best.replicas >= one.replicas ? best : one),
    undefined,
  )
  const currentMetrics = results.map((result) => ('replicas' in result ? result.status : { type: '' }))
  const [first] = failed
  if (most === undefined || (first !== undefined && most.replicas < target.replicas))
    return uncomputed(given, { currentMetrics, failed, all: results.length })
  const message = `the HPA was able to successfully calculate a replica count from ${most.name}`
  const wish = { spec: hpa.spec, current: target.replicas, desired: most.replicas, memory, now: world.clock.now() }
  const limits = normalize(wish)
  const active = stated(world, hpa, 'ScalingActive', true, { reason: 'ValidMetricFound', message })
  const stable = stated(world, active, 'AbleToScale', true, limits.able)
  const limited = stated(world, stable, 'ScalingLimited', limits.limited.holds, limits.limited)
  const why = most.replicas > target.replicas ? `${most.name} above target` : 'All metrics below target'
  return rescale({ world, hpa: limited, target, memory: limits.memory }, limits.replicas, why, currentMetrics)
}

function uncomputed(
  { world, hpa, target, memory }: Case,
  { currentMetrics, failed, all }: { currentMetrics: readonly object[]; failed: readonly Unavailable[]; all: number },
): ScalingMemory {
  const [first] = failed
  const message = `the HPA was unable to compute the replica count: ${first?.failure ?? ''}`
  const inactive = first && stated(world, hpa, 'ScalingActive', false, { reason: first.reason, message })
  write(world, inactive ?? hpa, { currentReplicas: target.replicas, currentMetrics })
  const told = `invalid metrics (${failed.length} invalid out of ${all}), first error is: ${first?.told ?? ''}`
  warn(world, hpa, 'FailedComputeMetricsReplicas', told)
  return memory
}

/** Autoscalers of one target stop each other; they are told apart by what they refer to. */
function rivalsOf({ store }: World, { metadata, spec }: HorizontalPodAutoscaler): readonly string[] {
  const rivals: string[] = []
  for (const other of store.horizontalpodautoscalers.values())
    if (
      other.metadata.namespace === metadata.namespace &&
      other.spec.scaleTargetRef.kind === spec.scaleTargetRef.kind &&
      other.spec.scaleTargetRef.name === spec.scaleTargetRef.name
    )
      rivals.push(keyOf(other.metadata.namespace, other.metadata.name))
  return rivals
}

function ambiguous({ world, hpa, target, memory }: Case, rivals: readonly string[]): ScalingMemory {
  const message = `pods by selector ${target.selector} are controlled by multiple HPAs: [${rivals.join(' ')}]`
  warn(world, hpa, 'AmbiguousSelector', message)
  const inactive = stated(world, hpa, 'ScalingActive', false, { reason: 'AmbiguousSelector', message })
  write(world, inactive, { currentReplicas: target.replicas, currentMetrics: null })
  warn(world, hpa, 'FailedComputeMetricsReplicas', message)
  return memory
}

function rescale(
  { world, hpa, target, memory }: Case,
  desired: number,
  why: string,
  currentMetrics: readonly object[] | null = null,
): ScalingMemory {
  const base = { currentReplicas: target.replicas, desiredReplicas: desired, currentMetrics }
  if (desired === target.replicas) {
    write(world, hpa, base)
    return memory
  }
  target.scaleTo(desired)
  const message = `the HPA controller was able to update the target scale to ${desired}`
  const rescaled = stated(world, hpa, 'AbleToScale', true, { reason: 'SucceededRescale', message })
  world.events.record(hpa, {
    type: 'Normal',
    reason: 'SuccessfulRescale',
    message: `New size: ${desired}; reason: ${why}`,
    component,
  })
  const now = world.clock.now()
  write(world, rescaled, { ...base, lastScaleTime: toTimestamp(now) })
  return afterScaling(memory, target.replicas, desired, now)
}

type Status = HorizontalPodAutoscaler['status']

function stated(
  { clock }: World,
  hpa: HorizontalPodAutoscaler,
  type: string,
  holds: boolean,
  { reason, message }: Reason,
): HorizontalPodAutoscaler {
  const at = toTimestamp(clock.now())
  const next: Condition = { type, status: holds ? 'True' : 'False', lastTransitionTime: at, reason, message }
  return { ...hpa, status: { ...hpa.status, conditions: withCondition(hpa.status.conditions, next) } }
}

/** The controller makes the status anew each time: an observedGeneration gets lost (v1.36.2). */
function write({ store }: World, hpa: HorizontalPodAutoscaler, next: Partial<Status>): void {
  const stored = store.horizontalpodautoscalers.get(hpa.metadata.namespace, hpa.metadata.name)
  if (stored === undefined) return
  const { lastScaleTime, currentReplicas, desiredReplicas = 0, currentMetrics = null } = stored.status
  const kept = { ...(lastScaleTime && { lastScaleTime }), ...(currentReplicas && { currentReplicas }) }
  const { conditions = [] } = hpa.status
  const status: Status = { ...kept, desiredReplicas, currentMetrics, conditions, ...next }
  if (!isDeepStrictEqual(status, stored.status)) store.horizontalpodautoscalers.update({ ...stored, status })
}

function warn({ events }: World, hpa: HorizontalPodAutoscaler, reason: string, message: string): void {
  events.record(hpa, { type: 'Warning', reason, message, component })
}
