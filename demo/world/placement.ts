import { namespaceIndexOf } from '@/demo/store/namespace-index'
import type { Node, Pod, PodSpec } from '@/demo/store/objects'
import type { Store } from '@/demo/store/store'
import { type Bookings, createBookings, hasEnded, holdsRoom } from './bookings'
import { fitError, missingClaim } from './fit-error'
import { matchesNode, namedNodes, untoleratedTaint } from './node-affinity'
import { type Misfit, misfitOf, type Taken } from './node-fit'
import { findVictims } from './preemption'
import { topologyRules } from './topology'

export { hasEnded }

/** No node, in the scheduler's words. */
export interface Refusal {
  readonly message: string
  /** What stands in the way, without counts. */
  readonly reasons: readonly string[]
  /** Pods of lower priority that can go for it, and the node that they would free. */
  readonly preemption?: { readonly node: Node; readonly victims: readonly Pod[] }
}

/** Where pods fit, as the scheduler sees it: requests against allocatable, taints, affinity and neighbours. */
export interface Placement {
  /** The node for the pod, or the scheduler's words for why there is none. */
  place(pod: Pod): { readonly node: Node } | Refusal
  /** Whether a DaemonSet's pod belongs on the node. */
  tolerates(spec: PodSpec, node: Node): boolean
}

/** Of how many nodes that fit the emptiest is taken. */
const enough = 4

export function createPlacement(store: Store): Placement {
  const bookings = createBookings(store)
  const podsIn = namespaceIndexOf(store.pods)
  let nodes: readonly Node[] | undefined
  let cursor = 0
  store.nodes.listen(() => {
    nodes = undefined
  })
  const judgeFor = (pod: Pod, all: readonly Node[]) => {
    const named = namedNodes(pod.spec)
    const rules = topologyRules(pod, {
      nodes: all,
      nodeNamed: (name) => store.nodes.get(undefined, name),
      podsIn: (namespace) =>
        podsIn.in(namespace).filter((other) => holdsRoom(other) && other.metadata.deletionTimestamp === undefined),
    })
    return (node: Node, taken: Taken): Misfit | undefined => {
      if (named !== undefined && !named.includes(node.metadata.name)) return unnamed
      const own = misfitOf(pod, node, taken)
      if (own !== undefined) return own
      for (const rule of rules) {
        const misfit = rule(node)
        if (misfit !== undefined) return misfit
      }
      return undefined
    }
  }
  return {
    place(pod) {
      nodes ??= [...store.nodes.values()]
      if (nodes.length === 0) return { message: 'no nodes available to schedule pods', reasons: [] }
      const claim = missingClaim(store, pod)
      if (claim !== undefined)
        return { message: `0/${nodes.length} nodes are available: ${claim}. not found`, reasons: [claim] }
      const judge = judgeFor(pod, nodes)
      cursor = (cursor + 1) % nodes.length
      const { fitting, misfits } = sift(nodes, cursor, judge, bookings)
      const used = (node: Node) => bookings.takenOf(node).pods
      const best = fitting.sort((a, b) => used(a) - used(b))[0]
      return best === undefined
        ? fitError(pod, misfits, findVictims(pod, misfits, { ...bookings, judge }))
        : { node: best }
    },
    tolerates: (spec, node) => untoleratedTaint(spec.tolerations, node) === undefined && matchesNode(spec, node),
  }
}

const unnamed: Misfit = { reasons: ["node(s) didn't satisfy plugin(s) [NodeAffinity]"], helpless: true }

function sift(
  nodes: readonly Node[],
  first: number,
  judge: (node: Node, taken: Taken) => Misfit | undefined,
  { takenOf }: Bookings,
): { fitting: Node[]; misfits: ReadonlyMap<Node, Misfit> } {
  const fitting: Node[] = []
  const misfits = new Map<Node, Misfit>()
  for (let step = 0; step < nodes.length; step++) {
    const node = nodes[(first + step) % nodes.length]
    const misfit = node && judge(node, takenOf(node))
    if (node === undefined) break
    if (misfit !== undefined) misfits.set(node, misfit)
    else if (fitting.push(node) === enough) break
  }
  return { fitting, misfits }
}
