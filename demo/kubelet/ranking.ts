import type { Pod } from '@/demo/store/objects'
import type { ContainerUsage } from '@/demo/world/usage'
import { parseQuantity } from '@/lib/kube/quantity'

export type StarvedResource = 'memory' | 'ephemeral-storage'

/** A pod that may be evicted and what it uses and asks for, in bytes. */
export interface Candidate {
  readonly pod: Pod
  readonly usage: readonly ContainerUsage[]
}

/** Priorities from here on are the cluster's own; the kubelet never evicts those. */
const critical = 2_000_000_000

export function isEvictable({ pod }: Candidate): boolean {
  const isMirror = pod.metadata.ownerReferences?.some(({ kind }) => kind === 'Node') ?? false
  return pod.status.phase === 'Running' && !isMirror && (pod.spec.priority ?? 0) < critical
}

const requested = (pod: Pod, container: string, resource: string): number => {
  const spec = pod.spec.containers.find(({ name }) => name === container)
  return parseQuantity(spec?.resources?.requests?.[resource] ?? '') ?? 0
}

const excess = ({ pod, usage }: Candidate, resource: string) =>
  usage.reduce((sum, { name, memory }) => sum + memory - requested(pod, name, resource), 0)

/** In the order of eviction: those above their requests first, then by priority, then by how far above (eviction/helpers.go). */
export function rankForEviction(candidates: readonly Candidate[], resource: StarvedResource): readonly Candidate[] {
  const ranked = candidates.filter(isEvictable).map((candidate) => ({ candidate, over: excess(candidate, resource) }))
  return ranked
    .sort(
      (a, b) =>
        Number(b.over > 0) - Number(a.over > 0) ||
        (a.candidate.pod.spec.priority ?? 0) - (b.candidate.pod.spec.priority ?? 0) ||
        b.over - a.over,
    )
    .map(({ candidate }) => candidate)
}

/** The kubelet's words for an eviction under pressure; every part ends with a space. */
export function evictionMessage(
  { pod, usage }: Candidate,
  resource: StarvedResource,
  threshold: string,
  available: number,
): string {
  const over = usage.filter(({ name, memory }) => memory > requested(pod, name, resource))
  const told = over.map(({ name, memory }) => {
    const request = pod.spec.containers.find((container) => container.name === name)?.resources?.requests?.[resource]
    return `Container ${name} was using ${binary(memory)}, request is ${request ?? '0'}, has larger consumption of ${resource}. `
  })
  const lead = `The node was low on resource: ${resource}. Threshold quantity: ${threshold}, available: ${binary(available)}. `
  return lead + told.join('')
}

/** A quantity as apimachinery prints it: the largest binary suffix that leaves it whole. */
function binary(bytes: number): string {
  let amount = Math.max(0, Math.round(bytes / 1024))
  const suffixes = ['Ki', 'Mi', 'Gi', 'Ti']
  let at = 0
  while (amount !== 0 && amount % 1024 === 0 && at < suffixes.length - 1) {
    amount /= 1024
    at++
  }
  return amount === 0 ? '0' : `${amount}${suffixes[at]}`
}
