import type { Node, Pod } from '@/demo/store/objects'
import { matchesNode, tolerates, untoleratedTaint } from './node-affinity'
import { type Amounts, parseAmounts, totalsOf } from './requests'

/** What is taken of a node already. */
export interface Taken {
  readonly amounts: Amounts
  readonly pods: number
  readonly hostPorts: ReadonlySet<string>
}

export const nothingTaken: Taken = { amounts: {}, pods: 0, hostPorts: new Set() }

/** Why a pod can't go to a node; `helpless`: whoever left it, it still could not. */
export interface Misfit {
  readonly reasons: readonly string[]
  readonly helpless: boolean
}

/** The default plugins in their order, the first that objects speaks (pkg/scheduler/framework/plugins, v1.36). */
export function misfitOf(pod: Pod, node: Node, taken: Taken): Misfit | undefined {
  const { spec } = pod
  if (node.spec.unschedulable && !spec.tolerations?.some((toleration) => tolerates(toleration, cordon)))
    return helpless('node(s) were unschedulable')
  if (untoleratedTaint(spec.tolerations, node) !== undefined) return helpless('node(s) had untolerated taint(s)')
  if (!matchesNode(spec, node)) return helpless("node(s) didn't match Pod's node affinity/selector")
  if (hostPortsOf(pod).some((port) => taken.hostPorts.has(port)))
    return { reasons: ["node(s) didn't have free ports for the requested pod ports"], helpless: false }
  return shortage(pod, node, taken)
}

const cordon = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }
const helpless = (reason: string): Misfit => ({ reasons: [reason], helpless: true })

export const hostPortsOf = ({ spec }: Pod): readonly string[] =>
  spec.containers.flatMap(({ ports = [] }) =>
    ports.flatMap(({ hostPort, protocol = 'TCP' }) => (hostPort ? [`${protocol} ${hostPort}`] : [])),
  )

/** A node's allocatable is looked at for every pod and seldom changes. */
const allocatables = new WeakMap<object, Amounts>()

export function allocatableOf({ status: { allocatable } }: Node): Amounts {
  const known = allocatables.get(allocatable) ?? parseAmounts(allocatable)
  allocatables.set(allocatable, known)
  return known
}

/** k8s.io/kubernetes plugins/noderesources/fit.go: pods, then cpu, memory, ephemeral-storage, then the others by name. */
function shortage(pod: Pod, node: Node, taken: Taken): Misfit | undefined {
  const there = allocatableOf(node)
  const reasons = taken.pods + 1 > (there['pods'] ?? 0) ? ['Too many pods'] : []
  let isTooBig = false
  for (const [name, wanted] of Object.entries(totalsOf(pod.spec))) {
    const allocatable = there[name] ?? 0
    if (wanted === 0 || wanted <= allocatable - (taken.amounts[name] ?? 0)) continue
    reasons.push(`Insufficient ${name}`)
    isTooBig ||= wanted > allocatable
  }
  return reasons.length === 0 ? undefined : { reasons, helpless: isTooBig }
}
