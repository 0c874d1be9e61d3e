import type { Finding } from '@/lib/health/finding'
import { isReady, unreadySince } from '@/lib/health/pod-conditions'
import { referTo } from '@/lib/health/reference'
import type { Surroundings } from '@/lib/health/surroundings'
import type { Pod } from '@/lib/kube/kinds/pod'
import type { StatefulSet } from '@/lib/kube/kinds/statefulset'
import { denialInEvents } from './creation'

const none: readonly Finding[] = []

/** Which revision a pod was made from. */
export const revisionLabel = 'controller-revision-hash'

/** What a partition, OnDelete or no replicas hold back waits on purpose; a StatefulSet has no deadline of its own. */
export function findInStatefulSet(
  statefulSet: StatefulSet,
  around: Pick<Surroundings, 'events' | 'podsOf'>,
): readonly Finding[] {
  const { metadata, spec, status } = statefulSet
  if (status === undefined || metadata?.deletionTimestamp !== undefined) return none
  const object = referTo('StatefulSet', statefulSet)
  const missing = (spec?.replicas ?? 1) - status.replicas
  const denied = missing > 0 ? denialInEvents(object, object, missing, around.events(object)) : undefined
  if (denied !== undefined) return [denied]
  return findBlocked(statefulSet, around)
}

/** A pod that does not get ready is no news for as long as its rollout replaces it, ms. */
const patience = 60_000

/**
 * In order, a StatefulSet waits for each pod to be ready before it goes on, even for one that is broken at the old revision
 * after the template was mended: it must be deleted by hand (stateful_set_control.go; docs, "Forced rollback").
 */
function findBlocked(statefulSet: StatefulSet, around: Pick<Surroundings, 'podsOf'>): readonly Finding[] {
  const { spec, status } = statefulSet
  const { updateRevision = '', currentRevision = '' } = status ?? {}
  const inOrder = spec?.podManagementPolicy !== 'Parallel' && spec?.updateStrategy?.type !== 'OnDelete'
  if (!inOrder || updateRevision === '' || updateRevision === currentRevision) return none
  const object = referTo('StatefulSet', statefulSet)
  // Below the partition a pod that is deleted comes back at the old revision: that would mend nothing.
  const first = (spec?.ordinals?.start ?? 0) + (spec?.updateStrategy?.rollingUpdate?.partition ?? 0)
  for (const pod of around.podsOf(object)) {
    if (!isBrokenAtOld(pod, updateRevision) || ordinalOf(pod) < first) continue
    const since = unreadySince(pod)
    const revision = pod.metadata?.labels[revisionLabel] ?? ''
    const broken = referTo('Pod', pod)
    const finding: Finding = {
      cause: 'statefulset-blocked',
      detail: { pod: broken.name },
      words: {},
      object: broken,
      owner: object,
      subject: object,
      since,
      from: (since ?? 0) + patience,
      evidence: [
        { source: 'spec', object: broken, field: `metadata.labels[${revisionLabel}]`, words: revision, at: undefined },
        { source: 'status', object, field: 'status.updateRevision', words: updateRevision, at: undefined },
      ],
    }
    return [finding]
  }
  return none
}

function isBrokenAtOld({ metadata, status }: Pod, updateRevision: string): boolean {
  if (metadata?.deletionTimestamp !== undefined || status === undefined || isReady(status)) return false
  const revision = metadata?.labels[revisionLabel]
  return revision !== undefined && revision !== updateRevision
}

const ordinalOf = ({ metadata }: Pod): number => Number(/-(\d+)$/.exec(metadata?.name ?? '')?.[1] ?? 0)
