import { shorten } from '@/lib/health/words'
import type { ReplicaSet } from '@/lib/kube/kinds/replicaset'
import type { PodsSummary } from '@/lib/views/pods-summary'
import type { WorkloadRow } from '@/lib/views/workloads'
import { sharedColumns } from './columns'
import {
  available,
  missing,
  scaledToZero,
  shortBy,
  shortfall,
  terminating,
  unbounded,
  underway,
  unobserved,
  type Verdict,
} from './verdict'

/** A ReplicaSet that nothing owns. */
export function projectReplicaSet(replicaSet: ReplicaSet, pods: PodsSummary | undefined): WorkloadRow {
  const { metadata, spec, status } = replicaSet
  return {
    ...sharedColumns('ReplicaSet', metadata, spec?.template?.spec, pods),
    ...judgeReplicaSet(replicaSet, pods),
    desired: spec?.replicas ?? 1,
    ready: status?.readyReplicas ?? 0,
    updated: null,
    available: status?.availableReplicas ?? 0,
  }
}

function judgeReplicaSet({ metadata, spec, status }: ReplicaSet, pods: PodsSummary | undefined): Verdict {
  if (metadata?.deletionTimestamp !== undefined) return terminating
  if (status === undefined || (metadata?.generation ?? 0) > status.observedGeneration) return unobserved
  const desired = spec?.replicas ?? 1
  const ready = status.readyReplicas
  const failure = status.conditions.find(({ type, status: value }) => type === 'ReplicaFailure' && value === 'True')
  if (failure !== undefined)
    return { health: shortBy(ready), status: 'Replica failure', reason: shorten(failure.message) ?? failure.reason }
  if (desired === 0) return scaledToZero(status.replicas)
  const counts = { desired, ready, noun: 'replicas' } as const
  if (ready < desired)
    return status.replicas < desired ? unbounded('Scaling up', missing(counts), counts, pods) : shortfall(counts, pods)
  if (status.availableReplicas >= desired) return available
  return underway('Scaling up', `${status.availableReplicas} of ${desired} replicas ready for long enough`, pods)
}
