import type { Finding } from '@/lib/health/finding'
import { referTo } from '@/lib/health/reference'
import type { Surroundings } from '@/lib/health/surroundings'
import type { DaemonSet } from '@/lib/kube/kinds/daemonset'
import { denialInEvents } from './creation'

/** Pods that a DaemonSet can't make; what is wrong with those it has, they say themselves. */
export function findInDaemonSet(daemonSet: DaemonSet, around: Pick<Surroundings, 'events'>): readonly Finding[] {
  const { metadata, status } = daemonSet
  if (status === undefined || metadata?.deletionTimestamp !== undefined) return []
  const missing = status.desiredNumberScheduled - status.currentNumberScheduled
  if (missing <= 0) return []
  const object = referTo('DaemonSet', daemonSet)
  const denied = denialInEvents(object, object, missing, around.events(object))
  return denied === undefined ? [] : [denied]
}
