import { toTimestamp } from '@/demo/clock'
import type { Rollout } from '@/demo/store/argo-objects'
import { controllerOf, type ReplicaSet, type TextMap } from '@/demo/store/objects'
import { without } from '@/demo/store/without'
import type { World } from '@/demo/world/world'
import { isAborted } from './pause'
import { withStated } from './stated'
import { blueGreenOf, canaryOf, isRouted, replicasOf } from './steps'
import { record, revisionAnnotation, revisionOf, type Sync, stored, timestamp } from './sync'
import { hashLabel, templateHash } from './template-hash'

const desiredAnnotation = 'rollout.argoproj.io/desired-replicas'
const historyAnnotation = 'rollout.argoproj.io/revision-history'
const deadlineAnnotation = 'scale-down-deadline'
const notCopied = [
  'kubectl.kubernetes.io/last-applied-configuration',
  revisionAnnotation,
  historyAnnotation,
  desiredAnnotation,
]

/** The ReplicaSets of a Rollout by their part in it, as they are stored now. */
export interface Sets {
  readonly all: readonly ReplicaSet[]
  /** Of the Rollout's template. */
  readonly current: ReplicaSet | undefined
  readonly stable: ReplicaSet | undefined
  /** Neither, oldest first. */
  readonly others: readonly ReplicaSet[]
}

export const hashOfSet = ({ metadata }: ReplicaSet): string => metadata.labels?.[hashLabel] ?? ''
export const availableOf = (set: ReplicaSet | undefined): number => set?.status.availableReplicas ?? 0
export const sum = (sets: readonly ReplicaSet[], count: (set: ReplicaSet) => number | undefined): number =>
  sets.reduce((all, set) => all + (count(set) ?? 0), 0)

export function setsOf({ store }: Pick<World, 'store'>, { metadata, spec, status }: Rollout): Sets {
  const all = store.replicasets.ownedBy(metadata.uid).toSorted((a, b) => revisionOf(a) - revisionOf(b))
  const hash = templateHash(spec.template)
  const current = all.find((set) => hashOfSet(set) === hash)
  const stable = status.stableRS ? all.find((set) => hashOfSet(set) === status.stableRS) : undefined
  return { all, current, stable, others: all.filter((set) => set !== current && set !== stable) }
}

export const syncSets = ({ world, rollout }: Sync): Sets => setsOf(world, rollout)

/** Whether a set has all that the Rollout asks for, and all of it available. */
export function isSaturated(rollout: Rollout, set: ReplicaSet | undefined): boolean {
  const replicas = replicasOf(rollout)
  return (
    set !== undefined &&
    set.spec.replicas === replicas &&
    set.metadata.annotations?.[desiredAnnotation] === String(replicas) &&
    availableOf(set) === replicas
  )
}

/** Whether the Rollout has been scaled since its sets last were. */
export function isScalingEvent(sync: Sync): boolean {
  const { current, stable } = syncSets(sync)
  return [current, stable].some((set) => {
    const desired = set?.metadata.annotations?.[desiredAnnotation]
    return (
      set !== undefined &&
      set.spec.replicas > 0 &&
      desired !== undefined &&
      Number(desired) !== replicasOf(sync.rollout)
    )
  })
}

/** The set of the template, made when there is none; gives its revision to the Rollout (rollout/sync.go, v1.9). */
export function ensureCurrent(sync: Sync): void {
  const { current, others, stable } = syncSets(sync)
  const older = [...others, ...(stable === undefined || stable === current ? [] : [stable])]
  const next = Math.max(0, ...older.map(revisionOf)) + 1
  if (current === undefined) return create(sync, next)
  const own = revisionOf(current)
  if (own >= next) {
    setRevision(sync, own)
    if (!sync.rollout.status.conditions?.some(({ type }) => type === 'Progressing'))
      state(sync, 'FoundNewReplicaSet', `Found new replica set "${current.metadata.name}"`)
    return
  }
  const known = current.metadata.annotations?.[historyAnnotation]
  const history = known ? `${known},${own}` : String(own)
  const annotations = { [revisionAnnotation]: String(next), ...(own > 0 ? { [historyAnnotation]: history } : {}) }
  sync.world.store.replicasets.update(annotated(current, annotations))
}

