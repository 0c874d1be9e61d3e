import { type Health, healthOrder, type Row, type ViewShape } from './view'

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
  secondary: {
    'deployments.apps': ['workloads', 'workloadsBroken'],
    pods: ['pods', 'podsBroken'],
  },
}
