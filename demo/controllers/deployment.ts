import { isDeepStrictEqual } from 'node:util'
import { toTimestamp } from '@/demo/clock'
import { safeHash } from '@/demo/random'
import { controllerOf, type Deployment, type PodTemplate, type ReplicaSet } from '@/demo/store/objects'
import type { World } from '@/demo/world/world'
import { deploymentStatus, surgeOf, withProgress } from './deployment-status'
import { createQueue } from './queue'

const hashLabel = 'pod-template-hash'
const revision = 'deployment.kubernetes.io/revision'
const desiredReplicas = 'deployment.kubernetes.io/desired-replicas'
const maxReplicas = 'deployment.kubernetes.io/max-replicas'

/** Rolls Deployments from one ReplicaSet to the next within surge and unavailability, as the real controller does. */
export function startDeploymentController(world: World): void {
  const { store, clock } = world
  const queue = createQueue(clock, 40, (namespace, name) => {
    const deployment = store.deployments.get(namespace, name)
    if (deployment === undefined) return
    const again = reconcileDeployment(world, deployment)
    if (again !== undefined) queue.add(namespace, name, again)
  })
  store.deployments.listen(({ object, previous }) => {
    if (previous?.spec !== object.spec) queue.add(object.metadata.namespace, object.metadata.name)
  })
  store.replicasets.listen(({ object }) => queue.addController(object, 'Deployment'))
  // A Recreate waits for the last old pod to be gone, which no ReplicaSet tells.
  store.pods.listen(({ type, object }) => {
    if (type !== 'DELETED') return
    const [owner] = object.metadata.ownerReferences ?? []
    const set = owner?.kind === 'ReplicaSet' ? store.replicasets.get(object.metadata.namespace, owner.name) : undefined
    queue.addController(set, 'Deployment')
  })
}

/** Gives the milliseconds after which the progress deadline wants another look. */
export function reconcileDeployment(world: World, given: Deployment): number | undefined {
  const { store } = world
  if (given.metadata.deletionTimestamp !== undefined) return undefined
  const fresh = () => store.deployments.get(given.metadata.namespace, given.metadata.name) ?? given
  const current = given.spec.paused ? findCurrent(world, given) : ensureCurrent(world, given)
  const old = oldSets(world, given, current)
  if (current === undefined || given.spec.paused)
    scalePaused(world, given, current === undefined ? old : [current, ...old])
  else if (given.spec.strategy.type === 'Recreate') recreate(world, given, current, old)
  else roll(world, given, current, old)
  prune(world, given, old)
  return writeStatus(world, fresh(), current && reread(world, current), oldSets(world, given, current))
}

const reread = ({ store }: World, set: ReplicaSet) =>
  store.replicasets.get(set.metadata.namespace, set.metadata.name) ?? set

/** Templates are never changed, so each is hashed once. */
const hashes = new WeakMap<PodTemplate, string>()

export function templateHash(template: PodTemplate): string {
  const hash = hashes.get(template) ?? safeHash(JSON.stringify(template))
  hashes.set(template, hash)
  return hash
}

const revisionOf = (set: ReplicaSet) => Number(set.metadata.annotations?.[revision] ?? 0)

function findCurrent({ store }: World, { metadata, spec }: Deployment): ReplicaSet | undefined {
  const hash = templateHash(spec.template)
  return store.replicasets.ownedBy(metadata.uid).find((set) => set.metadata.labels?.[hashLabel] === hash)
}

/** Old ReplicaSets, oldest first. */
function oldSets({ store }: World, { metadata }: Deployment, current: ReplicaSet | undefined): readonly ReplicaSet[] {
  const sets = store.replicasets.ownedBy(metadata.uid)
  return sets.filter((set) => set.metadata.uid !== current?.metadata.uid).sort((a, b) => revisionOf(a) - revisionOf(b))
}

/** The ReplicaSet of the template, made when there is none, with the newest revision. */
function ensureCurrent(world: World, deployment: Deployment): ReplicaSet {
  const { store } = world
  const found = findCurrent(world, deployment)
  const newest = Math.max(0, ...oldSets(world, deployment, found).map(revisionOf))
  if (found !== undefined && revisionOf(found) > newest) return found
  const next = String(newest + 1)
  const current =
    found === undefined
      ? createReplicaSet(world, deployment, next)
      : (store.replicasets.update(annotated(found, { [revision]: next })) ?? found)
  const reason = found === undefined ? 'NewReplicaSetCreated' : 'FoundNewReplicaSet'
  const told = found === undefined ? 'Created new replica set' : 'Found new replica set'
  store.deployments.update(
    annotated(
      withProgress(deployment, 'True', reason, `${told} "${current.metadata.name}"`, toTimestamp(world.clock.now())),
      { [revision]: next },
    ),
  )
  return current
}

function annotated<T extends Deployment | ReplicaSet>(object: T, annotations: Record<string, string>): T {
  return {
    ...object,
    metadata: { ...object.metadata, annotations: { ...object.metadata.annotations, ...annotations } },
  }
}

