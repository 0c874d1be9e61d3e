import type { ReplicaSet } from '@/demo/store/objects'
import {
  abortDelayOf,
  availableOf,
  deadlineOf,
  delaysScaleDownOnAbort,
  scale,
  scaleDownDelayOf,
  setDeadline,
  syncSets,
} from './replica-sets'
import { replicasOf } from './steps'
import type { Sync } from './sync'

/** Sizes the new set; after an abort it stays until its deadline has passed (rollout/replicaset.go). */
export function scaleByDeadline(sync: Sync, set: ReplicaSet, replicas: number): boolean {
  if (!delaysScaleDownOnAbort(sync)) return scale(sync, set, replicas)
  const deadline = deadlineOf(set)
  if (deadline === undefined) {
    const { stable } = syncSets(sync)
    const delay = abortDelayOf(sync.rollout)
    if (delay !== undefined && availableOf(stable) === replicasOf(sync.rollout)) setDeadline(sync, set, delay)
    return false
  }
  const left = deadline - sync.world.clock.now()
  if (left <= 0) return scale(sync, set, 0)
  sync.later(left)
  return false
}

/** The size of a set that serves no more: it gets a deadline and stays until then (scaleDownDelayHelper). */
export function lingering(sync: Sync, set: ReplicaSet, replicas: number): number {
  const deadline = deadlineOf(set)
  if (deadline === undefined) {
    const delay = scaleDownDelayOf(sync.rollout)
    setDeadline(sync, set, delay)
    sync.later(delay)
    return set.spec.replicas
  }
  const left = deadline - sync.world.clock.now()
  if (left <= 0) return 0
  sync.later(left)
  return replicas
}
