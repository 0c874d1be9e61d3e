import { type Health, healthOrder, type Row, type ViewShape } from './view'

/** A node's line. `status`, `roles` and `version` are what `kubectl get nodes` prints. */
export interface NodeRow extends Row {
  readonly name: string
  readonly health: Health
  readonly status: string
  /** Which pressure or fault, in the cluster's words; null when there is none. */
  readonly reason: string | null
  readonly roles: string
  readonly version: string
  readonly zone: string | null
  readonly instanceType: string | null
  readonly ip: string | null
  readonly taints: number
  /** Pods bound to the node that have not ended. */
  readonly pods: number
  readonly podsAllocatable: number
  /** Requested by those pods, and allocatable: cores and bytes. */
  readonly cpuRequested: number
  readonly cpuAllocatable: number
  readonly memoryRequested: number
  readonly memoryAllocatable: number
  readonly createdAt: number
}

export const nodesShape: ViewShape<NodeRow> = {
  name: 'nodes',
  namespaceColumn: undefined,
  columns: [
    'name',
    'health',
    'status',
    'reason',
    'roles',
    'version',
    'zone',
    'instanceType',
    'ip',
    'taints',
    'pods',
    'podsAllocatable',
    'cpuRequested',
    'cpuAllocatable',
    'memoryRequested',
    'memoryAllocatable',
    'createdAt',
  ],
  facets: ['health', 'status', 'zone', 'instanceType', 'version', 'roles'],
  searched: ['name', 'status', 'roles', 'zone', 'instanceType', 'version', 'ip'],
  orders: { health: healthOrder },
  defaultSort: { column: 'health', descending: false },
  primary: ['nodes'],
  secondary: { pods: ['pods', 'cpuRequested', 'memoryRequested'] },
}
