import type { Pod } from '@/lib/kube/kinds/pod'
import type { PodsOnNode } from '@/lib/views/nodes'
import { holdsRequests, podRequests } from '@/lib/views/pod-requests'
import { keyOf, type Store } from '@/server/kube/store'

/** What one pod holds on its node. Thousandths of a core are whole numbers, which adding and taking away leaves exact. */
interface Load {
  readonly node: string
  readonly millicores: number
  readonly memory: number
}

interface Sum {
  count: number
  millicores: number
  memory: number
}

export interface NodeLoads {
  on(node: string): PodsOnNode
}

const none: PodsOnNode = { count: 0, cpuRequested: 0, memoryRequested: 0 }

/** What the pods on each node request, kept as pods come, move and end; `onChange` follows each node whose sum changed. */
export function createNodeLoads(pods: Store<Pod>, onChange: (node: string) => void): NodeLoads {
  const loads = new Map<string, Load>()
  const sums = new Map<string, Sum>()

  function add(load: Load, sign: 1 | -1) {
    const sum = sums.get(load.node) ?? { count: 0, millicores: 0, memory: 0 }
    sum.count += sign
    sum.millicores += sign * load.millicores
    sum.memory += sign * load.memory
    if (sum.count === 0) sums.delete(load.node)
    else sums.set(load.node, sum)
    onChange(load.node)
  }

  pods.subscribe((before, after) => {
    const pod = after ?? before
    if (pod === undefined) return
    const key = keyOf(pod)
    const was = loads.get(key)
    const is = after && loadOf(after)
    if (was !== undefined && is !== undefined && sameLoad(was, is)) return
    if (was !== undefined) add(was, -1)
    if (is !== undefined) add(is, 1)
    if (is === undefined) loads.delete(key)
    else loads.set(key, is)
  })

  return {
    on(node) {
      const sum = sums.get(node)
      if (sum === undefined) return none
      return { count: sum.count, cpuRequested: sum.millicores / 1000, memoryRequested: sum.memory }
    },
  }
}

function loadOf(pod: Pod): Load | undefined {
  if (!holdsRequests(pod)) return undefined
  const { cpu, memory } = podRequests(pod)
  return { node: pod.spec?.nodeName ?? '', millicores: Math.round(cpu * 1000), memory }
}

const sameLoad = (a: Load, b: Load) => a.node === b.node && a.millicores === b.millicores && a.memory === b.memory
