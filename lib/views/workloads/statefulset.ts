import type { StatefulSet } from '@/lib/kube/kinds/statefulset'
import type { PodsSummary } from '@/lib/views/pods-summary'
import type { WorkloadRow } from '@/lib/views/workloads'
import { sharedColumns } from './columns'
import {
  available,
  missing,
  scaledToZero,
  shortfall,
  terminating,
  unbounded,
  underway,
  unobserved,
  type Verdict,
} from './verdict'

export function projectStatefulSet(statefulSet: StatefulSet, pods: PodsSummary | undefined): WorkloadRow {
  const { metadata, spec, status } = statefulSet
  return {
    ...sharedColumns('StatefulSet', metadata, spec?.template?.spec, pods),
    ...judgeStatefulSet(statefulSet, pods),
    desired: spec?.replicas ?? 1,
    ready: status?.readyReplicas ?? 0,
    updated: status?.updatedReplicas ?? 0,
    available: status?.availableReplicas ?? 0,
  }
}

/**
 * In the order of `kubectl rollout status` (polymorphichelpers/rollout_status.go). What a partition or OnDelete holds back
 * waits for a person and is no fault: with a partition the two revisions differ for ever.
 */
function judgeStatefulSet({ metadata, spec, status }: StatefulSet, pods: PodsSummary | undefined): Verdict {
  if (metadata?.deletionTimestamp !== undefined) return terminating
  const observed = status?.observedGeneration ?? 0
  if (status === undefined || observed === 0 || (metadata?.generation ?? 0) > observed) return unobserved
  const desired = spec?.replicas ?? 1
  if (desired === 0) return scaledToZero(status.replicas)
  const onDelete = spec?.updateStrategy?.type === 'OnDelete'
  const partition = spec?.updateStrategy?.rollingUpdate?.partition ?? 0
  const target = onDelete ? 0 : Math.max(0, desired - partition)
  const { readyReplicas: ready, updatedReplicas: updated } = status
  const counts = { desired, ready, noun: 'replicas' } as const
  const updating = updated < target && status.updateRevision !== status.currentRevision
  if (ready < desired) {
    if (updating) return unbounded('Rolling out', missing(counts), counts, pods)
    return status.replicas < desired ? unbounded('Scaling up', missing(counts), counts, pods) : shortfall(counts, pods)
  }
  if (updated < target) return unbounded('Rolling out', `${updated} of ${target} replicas updated`, counts, pods)
  if ((spec?.minReadySeconds ?? 0) > 0 && status.availableReplicas < desired)
    return underway('Rolling out', `${status.availableReplicas} of ${desired} replicas ready for long enough`, pods)
  if (status.updateRevision === status.currentRevision || updated >= desired) return available
  return onDelete ? awaitingDeletion(updated, desired) : heldByPartition(partition, updated, desired)
}

function awaitingDeletion(updated: number, desired: number): Verdict {
  const reason = `${updated} of ${desired} replicas updated; the others change when someone deletes them (OnDelete)`
  return { health: 'healthy', status: 'Update pending', reason }
}

function heldByPartition(partition: number, updated: number, desired: number): Verdict {
  const reason = `Partition ${partition} keeps ${desired - updated} of ${desired} replicas at the old revision`
  return { health: 'healthy', status: 'Partitioned', reason }
}
