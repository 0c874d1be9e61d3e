import { isDeepStrictEqual } from 'node:util'
import type { Rollout } from '@/demo/store/argo-objects'
import { isAborted } from './pause'
import { availableOf, hashOfSet, syncSets } from './replica-sets'
import { point } from './services'
import { canaryOf, currentWeight, indexOf, isFullyPromoted, isRouted, maxWeightOf, replicasOf, stepsOf } from './steps'
import { record, type Sync } from './sync'

/** Sets the share of the canary with a traffic router, one that does at once what it is told (rollout/trafficrouting.go). */
export function routeTraffic(sync: Sync, isAtSize: () => boolean): void {
  const { rollout } = sync
  if (!isRouted(rollout)) {
    sync.weights = undefined
    return
  }
  const { current, stable } = syncSets(sync)
  const most = maxWeightOf(rollout)
  const weight = wantedWeight(sync, isAtSize)
  if (isAborted(sync) && !isFullyPromoted(rollout)) point(sync, canaryOf(rollout).canaryService, stable, false)
  if (stable === undefined || availableOf(stable) < Math.floor(((most - weight) * replicasOf(rollout)) / most)) return
  const { canaryService, stableService } = canaryOf(rollout)
  const destination = (share: number, podTemplateHash: string, serviceName: string | undefined) => ({
    weight: share,
    podTemplateHash,
    ...(serviceName === undefined ? {} : { serviceName }),
  })
  const weights = {
    canary: destination(weight, current === undefined ? '' : hashOfSet(current), canaryService),
    stable: destination(most - weight, hashOfSet(stable), stableService),
  }
  const before = rollout.status.canary?.weights
  if (isDeepStrictEqual(before, weights)) return
  const change =
    before === undefined
      ? `to ${weight}`
      : before.canary.weight === weight
        ? ''
        : `from ${before.canary.weight} to ${weight}`
  record(sync, 'TrafficWeightUpdated', `Traffic weight updated ${change}`)
  sync.weights = weights
}

function wantedWeight(sync: Sync, isAtSize: () => boolean): number {
  const { rollout } = sync
  const { current } = syncSets(sync)
  if (isFullyPromoted(rollout) || isAborted(sync) || availableOf(current) === 0) return 0
  if (rollout.status.promoteFull) return rollout.status.canary?.weights?.canary.weight ?? 0
  const index = indexOf(rollout)
  if (index === undefined) return 0
  if (!isAtSize()) return weightBefore(rollout, index)
  return index === stepsOf(rollout).length ? maxWeightOf(rollout) : currentWeight(rollout)
}

const weightBefore = (rollout: Rollout, index: number) =>
  stepsOf(rollout)
    .slice(0, index)
    .findLast(({ setWeight }) => setWeight !== undefined)?.setWeight ?? 0
