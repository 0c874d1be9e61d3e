import type { DaemonSet } from '@/lib/kube/kinds/daemonset'
import type { PodsSummary } from '@/lib/views/pods-summary'
import type { WorkloadRow } from '@/lib/views/workloads'
import { sharedColumns } from './columns'
import { available, shortfall, terminating, unbounded, underway, unobserved, type Verdict } from './verdict'

export function projectDaemonSet(daemonSet: DaemonSet, pods: PodsSummary | undefined): WorkloadRow {
  const { metadata, spec, status } = daemonSet
  return {
    ...sharedColumns('DaemonSet', metadata, spec?.template?.spec, pods),
    ...judgeDaemonSet(daemonSet, pods),
    desired: status?.desiredNumberScheduled ?? 0,
    ready: status?.numberReady ?? 0,
    updated: status?.updatedNumberScheduled ?? 0,
    available: status?.numberAvailable ?? 0,
  }
}

/** In the order of `kubectl rollout status` (polymorphichelpers/rollout_status.go); OnDelete waits for a person. */
function judgeDaemonSet({ metadata, spec, status }: DaemonSet, pods: PodsSummary | undefined): Verdict {
  if (metadata?.deletionTimestamp !== undefined) return terminating
  if (status === undefined || (metadata?.generation ?? 0) > status.observedGeneration) return unobserved
  const { desiredNumberScheduled: desired, updatedNumberScheduled: updated, numberReady: ready } = status
  if (desired === 0) return { health: 'healthy', status: 'No nodes', reason: null }
  const counts = { desired, ready, noun: 'pods' } as const
  const onDelete = spec?.updateStrategy?.type === 'OnDelete'
  if (updated < desired && !onDelete)
    return unbounded('Rolling out', `${updated} of ${desired} pods updated`, counts, pods)
  if (ready < desired) return shortfall(counts, pods)
  if (status.numberAvailable < desired)
    return underway('Rolling out', `${status.numberAvailable} of ${desired} pods ready for long enough`, pods)
  if (updated >= desired) return available
  const reason = `${updated} of ${desired} pods updated; the others change when someone deletes them (OnDelete)`
  return { health: 'healthy', status: 'Update pending', reason }
}
