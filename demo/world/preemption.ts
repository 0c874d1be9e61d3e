import type { Node, Pod } from '@/demo/store/objects'
import type { Bookings } from './bookings'
import { hostPortsOf, type Misfit, type Taken } from './node-fit'
import { minus, plus, totalsOf } from './requests'

/** What a look for victims needs to know of the cluster. */
interface Standing extends Bookings {
  judge(node: Node, taken: Taken): Misfit | undefined
}

export interface Found {
  /** The node to free and whom it costs; undefined where no node can be freed. */
  readonly best: { readonly node: Node; readonly victims: readonly Pod[] } | undefined
  /** Why each node that is not helpless can't be freed. */
  readonly refusals: ReadonlyMap<Node, readonly string[]>
}

export const priorityOf = ({ spec }: Pod): number => spec.priority ?? 0

/** The node whose freeing costs the least (plugins/defaultpreemption: lowest top priority, then fewest pods). */
export function findVictims(pod: Pod, misfits: ReadonlyMap<Node, Misfit>, standing: Standing): Found {
  const refusals = new Map<Node, readonly string[]>()
  let best: Found['best']
  let bestCost: readonly number[] = []
  for (const [node, misfit] of misfits) {
    if (misfit.helpless) continue
    const victims = victimsOn(pod, node, standing)
    if (!('pods' in victims)) {
      refusals.set(node, victims.reasons)
      continue
    }
    const cost = [Math.max(...victims.pods.map(priorityOf)), victims.pods.length]
    if (best === undefined || isLess(cost, bestCost)) {
      best = { node, victims: victims.pods }
      bestCost = cost
    }
  }
  return { best, refusals }
}

const isLess = ([a = 0, b = 0]: readonly number[], [c = 0, d = 0]: readonly number[]) => a < c || (a === c && b < d)

function victimsOn(pod: Pod, node: Node, { podsOn, takenOf, judge, lowestPriority }: Standing) {
  const candidates = priorityOf(pod) > lowestPriority() ? podsOn(node) : []
  const lower = candidates.filter((other) => priorityOf(other) < priorityOf(pod))
  if (lower.length === 0) return { reasons: ['No preemption victims found for incoming pod'] }
  const isDear = (a: Pod, b: Pod) => priorityOf(b) - priorityOf(a)
  let taken = lower.reduce(without, takenOf(node))
  const misfit = judge(node, taken)
  if (misfit !== undefined) return { reasons: misfit.reasons }
  const victims: Pod[] = []
  // The dearest are spared first, as long as the pod still fits beside them.
  for (const other of lower.toSorted(isDear)) {
    const spared = withPod(taken, other)
    if (judge(node, spared) === undefined) taken = spared
    else victims.push(other)
  }
  return { pods: victims }
}

function without(taken: Taken, pod: Pod): Taken {
  const ports = hostPortsOf(pod)
  return {
    amounts: minus(taken.amounts, totalsOf(pod.spec)),
    pods: taken.pods - 1,
    hostPorts: new Set([...taken.hostPorts].filter((port) => !ports.includes(port))),
  }
}

const withPod = (taken: Taken, pod: Pod): Taken => ({
  amounts: plus(taken.amounts, totalsOf(pod.spec)),
  pods: taken.pods + 1,
  hostPorts: new Set([...taken.hostPorts, ...hostPortsOf(pod)]),
})
