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
  composed: true,
  columns: ['resource', 'total', 'healthy', 'progressing', 'degraded', 'failed', 'paused'],
  facets: [],
  searched: ['resource'],
  orders: { resource: ['workloads', 'pods', 'nodes', 'namespaces'] },
  defaultSort: { column: 'resource', descending: false },
  primary: [],
  secondary: [],
}

/** `counts` is the health facet of the view that the row sums up. */
export function projectOverview(
  resource: string,
  total: number,
  counts: Readonly<Partial<Record<string, number>>>,
): OverviewRow {
  return {
    key: resource,
    resource,
    total,
    healthy: counts.healthy ?? 0,
    progressing: counts.progressing ?? 0,
    degraded: counts.degraded ?? 0,
    failed: counts.failed ?? 0,
    paused: counts.paused ?? 0,
  }
}
