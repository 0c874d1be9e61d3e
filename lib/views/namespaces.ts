import type { Namespace } from '@/lib/kube/kinds/namespace'
import { type Health, healthOrder, type Row, type ViewShape } from './view'
import { workloadsShape } from './workloads'

export interface NamespaceRow extends Row {
  readonly name: string
  readonly health: Health
  /** Active or Terminating. */
  readonly status: string
  readonly workloads: number
  /** Workloads that are degraded or failed. */
  readonly workloadsBroken: number
  readonly pods: number
  readonly podsBroken: number
  readonly createdAt: number
}

export const namespacesShape: ViewShape<NamespaceRow> = {
  name: 'namespaces',
  namespaceColumn: 'name',
  columns: ['name', 'health', 'status', 'workloads', 'workloadsBroken', 'pods', 'podsBroken', 'createdAt'],
  facets: ['health', 'status'],
  searched: ['name'],
  orders: { health: healthOrder },
  defaultSort: { column: 'name', descending: false },
  primary: ['namespaces'],
  secondary: [
    ...workloadsShape.primary.map((resource) => ({
      resource,
      columns: ['health', 'workloads', 'workloadsBroken'] as const,
    })),
    { resource: 'pods', columns: ['pods', 'podsBroken'] },
  ],
}

/** What a namespace holds; broken means degraded or failed. */
export interface NamespaceCounts {
  readonly workloads: number
  readonly workloadsBroken: number
  readonly pods: number
  readonly podsBroken: number
}

export function projectNamespace(namespace: Namespace, counts: NamespaceCounts): NamespaceRow {
  const { metadata, status } = namespace
  return {
    key: metadata?.uid ?? '',
    name: metadata?.name ?? '',
    health: judgeNamespace(namespace, counts),
    status: status?.phase ?? '',
    ...counts,
    createdAt: metadata?.creationTimestamp ?? 0,
  }
}

/** Why a deletion cannot go on by itself; that something remains or waits for a finalizer is its normal course. */
const deletionFaults = [
  'NamespaceDeletionDiscoveryFailure',
  'NamespaceDeletionGroupVersionParsingFailure',
  'NamespaceDeletionContentFailure',
]

function judgeNamespace({ metadata, status }: Namespace, { workloadsBroken }: NamespaceCounts): Health {
  if (status?.phase === 'Terminating' || metadata?.deletionTimestamp !== undefined) {
    const stuck = status?.conditions.some((it) => it.status === 'True' && deletionFaults.includes(it.type))
    return stuck ? 'degraded' : 'progressing'
  }
  return workloadsBroken > 0 ? 'degraded' : 'healthy'
}
