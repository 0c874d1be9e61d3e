import type { Pod } from '@/lib/kube/kinds/pod'
import { judgePod } from './pod-health'
import { podStatus } from './pod-status'
import { type Health, healthOrder, type Row, type ViewShape } from './view'

/** A pod's line. `status`, `readyContainers`/`containers` and `restarts` are what `kubectl get pods` prints. */
export interface PodRow extends Row {
  readonly namespace: string
  readonly name: string
  readonly health: Health
  readonly status: string
  /** Why it is not well, in the cluster's words; null when there is nothing to say. */
  readonly reason: string | null
  readonly readyContainers: number
  readonly containers: number
  readonly restarts: number
  readonly lastRestartAt: number | null
  /** The workload it belongs to, or null for a bare pod. */
  readonly ownerKind: string | null
  readonly ownerName: string | null
  /** Which revision of its owner made it: a template's hash, a StatefulSet's or DaemonSet's revision, the name of its Job; null for none. */
  readonly revision: string | null
  readonly node: string | null
  readonly ip: string | null
  readonly createdAt: number
}

/** Owners that a pod's own reference names, and the two through which it belongs to others. */
const named = ['StatefulSet', 'DaemonSet', 'Node']
const through = { ReplicaSet: ['ReplicaSet', 'Deployment'], Job: ['Job', 'CronJob'] }

/** Whether the owner may have been found through an object of this kind; owners of kinds that we don't know may be by either. */
function isOwnedThrough(kind: 'ReplicaSet' | 'Job'): (row: PodRow) => boolean {
  const others = [...named, ...through[kind === 'Job' ? 'ReplicaSet' : 'Job']]
  return ({ ownerKind }) => ownerKind !== null && !others.includes(ownerKind)
}

export const podsShape: ViewShape<PodRow> = {
  name: 'pods',
  namespaceColumn: 'namespace',
  columns: [
    'namespace',
    'name',
    'health',
    'status',
    'reason',
    'readyContainers',
    'containers',
    'restarts',
    'lastRestartAt',
    'ownerKind',
    'ownerName',
    'revision',
    'node',
    'ip',
    'createdAt',
  ],
  facets: ['health', 'status', 'node', 'ownerKind', 'ownerName'],
  searched: ['namespace', 'name', 'status', 'node', 'ip'],
  orders: { health: healthOrder },
  defaultSort: { column: 'health', descending: false },
  primary: ['pods'],
  secondary: [
    { resource: 'replicasets.apps', columns: ['ownerKind', 'ownerName'], of: isOwnedThrough('ReplicaSet') },
    { resource: 'jobs.batch', columns: ['ownerKind', 'ownerName'], of: isOwnedThrough('Job') },
  ],
}

/** The top of a pod's owner chain: the Deployment of its ReplicaSet, the CronJob of its Job. */
export interface Owner {
  readonly kind: string
  readonly name: string
}

export function projectPod(pod: Pod, owner: Owner | null): PodRow {
  const { metadata, spec, status } = pod
  return {
    key: metadata?.uid ?? '',
    namespace: metadata?.namespace ?? '',
    name: metadata?.name ?? '',
    ...judgePod(pod),
    ...podStatus(pod),
    ownerKind: owner?.kind ?? null,
    ownerName: owner?.name ?? null,
    revision: revisionOf(metadata?.labels ?? {}),
    node: spec?.nodeName || null,
    ip: status?.podIP || null,
    createdAt: metadata?.creationTimestamp ?? 0,
  }
}

/** The labels that the controllers put on their pods (apps/v1 and batch/v1 types.go, Argo Rollouts). */
const revisionLabels = [
  'controller-revision-hash',
  'pod-template-hash',
  'rollouts-pod-template-hash',
  'batch.kubernetes.io/job-name',
  'job-name',
]

const revisionOf = (labels: Readonly<Record<string, string>>): string | null =>
  revisionLabels.map((label) => labels[label]).find((value) => value !== undefined && value !== '') ?? null
