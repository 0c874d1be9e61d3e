import { hashOf } from '@/demo/argo/template-hash'
import { toTimestamp } from '@/demo/clock'
import { controllerOf, type Deployment, type PodTemplate, type ReplicaSet, type TextMap } from '@/demo/store/objects'
import type { World } from '@/demo/world/world'
import { shareOf } from './pods'

export const component = 'deployment-controller'

const hashLabel = 'pod-template-hash'
const revision = 'deployment.kubernetes.io/revision'
const revisionHistory = 'deployment.kubernetes.io/revision-history'
const desiredReplicas = 'deployment.kubernetes.io/desired-replicas'
const maxReplicas = 'deployment.kubernetes.io/max-replicas'

/** Annotations of a Deployment that are not its ReplicaSets' (deployment_util.go, annotationsToSkip). */
const notCopied = [
  'kubectl.kubernetes.io/last-applied-configuration',
  revision,
  revisionHistory,
  desiredReplicas,
  maxReplicas,
  'deprecated.deployment.rollback.to',
]

/** Templates are never changed, so each is hashed once. */
const hashes = new WeakMap<PodTemplate, string>()

/** The same for templates that mean the same, in whatever order a client wrote their fields. */
export function templateHash(template: PodTemplate): string {
  const hash = hashes.get(template) ?? hashOf(template)
  hashes.set(template, hash)
  return hash
}

export const revisionOf = ({ metadata }: ReplicaSet | Deployment): number =>
  Number(metadata.annotations?.[revision] ?? 0)
export const availableOf = ({ status }: ReplicaSet): number => status.availableReplicas ?? 0
export const total = (sets: readonly ReplicaSet[]): number => sets.reduce((sum, { spec }) => sum + spec.replicas, 0)
export const isSized = ({ spec }: ReplicaSet): boolean => spec.replicas > 0
export const byAge = (a: ReplicaSet, b: ReplicaSet): number =>
  a.metadata.creationTimestamp.localeCompare(b.metadata.creationTimestamp) ||
  a.metadata.name.localeCompare(b.metadata.name)

/** Surge rounds up, unavailability down; never both 0 (deployment_util.go, ResolveFenceposts). */
export function surgeOf({ spec: { replicas, strategy } }: Deployment): { surge: number; unavailable: number } {
  if (strategy.type !== 'RollingUpdate') return { surge: 0, unavailable: 0 }
  const { maxSurge = '25%', maxUnavailable = '25%' } = strategy.rollingUpdate ?? {}
  const surge = shareOf(maxSurge, replicas, Math.ceil)
  const unavailable = shareOf(maxUnavailable, replicas, Math.floor)
  return { surge, unavailable: Math.min(replicas, surge === 0 && unavailable === 0 ? 1 : unavailable) }
}

export const most = (deployment: Deployment): number => deployment.spec.replicas + surgeOf(deployment).surge
const sizes = (deployment: Deployment) => ({
  [desiredReplicas]: String(deployment.spec.replicas),
  [maxReplicas]: String(most(deployment)),
})

/** The sets of a Deployment: the one of its template, where there is one, and the old ones, oldest first. */
export interface Sets {
  readonly current: ReplicaSet | undefined
  readonly old: readonly ReplicaSet[]
}

export function setsOf({ store }: Pick<World, 'store'>, { metadata, spec }: Deployment): Sets {
  const sets = store.replicasets.ownedBy(metadata.uid).toSorted(byAge)
  const hash = templateHash(spec.template)
  const current = sets.find((set) => set.metadata.labels?.[hashLabel] === hash)
  return { current, old: sets.filter((set) => set !== current) }
}

/** How many replicas the current set may have now (deployment_util.go, NewRSNewReplicas). */
export function roomFor(deployment: Deployment, sets: readonly ReplicaSet[], own: number): number {
  const { replicas, strategy } = deployment.spec
  if (strategy.type !== 'RollingUpdate') return replicas
  const room = most(deployment) - total(sets)
  return room <= 0 ? own : own + Math.min(room, replicas - own)
}

export function createReplicaSet({ store, clock, random }: World, deployment: Deployment, old: readonly ReplicaSet[]) {
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
      annotations: { ...copied(metadata.annotations), [revision]: nextRevision(old), ...sizes(deployment) },
      ownerReferences: [controllerOf(deployment)],
    },
    spec: {
      replicas: roomFor(deployment, old, 0),
      ...(spec.minReadySeconds ? { minReadySeconds: spec.minReadySeconds } : {}),
      selector: { ...spec.selector, matchLabels: { ...spec.selector.matchLabels, [hashLabel]: hash } },
      template: { ...spec.template, metadata: { ...spec.template.metadata, labels } },
    },
    status: { replicas: 0 },
  })
}

