import { conditionEvidence } from '@/lib/health/evidence'
import type { Finding } from '@/lib/health/finding'
import { referTo } from '@/lib/health/reference'
import type { Surroundings } from '@/lib/health/surroundings'
import type { ReplicaSet } from '@/lib/kube/kinds/replicaset'
import { denialFinding } from './creation'

/** A ReplicaSet whose pods are refused. Its Deployment's condition is a copy of this one (deployment/sync.go). */
export function findInReplicaSet(replicaSet: ReplicaSet, around: Pick<Surroundings, 'ownerOf'>): readonly Finding[] {
  const { metadata, spec, status } = replicaSet
  const failure = status?.conditions.find(({ type, status: value }) => type === 'ReplicaFailure' && value === 'True')
  const missing = (spec?.replicas ?? 1) - (status?.replicas ?? 0)
  if (failure?.reason !== 'FailedCreate' || missing <= 0 || metadata?.deletionTimestamp !== undefined) return []
  const object = referTo('ReplicaSet', replicaSet)
  const owner = around.ownerOf('ReplicaSet', replicaSet).reference
  const { message, lastTransitionTime: since } = failure
  return [denialFinding({ object, owner, missing, message, since, evidence: conditionEvidence(object, failure) })]
}
