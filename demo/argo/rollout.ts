import { createQueue } from '@/demo/controllers/queue'
import type { AnalysisRun, Rollout } from '@/demo/store/argo-objects'
import type { World } from '@/demo/world/world'
import { reconcileBlueGreen, scaleBlueGreen } from './blue-green'
import { reconcileCanary, scaleCanary } from './canary'
import { deadlineIn, pausedConditions } from './conditions'
import { newPauseChanges } from './pause'
import { phaseOf } from './phase'
import { availableOf, deadlineOf, ensureCurrent, hashOfSet, isScalingEvent, sum, syncSets } from './replica-sets'
import { conditionOf, withoutType, withStated } from './stated'
import { blueGreenOf, isFullyPromoted } from './steps'
import { type CurrentRuns, patchStatus, persist, type Sync, stored, timestamp, withStatus } from './sync'
import { invalidityOf } from './validation'

const retryInvalid = 20_000

/** Rolls out by canary or blue-green, as argo-rollouts v1.9 does. */
export function startRolloutController(world: World): void {
  const { store, clock } = world
  const queue = createQueue(clock, 40, (namespace, name) => {
    const rollout = store.rollouts.get(namespace, name)
    if (rollout === undefined) return
    const again = reconcileRollout(world, rollout)
    if (again !== undefined) queue.add(namespace, name, again)
  })
  store.rollouts.listen(({ type, object }) => {
    const { namespace, name } = object.metadata
    if (type === 'ADDED') {
      const message = `Rollout resource added to informer: ${namespace}/${name}`
      world.events.record(object, {
        type: 'Normal',
        reason: 'RolloutAddedToInformer',
        message,
        component: 'rollouts-controller',
      })
    }
    if (type !== 'DELETED') queue.add(namespace, name)
  })
  store.replicasets.listen(({ object }) => queue.addController(object, 'Rollout'))
  store.analysisruns.listen(({ object }) => queue.addController(object, 'Rollout'))
}

/** Gives the milliseconds after which something is due without a change. */
export function reconcileRollout(world: World, given: Rollout): number | undefined {
  const rollout = withStatus(given)
  if (rollout.metadata.deletionTimestamp !== undefined) return undefined
  let again: number | undefined
  const runs = world.store.analysisruns.ownedBy(rollout.metadata.uid)
  const current = currentRuns(rollout, runs)
  const names = new Set(Object.values(current).map((run) => run?.metadata.name))
  const sync: Sync = {
    world,
    rollout,
    pause: newPauseChanges(),
    runs: current,
    otherRuns: runs.filter(({ metadata }) => !names.has(metadata.name)),
    shown: {},
    isReturning: false,
    restartedAt: rollout.status.restartedAt,
    weights: rollout.status.canary?.weights,
    later: (delay) => {
      again = Math.min(again ?? delay, delay)
    },
  }
  if (isInvalid(sync)) return retryInvalid
  if (rollout.spec.replicas === undefined) return void defaultReplicas(sync)
  look(sync)
  const isUnchanged = stored(sync)?.metadata.resourceVersion === given.metadata.resourceVersion
  const deadline = isUnchanged ? deadlineIn(sync) : undefined
  if (deadline !== undefined) sync.later(deadline)
  return again
}

function look(sync: Sync): void {
  const { rollout } = sync
  if (syncSets(sync).current === undefined) ensureCurrent(sync)
  sync.isReturning = deadlineOf(syncSets(sync).current) !== undefined
  if (rollout.status.currentPodHash !== undefined && isFullyPromoted(rollout)) sync.pause.removeAbort = true
  const conditions = pausedConditions(sync)
  if (conditions !== undefined) writeConditions(sync, { ...sync.rollout.status, conditions })
  const isScaled = isScalingEvent(sync)
  if (isScaled) return scaleOnly(sync)
  if (blueGreenOf(rollout) === undefined) reconcileCanary(sync)
  else reconcileBlueGreen(sync)
}

function currentRuns({ status }: Rollout, runs: readonly AnalysisRun[]): CurrentRuns {
  const named = (name: string | undefined) => name && runs.find(({ metadata }) => metadata.name === name)
  const { canary, blueGreen } = status
  return {
    step: named(canary?.currentStepAnalysisRunStatus?.name) || undefined,
    background: named(canary?.currentBackgroundAnalysisRunStatus?.name) || undefined,
    pre: named(blueGreen?.prePromotionAnalysisRunStatus?.name) || undefined,
    post: named(blueGreen?.postPromotionAnalysisRunStatus?.name) || undefined,
  }
}

function writeConditions(sync: Sync, status: Rollout['status']): void {
  const observed = { ...status, observedGeneration: String(sync.rollout.metadata.generation ?? 1) }
  patchStatus(sync, { ...observed, ...phaseOf({ ...sync.rollout, status: observed }) })
}

function isInvalid(sync: Sync): boolean {
  const { world, rollout } = sync
  const problem = invalidityOf(world, rollout)
  if (problem === undefined) return false
  const message = `The Rollout "${rollout.metadata.name}" is invalid: ${problem}`
  const known = conditionOf(rollout.status.conditions, 'InvalidSpec')
  const before = rollout.status.conditions ?? []
  const others = known?.message === message ? before : withoutType(before, 'InvalidSpec')
  const { conditions } = withStated(others, 'InvalidSpec', 'True', 'InvalidSpec', message, timestamp(sync))
  writeConditions(sync, { ...rollout.status, conditions })
  return true
}

/** Autoscalers need the field. */
function defaultReplicas({ world, rollout }: Sync): void {
  const generation = (rollout.metadata.generation ?? 1) + 1
  world.store.rollouts.update({
    ...rollout,
    metadata: { ...rollout.metadata, generation },
    spec: { ...rollout.spec, replicas: 1 },
  })
}

/** After the Rollout's own size has changed, only sizes follow (rollout/sync.go: syncReplicasOnly). */
function scaleOnly(sync: Sync): void {
  ensureCurrent(sync)
  const { status } = sync.rollout
  if (blueGreenOf(sync.rollout) === undefined) scaleCanary(sync)
  else scaleBlueGreen(sync)
  const { all } = syncSets(sync)
  const active = all.find((set) => hashOfSet(set) === status.blueGreen?.activeSelector)
  const counted = active === undefined ? all : [active]
  persist(sync, {
    ...status,
    HPAReplicas: sum(counted, (set) => set.status.replicas),
    availableReplicas: sum(counted, availableOf),
  })
}
