/** A ReplicaSet's size: asked for, and available. */
export interface Size {
  readonly replicas: number
  readonly available: number
}

/** What the sizes of canary and stable follow from, without a traffic router. */
export interface BasicCanary {
  /** Of the Rollout. */
  readonly replicas: number
  readonly weight: number
  readonly maxWeight: number
  readonly surge: number
  readonly unavailable: number
  readonly canary: Size | undefined
  /** Left out when it is the canary's own set. */
  readonly stable: Size | undefined
  /** All replicas asked for by sets that are neither. */
  readonly others: number
}

export interface Counts {
  readonly canary: number
  readonly stable: number
}

/** argo-rollouts v1.9, utils/replicaset/canary.go: CalculateReplicaCountsForBasicCanary; its examples are this one's tests. */
export function basicCanaryCounts(given: BasicCanary): Counts {
  const { replicas, canary, stable, others, surge } = given
  const goal = stable === undefined ? { canary: replicas, stable: 0 } : approximateCounts(given)
  const most = replicas + surge
  const grown = grow(given, goal, most - others - (canary?.replicas ?? 0) - (stable?.replicas ?? 0))
  if (others > 0) return grown
  const least = replicas - given.unavailable
  const isIncreasing = canary === undefined || goal.canary >= canary.replicas
  const counted = forScaleDown(canary, !isIncreasing) + forScaleDown(stable, isIncreasing)
  // Upstream counts the canary's set twice where it is the stable one too.
  const twice = stable === undefined && !isIncreasing ? forScaleDown(canary, false) : 0
  const removable = counted + twice - least
  if (removable <= 0) return grown
  const limits = { most, least }
  if (!isIncreasing) {
    const drained = drain(canary, goal.canary, removable, grown.canary)
    const [next, other] = within({ set: canary, count: drained }, { set: stable, count: grown.stable }, limits)
    return { canary: next, stable: other }
  }
  if (stable === undefined) return grown
  const drained = drain(stable, goal.stable, removable, grown.stable)
  const [next, other] = within({ set: stable, count: drained }, { set: canary, count: grown.canary }, limits)
  return { stable: next, canary: other }
}

/** Up to the goal as far as the surge has room, the stable set first. */
function grow({ canary, stable }: BasicCanary, goal: Counts, room: number): Counts {
  const now = { canary: canary?.replicas ?? 0, stable: stable?.replicas ?? 0 }
  const up = (from: number, to: number, left: number) => (from < to && left > 0 ? Math.min(to, from + left) : from)
  const stableCount = stable === undefined ? 0 : up(now.stable, goal.stable, room)
  const left = room - (stableCount - now.stable)
  return { stable: stableCount, canary: canary === undefined ? 0 : up(now.canary, goal.canary, left) }
}

/** Availability does not count for a set that is to shrink, so that pods that never come up don't block. */
function forScaleDown(set: Size | undefined, ignoresAvailability: boolean): number {
  if (set === undefined) return 0
  return ignoresAvailability || set.replicas < set.available ? set.replicas : set.available
}

const drain = (set: Size | undefined, goal: number, removable: number, count: number) =>
  set !== undefined && set.replicas > goal ? Math.max(goal, set.replicas - removable) : count

interface Adjusted {
  readonly set: Size | undefined
  readonly count: number
}

/** Keeps both sets within what may run at most and must be available at least (adjustReplicaWithinLimits). */
function within(
  drained: Adjusted,
  { set, count }: Adjusted,
  { most, least }: { readonly most: number; readonly least: number },
): readonly [number, number] {
  if (set === undefined) return [drained.count, count]
  const over = (next: number) => Math.max(0, next + drained.count - most)
  const cut = count - over(count)
  const available = Math.min(drained.set?.available ?? 0, drained.count) + Math.min(set.available, cut)
  const spare = Math.max(0, set.available - cut)
  const next = cut + Math.min(spare, Math.max(0, least - available))
  return [drained.count - over(next), next]
}

/** The counts that come nearest to the weight; a surge allows one more in all. */
export function approximateCounts({
  replicas,
  weight,
  maxWeight,
  surge,
}: Pick<BasicCanary, 'replicas' | 'weight' | 'maxWeight' | 'surge'>): Counts {
  if (replicas === 0) return { canary: 0, stable: 0 }
  const exact = (replicas * weight) / maxWeight
  const high = Math.ceil(exact)
  const low = Math.floor(exact)
  const zeroAllowed = weight === maxWeight || weight === 0 || (replicas === 1 && surge === 0)
  const isTied = (total: number) => (total * (weight / maxWeight)) % 1 === 0.5
  const lowAllowed = (total: number) => !isTied(total) && (low !== 0 || zeroAllowed)
  const options: { readonly canary: number; readonly total: number }[] = []
  if (high < replicas || zeroAllowed) options.push({ canary: high, total: replicas })
  if (lowAllowed(replicas)) options.push({ canary: low, total: replicas })
  if (surge > 0) options.push({ canary: high, total: replicas + 1 })
  if (surge > 0 && lowAllowed(replicas + 1)) options.push({ canary: low, total: replicas + 1 })
  const distance = ({ canary, total }: { canary: number; total: number }) =>
    Math.abs((canary * maxWeight) / total - weight)
  const [first = { canary: 0, total: replicas }, ...rest] = options
  const best = rest.reduce((nearest, option) => (distance(option) < distance(nearest) ? option : nearest), first)
  return { canary: best.canary, stable: best.total - best.canary }
}

/** With a traffic router the stable set keeps its size, and the canary has its share or what a step says. */
export function routedCanaryCounts(
  replicas: number,
  goal: { readonly replicas: number } | { readonly weight: number },
  maxWeight: number,
): Counts {
  const canary = 'replicas' in goal ? goal.replicas : Math.ceil((goal.weight * replicas) / maxWeight)
  return { canary, stable: replicas }
}