const nextRevision = (old: readonly ReplicaSet[]) => String(Math.max(0, ...old.map(revisionOf)) + 1)
const copied = (annotations: TextMap = {}): TextMap =>
  Object.fromEntries(Object.entries(annotations).filter(([key]) => !notCopied.includes(key)))

/** The current set with the newest revision and the Deployment's annotations; its own earlier revision goes into its history. */
export function refreshed({ store }: World, deployment: Deployment, { current, old }: Sets): ReplicaSet | undefined {
  if (current === undefined) return undefined
  const { annotations = {} } = current.metadata
  const known = annotations[revision]
  const next = nextRevision(old)
  const isOutdated = Number(known ?? 0) < Number(next)
  const history = annotations[revisionHistory]
  const wanted = {
    ...annotations,
    ...copied(deployment.metadata.annotations),
    ...(isOutdated ? { [revision]: next } : {}),
    ...(isOutdated && known ? { [revisionHistory]: history ? `${history},${known}` : known } : {}),
    // Sizes are written anew with a revision; otherwise only where a set is scaled.
    ...(isOutdated ? sizes(deployment) : {}),
  }
  const { minReadySeconds = 0 } = deployment.spec
  const isSame = Object.entries(wanted).every(([key, value]) => annotations[key] === value)
  if (isSame && (current.spec.minReadySeconds ?? 0) === minReadySeconds) return current
  const metadata = { ...current.metadata, annotations: wanted }
  const spec =
    minReadySeconds === (current.spec.minReadySeconds ?? 0) ? current.spec : { ...current.spec, minReadySeconds }
  return store.replicasets.update({ ...current, metadata, spec }) ?? current
}

/** The Deployment with its current set's revision, where it has not it yet. */
export function withRevision(deployment: Deployment, current: ReplicaSet): Deployment {
  const number = current.metadata.annotations?.[revision]
  if (number === undefined || deployment.metadata.annotations?.[revision] === number) return deployment
  const annotations = { ...deployment.metadata.annotations, [revision]: number }
  return { ...deployment, metadata: { ...deployment.metadata, annotations } }
}

/** Whether the size changed. `annotate`: writes the sizes that the set was scaled for even when it keeps its own. */
export function scaleTo(
  world: World,
  deployment: Deployment,
  set: ReplicaSet,
  replicas: number,
  annotate = false,
): boolean {
  const { metadata, spec } = set
  const isResized = spec.replicas !== replicas
  const isAnnotated = Object.entries(sizes(deployment)).every(([key, text]) => metadata.annotations?.[key] === text)
  if (!isResized && (isAnnotated || !annotate)) return false
  const annotations = { ...metadata.annotations, ...sizes(deployment) }
  const generation = (metadata.generation ?? 1) + (isResized ? 1 : 0)
  world.store.replicasets.update({
    ...set,
    metadata: { ...metadata, annotations, generation },
    spec: { ...spec, replicas },
  })
  if (!isResized) return false
  const way = spec.replicas < replicas ? 'up' : 'down'
  const message = `Scaled ${way} replica set ${metadata.name} from ${spec.replicas} to ${replicas}`
  world.events.record(deployment, { type: 'Normal', reason: 'ScalingReplicaSet', message, component })
  return true
}

/** Whether a set has what it was last scaled for, and all of it available. */
export function isSaturated({ spec }: Deployment, set: ReplicaSet | undefined): boolean {
  return (
    set !== undefined &&
    set.spec.replicas === spec.replicas &&
    set.metadata.annotations?.[desiredReplicas] === String(spec.replicas) &&
    availableOf(set) === spec.replicas
  )
}

/** Whether the Deployment was scaled since one of its sets last was. */
export function isScaling({ spec }: Deployment, { current, old }: Sets): boolean {
  return [...old, ...(current === undefined ? [] : [current])].filter(isSized).some(({ metadata }) => {
    const desired = metadata.annotations?.[desiredReplicas]
    return desired !== undefined && Number(desired) !== spec.replicas
  })
}

/** The most that the set's Deployment could have when the set was last scaled. */
export const mostBefore = ({ metadata }: ReplicaSet): number => Number(metadata.annotations?.[maxReplicas] ?? 0)
