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
  readonly node: string | null
  readonly ip: string | null
  readonly createdAt: number
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
    'node',
    'ip',
    'createdAt',
  ],
  facets: ['health', 'status', 'node'],
  searched: ['namespace', 'name', 'status', 'node', 'ip'],
  orders: { health: healthOrder },
  defaultSort: { column: 'health', descending: false },
  primary: ['pods'],
  secondary: { 'replicasets.apps': ['ownerKind', 'ownerName'] },
}
