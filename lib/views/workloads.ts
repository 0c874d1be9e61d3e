import { type Health, healthOrder, type Row, type ViewShape } from './view'

export const workloadKinds = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'ReplicaSet', 'Pod'] as const
export type WorkloadKind = (typeof workloadKinds)[number]

/** One thing that somebody deployed: the top of an owner chain. ReplicaSets and Pods appear only when nothing owns them. */
export interface WorkloadRow extends Row {
  readonly kind: WorkloadKind
  readonly namespace: string
  readonly name: string
  readonly health: Health
  /** What its controller is about, from the object alone: Available, Rolling out, Partly ready, Complete, Suspended … */
  readonly status: string
  /** Why it is not well, in a sentence; null when there is nothing to say. */
  readonly reason: string | null
  /** Replicas asked for (Jobs: completions; CronJobs: null). */
  readonly desired: number | null
  /** Replicas ready (Jobs: succeeded; CronJobs: active Jobs). */
  readonly ready: number
  readonly updated: number | null
  readonly available: number | null
  readonly restarts: number
  readonly lastRestartAt: number | null
  readonly images: string
  readonly createdAt: number
}

export const workloadsShape: ViewShape<WorkloadRow> = {
  name: 'workloads',
  namespaceColumn: 'namespace',
  columns: [
    'kind',
    'namespace',
    'name',
    'health',
    'status',
    'reason',
    'desired',
    'ready',
    'updated',
    'available',
    'restarts',
    'lastRestartAt',
    'images',
    'createdAt',
  ],
  facets: ['health', 'kind', 'status'],
  searched: ['namespace', 'name', 'kind', 'status', 'images'],
  orders: { health: healthOrder, kind: workloadKinds },
  defaultSort: { column: 'health', descending: false },
  primary: [
    'deployments.apps',
    'statefulsets.apps',
    'daemonsets.apps',
    'jobs.batch',
    'cronjobs.batch',
    'replicasets.apps',
    'pods',
  ],
  secondary: { pods: ['health', 'reason', 'restarts', 'lastRestartAt'] },
}