function create(sync: Sync, revision: number): void {
  const { world, rollout } = sync
  const { name, namespace, annotations = {} } = rollout.metadata
  const { template, selector, minReadySeconds } = rollout.spec
  const hash = templateHash(template)
  const labels = { ...template.metadata.labels, [hashLabel]: hash }
  const copied = Object.entries(annotations).filter(([key]) => !notCopied.includes(key))
  const set: ReplicaSet = {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${name}-${hash}`,
      namespace,
      uid: world.random.uuid(),
      resourceVersion: '',
      generation: 1,
      creationTimestamp: timestamp(sync),
      labels,
      annotations: {
        ...Object.fromEntries(copied),
        [revisionAnnotation]: String(revision),
        [desiredAnnotation]: String(replicasOf(rollout)),
      },
      ownerReferences: [controllerOf(rollout)],
    },
    spec: {
      replicas: 0,
      ...(minReadySeconds ? { minReadySeconds } : {}),
      selector: { ...selector, matchLabels: { ...selector.matchLabels, [hashLabel]: hash } },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
    status: { replicas: 0 },
  }
  world.store.replicasets.create(set)
  setRevision(sync, revision)
  record(sync, 'NewReplicaSetCreated', `Created ReplicaSet ${set.metadata.name} (revision ${revision})`)
  state(sync, 'NewReplicaSetCreated', `Created new replica set "${set.metadata.name}"`)
}

function setRevision(sync: Sync, revision: number): void {
  const current = stored(sync)
  if (current === undefined || revisionOf(sync.rollout) === revision) return
  const written = sync.world.store.rollouts.update(annotated(current, { [revisionAnnotation]: String(revision) }))
  sync.rollout = written ?? sync.rollout
  record(sync, 'RolloutUpdated', `Rollout updated to revision ${revision}`)
}

/** Says at once what the Progressing condition is about. */
function state(sync: Sync, reason: string, message: string): void {
  const current = stored(sync)
  if (current === undefined) return
  const stated = withStated(current.status.conditions ?? [], 'Progressing', 'True', reason, message, timestamp(sync))
  const status = { blueGreen: {}, canary: {}, ...current.status, conditions: stated.conditions }
  sync.rollout = sync.world.store.rollouts.update({ ...current, status }) ?? sync.rollout
}

function annotated<T extends ReplicaSet | Rollout>(object: T, annotations: TextMap): T {
  const { metadata } = object
  return { ...object, metadata: { ...metadata, annotations: { ...metadata.annotations, ...annotations } } }
}

/** Whether it changed the set's size. */
export function scale(sync: Sync, set: ReplicaSet, replicas: number): boolean {
  const desired = String(replicasOf(sync.rollout))
  const before = set.spec.replicas
  if (before === replicas && set.metadata.annotations?.[desiredAnnotation] === desired) return false
  const next = annotated(set, { [desiredAnnotation]: desired })
  const bare = replicas === 0 && !delaysScaleDownOnAbort(sync) ? withoutDeadline(next) : next
  const generation = (set.metadata.generation ?? 1) + (before === replicas ? 0 : 1)
  sync.world.store.replicasets.update({
    ...bare,
    metadata: { ...bare.metadata, generation },
    spec: { ...set.spec, replicas },
  })
  if (before === replicas) return false
  const way = before < replicas ? 'up' : 'down'
  const what = `ReplicaSet ${set.metadata.name} (revision ${revisionOf(set)})`
  record(sync, 'ScalingReplicaSet', `Scaled ${way} ${what} from ${before} to ${replicas}`)
  return true
}

function withoutDeadline(set: ReplicaSet): ReplicaSet {
  const annotations = without(set.metadata.annotations ?? {}, deadlineAnnotation)
  return { ...set, metadata: { ...set.metadata, annotations } }
}

/** When a set that serves no more is to go, in milliseconds since 1970. */
export function deadlineOf(set: ReplicaSet | undefined): number | undefined {
  const text = set?.metadata.annotations?.[deadlineAnnotation]
  return text === undefined ? undefined : Date.parse(text)
}

export function setDeadline({ world }: Sync, set: ReplicaSet, delay: number): void {
  if (delay === 0) return
  world.store.replicasets.update(annotated(set, { [deadlineAnnotation]: toTimestamp(world.clock.now() + delay) }))
}

/** New and stable stay: a deadline they have from an earlier revision is taken back. */
export function removeDeadlines(sync: Sync): void {
  const { current, stable } = syncSets(sync)
  for (const set of new Set([delaysScaleDownOnAbort(sync) ? undefined : current, stable]))
    if (set !== undefined && deadlineOf(set) !== undefined) sync.world.store.replicasets.update(withoutDeadline(set))
}

/** Milliseconds: 30 s where a router or a service leads away from the old set before it goes. */
export function scaleDownDelayOf(rollout: Rollout): number {
  const blueGreen = blueGreenOf(rollout)
  if (blueGreen !== undefined) return (blueGreen.scaleDownDelaySeconds ?? 30) * 1000
  return isRouted(rollout) ? (canaryOf(rollout).scaleDownDelaySeconds ?? 30) * 1000 : 0
}

/** Undefined: it is never scaled down. */
export function abortDelayOf(rollout: Rollout): number | undefined {
  const { abortScaleDownDelaySeconds = 30 } = blueGreenOf(rollout) ?? canaryOf(rollout)
  return abortScaleDownDelaySeconds === 0 ? undefined : abortScaleDownDelaySeconds * 1000
}

export function delaysScaleDownOnAbort(sync: Sync): boolean {
  const { rollout } = sync
  if (!isAborted(sync) || syncSets(sync).stable === undefined) return false
  if (blueGreenOf(rollout) === undefined && !isRouted(rollout)) return false
  return abortDelayOf(rollout) !== undefined
}

/** Old empty sets beyond the history's limit go. */
export function prune({ world, rollout }: Sync, sets: readonly ReplicaSet[]): void {
  const beyond = sets.length - (rollout.spec.revisionHistoryLimit ?? 10)
  const oldest = sets.toSorted((a, b) => a.metadata.creationTimestamp.localeCompare(b.metadata.creationTimestamp))
  for (const set of oldest.slice(0, Math.max(0, beyond)))
    if (set.status.replicas === 0 && set.spec.replicas === 0) world.store.replicasets.remove(set)
}
