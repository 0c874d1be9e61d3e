import type { HorizontalPodAutoscaler, ScalingRules } from '@/demo/store/autoscaling-objects'

/** What the controller remembers of one autoscaler: in its process only, as the real one does. */
export interface ScalingMemory {
  readonly recommendations: readonly { readonly at: number; readonly replicas: number }[]
  /** Changes of size made, upwards and downwards. */
  readonly ups: readonly { readonly at: number; readonly change: number }[]
  readonly downs: readonly { readonly at: number; readonly change: number }[]
}

export const emptyMemory: ScalingMemory = { recommendations: [], ups: [], downs: [] }

export interface Reason {
  readonly reason: string
  readonly message: string
}

/** The size that is allowed now, and what the conditions AbleToScale and ScalingLimited say of it. */
export interface Normalized {
  readonly replicas: number
  readonly able: Reason
  readonly limited: Reason & { readonly holds: boolean }
  readonly memory: ScalingMemory
}

export interface Wish {
  readonly spec: HorizontalPodAutoscaler['spec']
  readonly current: number
  readonly desired: number
  readonly memory: ScalingMemory
  readonly now: number
}

/** Flag of the controller manager, at its default: 5 minutes. */
const downscaleWindow = 300
const longest = 3_600_000

const ready: Reason = { reason: 'ReadyForNewScale', message: 'recommended size matches current size' }
const within = { reason: 'DesiredWithinRange', message: 'the desired count is within the acceptable range' }
const tooMany = {
  reason: 'TooManyReplicas',
  message: 'the desired replica count is more than the maximum replica count',
}
const tooFew = { reason: 'TooFewReplicas', message: 'the desired replica count is less than the minimum replica count' }
const upLimit = {
  reason: 'ScaleUpLimit',
  message: 'the desired replica count is increasing faster than the maximum scale rate',
}
const downLimit = {
  reason: 'ScaleDownLimit',
  message: 'the desired replica count is decreasing faster than the maximum scale rate',
}
const downStabilized = {
  reason: 'ScaleDownStabilized',
  message: 'recent recommendations were higher than current one, applying the highest recent recommendation',
}
const upStabilized = {
  reason: 'ScaleUpStabilized',
  message: 'recent recommendations were lower than current one, applying the lowest recent recommendation',
}

/** k8s.io/kubernetes pkg/controller/podautoscaler/horizontal.go, v1.36: normalizeDesiredReplicas(WithBehaviors). */
export function normalize(wish: Wish): Normalized {
  const { spec, desired, memory, now } = wish
  const stabilized = spec.behavior === undefined ? stabilizePlainly(wish) : stabilizeByRules(wish)
  const [replicas, why] =
    spec.behavior === undefined ? limitPlainly(wish, stabilized) : limitByRules({ ...wish, desired: stabilized })
  const waiting = spec.behavior !== undefined && desired >= wish.current ? upStabilized : downStabilized
  const kept = memory.recommendations.filter(({ at }) => at > now - longest)
  return {
    replicas,
    able: stabilized === desired ? ready : waiting,
    limited: { ...why, holds: replicas !== stabilized },
    memory: { ...memory, recommendations: [...kept, { at: now, replicas: desired }] },
  }
}

/** The memory after a change of size. */
export function afterScaling(memory: ScalingMemory, from: number, to: number, now: number): ScalingMemory {
  const kept = (events: ScalingMemory['ups']) => events.filter(({ at }) => at > now - longest)
  return to > from
    ? { ...memory, ups: [...kept(memory.ups), { at: now, change: to - from }] }
    : { ...memory, downs: [...kept(memory.downs), { at: now, change: from - to }] }
}

function stabilizePlainly({ desired, memory, now }: Wish): number {
  const recent = memory.recommendations.filter(({ at }) => at >= now - downscaleWindow * 1000)
  return Math.max(desired, ...recent.map(({ replicas }) => replicas))
}

function limitPlainly({ spec, current }: Wish, desired: number): readonly [number, Reason] {
  const least = spec.minReplicas ?? 1
  const most = Math.min(spec.maxReplicas, Math.max(2 * current, 4))
  if (desired < least) return [least, tooFew]
  if (desired > most) return [most, spec.maxReplicas > most ? upLimit : tooMany]
  return [desired, within]
}

type Rules = Required<Pick<ScalingRules, 'policies' | 'selectPolicy' | 'stabilizationWindowSeconds'>>

/** The defaults of the API server for a behavior of which a part is given (pkg/apis/autoscaling/v2/defaults.go). */
function rulesOf({ behavior = {} }: Wish['spec']): { readonly up: Rules; readonly down: Rules } {
  const percent = { type: 'Percent', value: 100, periodSeconds: 15 } as const
  const pods = { type: 'Pods', value: 4, periodSeconds: 15 } as const
  return {
    up: { selectPolicy: 'Max', stabilizationWindowSeconds: 0, policies: [pods, percent], ...behavior.scaleUp },
    down: {
      selectPolicy: 'Max',
      stabilizationWindowSeconds: downscaleWindow,
      policies: [percent],
      ...behavior.scaleDown,
    },
  }
}

function stabilizeByRules({ spec, current, desired, memory, now }: Wish): number {
  const { up, down } = rulesOf(spec)
  const since = (seconds: number) =>
    memory.recommendations.filter(({ at }) => at > now - seconds * 1000).map(({ replicas }) => replicas)
  const lowest = Math.min(desired, ...since(up.stabilizationWindowSeconds))
  const highest = Math.max(desired, ...since(down.stabilizationWindowSeconds))
  return Math.min(Math.max(current, lowest), highest)
}

function limitByRules(wish: Wish): readonly [number, Reason] {
  const { spec, current, desired } = wish
  const { up, down } = rulesOf(spec)
  if (desired > current) {
    const rate = Math.max(current, rateLimit(wish, up, 1))
    const most = Math.min(spec.maxReplicas, rate)
    return desired > most ? [most, spec.maxReplicas > rate ? upLimit : tooMany] : [desired, within]
  }
  if (desired < current) {
    const rate = Math.min(current, rateLimit(wish, down, -1))
    const least = Math.max(spec.minReplicas ?? 1, rate)
    return desired < least ? [least, (spec.minReplicas ?? 1) < rate ? downLimit : tooFew] : [desired, within]
  }
  return [desired, within]
}

/** The furthest size that the policies of a direction allow. */
function rateLimit({ current, memory, now }: Wish, { policies, selectPolicy }: Rules, direction: 1 | -1): number {
  if (selectPolicy === 'Disabled') return current
  const limits = policies.map(({ type, value, periodSeconds }) => {
    const within = (events: ScalingMemory['ups']) =>
      events.filter(({ at }) => at > now - periodSeconds * 1000).reduce((all, { change }) => all + change, 0)
    const start = current - within(memory.ups) + within(memory.downs)
    if (type === 'Pods') return start + direction * value
    const scaled = start * (1 + (direction * value) / 100)
    return direction > 0 ? Math.ceil(scaled) : Math.trunc(scaled)
  })
  const furthest = direction > 0 === (selectPolicy === 'Max')
  return furthest ? Math.max(...limits) : Math.min(...limits)
}
