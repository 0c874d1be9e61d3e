import { type Health, healthOrder, type Row, type ViewShape } from './view'
import { workloadResources } from './workload-resources'

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

/** What a workload's pods add to its line. */
const counted = ['restarts', 'lastRestartAt'] as const
const judged = ['health', 'reason', ...counted] as const

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
  primary: Object.values(workloadResources),
  primaryByKind: workloadResources,
  secondary: [
    { resource: 'pods', columns: judged, of: ({ kind }) => kind !== 'CronJob' },
    { resource: 'replicasets.apps', columns: judged, of: ({ kind }) => kind === 'Deployment' },
    // A CronJob's health is its own; its restarts are those of its Jobs' pods.
    { resource: 'jobs.batch', columns: counted, of: ({ kind }) => kind === 'CronJob' },
    { resource: 'pods', columns: counted, of: ({ kind }) => kind === 'CronJob' },
  ],
}
