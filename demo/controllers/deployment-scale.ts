import type { Deployment, ReplicaSet } from '@/demo/store/objects'
import type { World } from '@/demo/world/world'
import {
  availableOf,
  byAge,
  isSaturated,
  isSized,
  most,
  mostBefore,
  roomFor,
  type Sets,
  scaleTo,
  surgeOf,
  total,
} from './replica-sets'

/** Up as far as the surge allows, else down as far as availability does (deployment/rolling.go). */
export function roll(world: World, deployment: Deployment, current: ReplicaSet, old: readonly ReplicaSet[]): void {
  const { replicas } = deployment.spec
  const own = current.spec.replicas
  const next = own >= replicas ? replicas : roomFor(deployment, [...old, current], own)
  if (scaleTo(world, deployment, current, next) || total(old) === 0) return
  const least = replicas - surgeOf(deployment).unavailable
  const missing = current.spec.replicas - availableOf(current)
  const removable = total([...old, current]) - least - missing
  if (removable <= 0) return
  const sizes = new Map(old.map((set) => [set, set.spec.replicas]))
  cutDown(sizes, removable, (set, size) => size - availableOf(set))
  // What is available is counted before the unhealthy ones went, as upstream does.
  const spare = [...old, current].reduce((sum, set) => sum + availableOf(set), 0) - least
  for (const [set, size] of sizes) if (size !== set.spec.replicas) scaleTo(world, deployment, set, size)
  const rest = new Map([...sizes].map(([set, size]) => [stored(world, set), size]))
  cutDown(rest, spare, (_, size) => size)
  for (const [set, size] of rest) if (size !== set.spec.replicas) scaleTo(world, deployment, set, size)
}

const stored = ({ store }: World, set: ReplicaSet) =>
  store.replicasets.get(set.metadata.namespace, set.metadata.name) ?? set

/** Takes up to `budget` from the sets, oldest first, from each no more than `dispensable`. */
function cutDown(
  sizes: Map<ReplicaSet, number>,
  budget: number,
  dispensable: (set: ReplicaSet, size: number) => number,
): void {
  let left = budget
  for (const [set, size] of sizes) {
    const cut = Math.max(0, Math.min(left, dispensable(set, size)))
    sizes.set(set, size - cut)
    left -= cut
  }
}

/** Whether a pod of an old set is still there, ended ones aside. */
export function hasOldPods({ store }: World, old: readonly ReplicaSet[]): boolean {
  return old.some(({ metadata }) =>
    store.pods.ownedBy(metadata.uid).some(({ status }) => status.phase !== 'Failed' && status.phase !== 'Succeeded'),
  )
}

/** A new size, or a pause in the middle: each set keeps its share (deployment/sync.go, scale). */
export function scaleInProportion(world: World, deployment: Deployment, { current, old }: Sets): void {
  const { replicas } = deployment.spec
  const all = [...old, ...(current === undefined ? [] : [current])]
  const active = all.filter(isSized)
  const only = active.length === 0 ? (current ?? old.at(-1)) : active.length === 1 ? active[0] : undefined
  if (only !== undefined) {
    if (only.spec.replicas !== replicas) scaleTo(world, deployment, only, replicas)
    return
  }
  if (isSaturated(deployment, current)) {
    for (const set of old.filter(isSized)) scaleTo(world, deployment, set, 0)
    return
  }
  if (deployment.spec.strategy.type !== 'RollingUpdate') return
  const change = (replicas > 0 ? most(deployment) : 0) - total(active)
  // The largest get the most; of equal ones the newer grow first, the older shrink first.
  const ordered = active.toSorted(
    (a, b) => b.spec.replicas - a.spec.replicas || (change > 0 ? byAge(b, a) : byAge(a, b)),
  )
  const shares = proportions(deployment, ordered, change)
  ordered.forEach((set, at) => void scaleTo(world, deployment, set, set.spec.replicas + (shares[at] ?? 0), true))
}

/** What each set gains or loses of `change`; what rounding leaves goes to the first. */
function proportions(deployment: Deployment, sets: readonly ReplicaSet[], change: number): readonly number[] {
  let left = change
  const shares = sets.map((set) => {
    const share = left === 0 ? 0 : fractionOf(deployment, set)
    const taken = change > 0 ? Math.min(share, left) : Math.max(share, left)
    left -= taken
    return taken
  })
  const [first = 0, ...rest] = shares
  return [Math.max(-(sets[0]?.spec.replicas ?? 0), first + left), ...rest]
}

function fractionOf(deployment: Deployment, set: ReplicaSet): number {
  const own = set.spec.replicas
  if (deployment.spec.replicas === 0) return -own
  const before = mostBefore(set) || (deployment.status.replicas ?? 0)
  return before === 0 ? 0 : Math.round((own * most(deployment)) / before) - own
}