function createReplicaSet({ store, clock, random }: World, deployment: Deployment, number: string): ReplicaSet {
  const { metadata, spec } = deployment
  const hash = templateHash(spec.template)
  const labels = { ...spec.template.metadata.labels, [hashLabel]: hash }
  return store.replicasets.create({
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${metadata.name}-${hash}`,
      namespace: metadata.namespace,
      uid: random.uuid(),
      resourceVersion: '',
      generation: 1,
      creationTimestamp: toTimestamp(clock.now()),
      labels,
      annotations: {
        ...metadata.annotations,
        [revision]: number,
        [desiredReplicas]: String(spec.replicas),
        [maxReplicas]: String(spec.replicas + surgeOf(deployment).surge),
      },
      ownerReferences: [controllerOf(deployment)],
    },
    spec: {
      replicas: 0,
      selector: { ...spec.selector, matchLabels: { ...spec.selector.matchLabels, [hashLabel]: hash } },
      template: { ...spec.template, metadata: { ...spec.template.metadata, labels } },
    },
    status: { replicas: 0 },
  })
}

function scaleTo({ store }: World, deployment: Deployment, set: ReplicaSet, replicas: number): void {
  const desired = String(deployment.spec.replicas)
  const { metadata } = set
  if (set.spec.replicas === replicas && metadata.annotations?.[desiredReplicas] === desired) return
  const most = String(deployment.spec.replicas + surgeOf(deployment).surge)
  const generation = (metadata.generation ?? 1) + (set.spec.replicas === replicas ? 0 : 1)
  store.replicasets.update(
    annotated(
      { ...set, metadata: { ...metadata, generation }, spec: { ...set.spec, replicas } },
      { [desiredReplicas]: desired, [maxReplicas]: most },
    ),
  )
}

function scalePaused(world: World, deployment: Deployment, sets: readonly ReplicaSet[]): void {
  const active = sets.filter(({ spec }) => spec.replicas > 0)
  const [only, ...others] = active.length === 0 ? sets.slice(0, 1) : active
  if (only !== undefined && others.length === 0) scaleTo(world, deployment, only, deployment.spec.replicas)
}

function recreate(world: World, deployment: Deployment, current: ReplicaSet, old: readonly ReplicaSet[]): void {
  for (const set of old) scaleTo(world, deployment, set, 0)
  const gone = old.every(({ metadata }) =>
    world.store.pods.ownedBy(metadata.uid).every(({ status }) => status.phase === 'Failed'),
  )
  if (gone) scaleTo(world, deployment, current, deployment.spec.replicas)
}

const total = (sets: readonly ReplicaSet[]) => sets.reduce((sum, { spec }) => sum + spec.replicas, 0)
const available = ({ status }: ReplicaSet) => status.availableReplicas ?? 0

/** k8s.io/kubernetes pkg/controller/deployment/rolling.go: up as far as the surge allows, else down as far as availability does. */
function roll(world: World, deployment: Deployment, current: ReplicaSet, old: readonly ReplicaSet[]): void {
  const { replicas } = deployment.spec
  const { surge, unavailable } = surgeOf(deployment)
  const room = replicas + surge - total([current, ...old])
  const wanted = current.spec.replicas + Math.max(0, Math.min(room, replicas - current.spec.replicas))
  const next = current.spec.replicas > replicas ? replicas : wanted
  const before = current.spec.replicas
  scaleTo(world, deployment, current, next)
  if (next !== before || total(old) === 0) return
  const least = replicas - unavailable
  const pendingNew = current.spec.replicas - available(current)
  let removable = total([current, ...old]) - least - pendingNew
  const shrunk = old.map((set) => {
    const cut = Math.max(0, Math.min(removable, set.spec.replicas - available(set)))
    removable -= cut
    return { set, to: set.spec.replicas - cut }
  })
  let spare = [current, ...old].reduce((sum, set) => sum + available(set), 0) - least
  for (const { set, to } of shrunk) {
    const cut = Math.max(0, Math.min(spare, to, Math.max(0, removable)))
    spare -= cut
    removable -= cut
    if (to - cut !== set.spec.replicas) scaleTo(world, deployment, set, to - cut)
  }
}

function prune({ store }: World, deployment: Deployment, old: readonly ReplicaSet[]): void {
  const empty = old.filter(({ spec, status }) => spec.replicas === 0 && status.replicas === 0)
  const keep = deployment.spec.revisionHistoryLimit ?? 10
  for (const set of empty.slice(0, Math.max(0, empty.length - keep))) store.replicasets.remove(set)
}

function writeStatus(
  { store, clock }: World,
  deployment: Deployment,
  current: ReplicaSet | undefined,
  old: readonly ReplicaSet[],
): number | undefined {
  const { status, again } = deploymentStatus(deployment, current, old, clock.now())
  if (!isDeepStrictEqual(status, deployment.status)) store.deployments.update({ ...deployment, status })
  return again
}
