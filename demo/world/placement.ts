import type { Container, Node, Pod, PodSpec } from '@/demo/store/objects'
import type { Store } from '@/demo/store/store'

/** Where pods fit, as the scheduler sees it: requests against allocatable, taints, node selectors. */
export interface Placement {
  /** The node for the pod, or the scheduler's words for why there is none. */
  place(pod: Pod): { readonly node: Node } | { readonly message: string }
  /** Whether a DaemonSet's pod belongs on the node. */
  tolerates(spec: PodSpec, node: Node): boolean
}

interface Usage {
  cpu: number
  memory: number
  pods: number
}

const enough = 4

export function createPlacement(store: Store): Placement {
  const usage = new Map<string, Usage>()
  let nodes: readonly Node[] | undefined
  let cursor = 0

  const book = (pod: Pod | undefined, sign: 1 | -1) => {
    const name = pod?.spec.nodeName
    if (pod === undefined || name === undefined || hasEnded(pod)) return
    const used = usage.get(name) ?? { cpu: 0, memory: 0, pods: 0 }
    const { cpu, memory } = requestsOf(pod.spec)
    usage.set(name, {
      cpu: used.cpu + sign * cpu,
      memory: used.memory + sign * memory,
      pods: used.pods + sign,
    })
  }
  store.pods.listen(({ type, object, previous }) => {
    book(previous, -1)
    if (type !== 'DELETED') book(object, 1)
  })
  store.nodes.listen(() => {
    nodes = undefined
  })
  return {
    place(pod) {
      nodes ??= [...store.nodes.values()]
      const reasons = new Map<string, number>()
      const fitting: Node[] = []
      for (let step = 0; step < nodes.length && fitting.length < enough; step++) {
        const node = nodes[(cursor + step) % nodes.length]
        if (node === undefined) continue
        const misfits = misfitsOf(pod.spec, node, usage.get(node.metadata.name))
        if (misfits.length === 0) fitting.push(node)
        for (const reason of misfits) reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
      }
      cursor = nodes.length === 0 ? 0 : (cursor + 1) % nodes.length
      const used = (node: Node) => usage.get(node.metadata.name)?.pods ?? 0
      const best = fitting.sort((a, b) => used(a) - used(b))[0]
      return best === undefined ? { message: fitError(nodes.length, reasons) } : { node: best }
    },
    tolerates: (spec, node) => isTolerated(spec, node) && selects(spec, node),
  }
}

export function hasEnded({ status }: Pod): boolean {
  return status.phase === 'Succeeded' || status.phase === 'Failed'
}

/** The words of k8s.io/kubernetes pkg/scheduler/framework (FitError and preemption), v1.36. */
function fitError(count: number, reasons: ReadonlyMap<string, number>): string {
  if (count === 0) return 'no nodes available to schedule pods'
  const listed = [...reasons].map(([reason, nodes]) => `${nodes} ${reason}`).sort()
  const couldMakeRoom = [...reasons].filter(([reason]) => reason.startsWith('Insufficient'))
  const victims = Math.min(count, Math.max(0, ...couldMakeRoom.map(([, nodes]) => nodes)))
  const preemption = [
    [victims, 'No preemption victims found for incoming pod'],
    [count - victims, 'Preemption is not helpful for scheduling'],
  ]
  const told = preemption.filter(([nodes]) => nodes !== 0).map((part) => part.join(' '))
  const prefix = `0/${count} nodes are available:`
  return `${prefix} ${listed.join(', ')}. preemption: ${prefix} ${told.sort().join(', ')}.`
}

function misfitsOf(spec: PodSpec, node: Node, used: Usage = { cpu: 0, memory: 0, pods: 0 }): readonly string[] {
  if (node.spec.unschedulable) return ['node(s) were unschedulable']
  if (!isTolerated(spec, node)) return ['node(s) had untolerated taint(s)']
  if (!selects(spec, node)) return ["node(s) didn't match Pod's node affinity/selector"]
  const { cpu, memory } = requestsOf(spec)
  const { allocatable } = node.status
  const misfits: string[] = []
  if (used.pods + 1 > Number(allocatable['pods'])) misfits.push('Too many pods')
  if (used.cpu + cpu > parseQuantity(allocatable['cpu'])) misfits.push('Insufficient cpu')
  if (used.memory + memory > parseQuantity(allocatable['memory'])) misfits.push('Insufficient memory')
  return misfits
}

function selects({ nodeSelector = {} }: PodSpec, { metadata: { labels = {} } }: Node): boolean {
  return Object.entries(nodeSelector).every(([key, value]) => labels[key] === value)
}

function isTolerated({ tolerations = [] }: PodSpec, { spec: { taints = [] } }: Node): boolean {
  return taints
    .filter(({ effect }) => effect !== 'PreferNoSchedule')
    .every((taint) =>
      tolerations.some(
        ({ key, operator, value, effect }) =>
          (key === undefined || key === taint.key) &&
          (effect === undefined || effect === taint.effect) &&
          (operator === 'Exists' || value === taint.value),
      ),
    )
}

/** Containers are shared by all pods of a template, so their sum is taken once. */
const sums = new WeakMap<readonly Container[], { cpu: number; memory: number }>()

function requestsOf({ containers }: PodSpec): { cpu: number; memory: number } {
  const known = sums.get(containers)
  if (known !== undefined) return known
  const total = (name: string) =>
    containers.reduce((sum, { resources }) => sum + parseQuantity(resources?.requests?.[name]), 0)
  const sum = { cpu: total('cpu'), memory: total('memory') }
  sums.set(containers, sum)
  return sum
}

const factors: Readonly<Record<string, number>> = {
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
}

/** Few texts, asked for at every placement. */
const quantities = new Map<string, number>()

function parseQuantity(text = '0'): number {
  const known = quantities.get(text)
  if (known !== undefined) return known
  const [, number = '0', unit = ''] = /^([\d.]+)(\w*)$/.exec(text) ?? []
  const value = Number(number) * (factors[unit] ?? 1)
  quantities.set(text, value)
  return value
}
