import { deletePod } from '@/demo/controllers/pods'
import { isReady } from '@/demo/store/objects'
import { sum, syncSets } from './replica-sets'
import { fencesOf, replicasOf } from './steps'
import type { Sync } from './sync'

const retryAfter = 30_000

/** Evicts pods that are older than the wish to restart, as many at once as may be missing; gives how many (rollout/restart.go). */
export function restartPods(sync: Sync): number {
  const { world, rollout } = sync
  const { restartAt } = rollout.spec
  if (restartAt === undefined || restartAt === rollout.status.restartedAt) return 0
  const due = Date.parse(restartAt) - world.clock.now()
  if (due > 0) {
    sync.later(due)
    return 0
  }
  const { all, stable, current } = syncSets(sync)
  const ordered = [...new Set([stable, current, ...all])].filter((set) => set !== undefined)
  const pods = ordered.flatMap((set) => world.store.pods.ownedBy(set.metadata.uid))
  const available = pods.filter((pod) => isReady(pod) && pod.metadata.deletionTimestamp === undefined).length
  const wanted = Math.max(
    replicasOf(rollout),
    sum(all, ({ spec }) => spec.replicas),
  )
  const room = available - (wanted - Math.max(1, fencesOf(rollout).unavailable))
  const old = pods.filter((pod) => Date.parse(pod.metadata.creationTimestamp) < Date.parse(restartAt))
  const evicted = old.filter((pod) => pod.metadata.deletionTimestamp === undefined).slice(0, Math.max(0, room))
  for (const pod of evicted) deletePod(world, pod)
  if (old.length > evicted.length) sync.later(retryAfter)
  else sync.restartedAt = restartAt
  return evicted.length
}
