import { isDeepStrictEqual } from 'node:util'
import { deleteObject } from '@/demo/store/deletion'
import type { Deployment, ReplicaSet } from '@/demo/store/objects'
import type { World } from '@/demo/world/world'
import { hasOldPods, roll, scaleInProportion } from './deployment-scale'
import {
  countedStatus,
  isComplete,
  rolloutStatus,
  untilDeadline,
  withPauseCondition,
  withProgress,
} from './deployment-status'
import { quietly } from './pods'
import { createQueue } from './queue'
import {
  component,
  createReplicaSet,
  isScaling,
  isSized,
  refreshed,
  revisionOf,
  type Sets,
  scaleTo,
  setsOf,
  withRevision,
} from './replica-sets'

export { surgeOf } from './replica-sets'

/** Rolls Deployments from one ReplicaSet to the next within surge and unavailability, as the real controller does. */
export function startDeploymentController(world: World): void {
  const { store, clock } = world
  const queue = createQueue(clock, 40, (namespace, name) => {
    const deployment = store.deployments.get(namespace, name)
    const again = deployment && sync(world, deployment)
    if (again !== undefined) queue.add(namespace, name, again)
  })
  store.deployments.listen(({ type, object, previous }) => {
    if (type === 'DELETED') return
    const { metadata, spec } = object
    if (previous?.spec !== spec || previous.metadata.annotations !== metadata.annotations)
      queue.add(metadata.namespace, metadata.name)
  })
  store.replicasets.listen(({ object }) => queue.addController(object, 'Deployment'))
  // A Recreate waits for the last old pod to be gone, which no ReplicaSet tells.
  store.pods.listen(({ type, object }) => {
    if (type !== 'DELETED') return
    const owner = object.metadata.ownerReferences?.find(({ kind }) => kind === 'ReplicaSet')
    queue.addController(owner && store.replicasets.get(object.metadata.namespace, owner.name), 'Deployment')
  })
  for (const { metadata } of store.deployments.values()) {
    const again = awaited(world, metadata.namespace, metadata.name)
    if (again !== undefined) queue.add(metadata.namespace, metadata.name, again)
  }
}

/** For those who build a past: one look at a Deployment. */
export function reconcileDeployment(world: World, given: Deployment): void {
  sync(quietly(world), given)
}

/** Gives the milliseconds after which the deadline wants another look (deployment_controller.go, syncDeployment). */
function sync(world: World, given: Deployment): number | undefined {
  const { clock } = world
  const { namespace, name } = given.metadata
  if (given.metadata.deletionTimestamp !== undefined) {
    write(world, given, { ...given, status: countedStatus(given, setsOf(world, given), clock.now()) })
    return undefined
  }
  const deployment = write(world, given, withPauseCondition(given, clock.now()))
  const sets = setsOf(world, deployment)
  const moves = deployment.spec.paused || isScaling(deployment, sets) ? resize : advance
  const next = moves(world, deployment, sets)
  if (!isDeepStrictEqual(next.status, next.before.status))
    write(world, next.before, { ...next.before, status: next.status })
  return awaited(world, namespace, name)
}

interface Outcome {
  /** The Deployment as it is stored now, and the status that follows. */
  readonly before: Deployment
  readonly status: Deployment['status']
}

function write({ store }: World, known: Deployment, next: Deployment): Deployment {
  return known === next ? known : (store.deployments.update(next) ?? next)
}

function awaited({ store, clock }: World, namespace: string | undefined, name: string): number | undefined {
  const deployment = store.deployments.get(namespace, name)
  return deployment && untilDeadline(deployment, clock.now())
}

/** Paused or scaled: no set is made, and what is there keeps its proportions (deployment/sync.go, sync). */
function resize(world: World, deployment: Deployment, sets: Sets): Outcome {
  const current = refreshed(world, deployment, sets)
  const known = current === undefined ? deployment : write(world, deployment, withRevision(deployment, current))
  scaleInProportion(world, known, { ...sets, current })
  const after = setsOf(world, known)
  if (known.spec.paused) prune(world, known, after.old)
  return { before: known, status: countedStatus(known, after, world.clock.now()) }
}

function advance(world: World, deployment: Deployment, sets: Sets): Outcome {
  const { strategy, replicas } = deployment.spec
  const told = (known: Deployment): Outcome => ({
    before: known,
    status: rolloutStatus(known, setsOf(world, known), world.clock.now()),
  })
  if (strategy.type === 'Recreate') {
    // Nothing new before everything old is gone (deployment/recreate.go).
    const sized = sets.old.filter(isSized)
    for (const set of sized) scaleTo(world, deployment, set, 0)
    if (sized.length > 0 || hasOldPods(world, sets.old)) return told(deployment)
  }
  const { known, current } = ensureCurrent(world, deployment, sets)
  if (strategy.type === 'Recreate') scaleTo(world, known, current, replicas)
  else roll(world, known, current, setsOf(world, known).old)
  if (isComplete(known)) prune(world, known, setsOf(world, known).old)
  return told(known)
}

/** The set of the template, made when there is none, with the newest revision. */
function ensureCurrent(
  world: World,
  deployment: Deployment,
  sets: Sets,
): { readonly known: Deployment; readonly current: ReplicaSet } {
  const { events, clock } = world
  const found = refreshed(world, deployment, sets)
  const hasProgress = deployment.status.conditions?.some(({ type }) => type === 'Progressing') ?? false
  const current = found ?? createReplicaSet(world, deployment, sets.old)
  const { name } = current.metadata
  const { replicas } = current.spec
  if (found === undefined && replicas > 0) {
    const message = `Scaled up replica set ${name} from 0 to ${replicas}`
    events.record(deployment, { type: 'Normal', reason: 'ScalingReplicaSet', message, component })
  }
  const revised = withRevision(deployment, current)
  const now = clock.now()
  const next =
    found === undefined
      ? withProgress(revised, 'NewReplicaSetCreated', `Created new replica set "${name}"`, now)
      : hasProgress
        ? revised
        : withProgress(revised, 'FoundNewReplicaSet', `Found new replica set "${name}"`, now)
  return { known: write(world, deployment, next), current }
}

/** Old empty sets beyond the history's limit go, the oldest revision first. */
function prune({ store, clock }: World, { spec }: Deployment, old: readonly ReplicaSet[]): void {
  const alive = old.filter(({ metadata }) => metadata.deletionTimestamp === undefined)
  const beyond = Math.max(0, alive.length - (spec.revisionHistoryLimit ?? 10))
  for (const set of alive.toSorted((a, b) => revisionOf(a) - revisionOf(b)).slice(0, beyond))
    if (set.spec.replicas === 0 && set.status.replicas === 0) deleteObject(store.replicasets, clock, set)
}
