import type { Row, ViewShape } from './view'

/** How many of one sort of thing are in which state, over what the question covers. */
export interface OverviewRow extends Row {
  /** `workloads`, `pods`, `nodes` or `namespaces`; also the row's key. */
  readonly resource: string
  readonly total: number
  readonly healthy: number
  readonly progressing: number
  readonly degraded: number
  readonly failed: number
  readonly paused: number
}

export const overviewShape: ViewShape<OverviewRow> = {
  name: 'overview',
  namespaceColumn: undefined,
  columns: ['resource', 'total', 'healthy', 'progressing', 'degraded', 'failed', 'paused'],
  facets: [],
  searched: ['resource'],
  orders: { resource: ['workloads', 'pods', 'nodes', 'namespaces'] },
  defaultSort: { column: 'resource', descending: false },
  primary: [],
  secondary: {},
}
