import { isReady } from '@/lib/health/pod-conditions'
import type { Pod } from '@/lib/kube/kinds/pod'
import type { PodRow } from '@/lib/views/pods'
import type { WorkloadRow } from '@/lib/views/workloads'
import { sharedColumns } from './columns'

/** A pod that nothing owns, from the pod and its own line. */
export function projectBarePod({ metadata, spec, status }: Pod, row: PodRow): WorkloadRow {
  const up = status !== undefined && (isReady(status) || status.phase === 'Succeeded')
  return {
    ...sharedColumns('Pod', metadata, spec, { restarts: row.restarts, lastRestartAt: row.lastRestartAt, worst: null }),
    health: row.health,
    status: row.status,
    reason: row.reason,
    desired: 1,
    ready: up ? 1 : 0,
    updated: null,
    available: null,
  }
}
