import { toTimestamp } from '@/demo/clock'
import type { Kubelet } from '@/demo/kubelet/kubelet'
import type { Random } from '@/demo/random'
import { keyOf } from '@/demo/store/collection'
import { type Deployment, isActive, isReady, type Pod } from '@/demo/store/objects'
import { actorsOf, type Story } from '@/demo/story/story'
import type { World } from '@/demo/world/world'
import { isFinished } from './job'
import { deletePod } from './pods'

const tick = 200

/** One thing that happens in the shop; false when there was nothing for it to happen to. */
type Movement = () => boolean

export interface Direction {
  readonly changesPerSecond: number
  /** Its actors are left alone. */
  readonly story: Story
}

/**
 * Keeps the shop moving: people release and scale, pods die, back-offs end. How often follows from the changes that were
 * asked for and from how many changes a movement has brought so far.
 */
export function startDirector(world: World, kubelet: Kubelet, { changesPerSecond, story }: Direction): void {
  const { store, clock } = world
  const random = world.random.fork('director')
  const movements = movementsOf(world, kubelet, random, story)
  const weight = movements.reduce((sum, [share]) => sum + share, 0)
  const first = store.version()
  let made = 0
  let due = 0

  const pick = (): Movement => {
    let at = random.next() * weight
    for (const [share, movement] of movements) {
      at -= share
      if (at < 0) return movement
    }
    return () => false
  }
  const run = () => {
    const cost = (store.version() - first + 240) / (made + 8)
    due += (changesPerSecond * tick) / 1000 / Math.max(1, cost)
    for (let tries = 0; due >= 1 && tries < 200; tries++) {
      if (!pick()()) continue
      made++
      due--
    }
    clock.after(tick, run)
  }
  // Without a story only what is meant to end goes on from where it stood.
  for (const job of story.troubled ? store.jobs.values() : [])
    if (!isFinished(job)) store.pods.ownedBy(job.metadata.uid).forEach(kubelet.resume)
  clock.after(tick, run)
}

function movementsOf(
  world: World,
  kubelet: Kubelet,
  random: Random,
  story: Story,
): readonly (readonly [number, Movement])[] {
  const { store } = world
  // In a story back-offs end when they end.
  const waiting = story.troubled ? followBackOffs(world) : new Set<string>()
  const actors = actorsOf(story)
  const usual = new Map([...store.deployments.values()].map(({ metadata, spec }) => [metadata.uid, spec.replicas]))
  const settled = () => pickSettled(world, random, actors)
  return [
    [6, () => release(world, settled())],
    [20, () => scale(world, settled(), usual, random)],
    [14, () => kill(world, settled(), random)],
    [14, () => blip(world, settled(), random)],
    [10, () => heartbeat(world, random)],
    [
      story.troubled ? 30 : 0,
      () => {
        const key = waiting.size > 0 ? random.pick([...waiting]) : undefined
        const pod = key === undefined ? undefined : podAt(world, key)
        if (pod !== undefined) kubelet.restart(pod)
        return pod !== undefined
      },
    ],
  ]
}

function podAt({ store }: World, key: string): Pod | undefined {
  const [namespace, name = ''] = key.split('/')
  return store.pods.get(namespace, name)
}

/** The keys of the pods whose containers wait in a back-off, kept up to date. */
function followBackOffs({ store }: World): ReadonlySet<string> {
  const waiting = new Set<string>()
  const look = (pod: Pod, present: boolean) => {
    const { containerStatuses = [], initContainerStatuses = [] } = pod.status
    const isWaiting = [...initContainerStatuses, ...containerStatuses].some(({ state }) =>
      state.waiting?.reason?.endsWith('BackOff'),
    )
    const key = keyOf(pod.metadata.namespace, pod.metadata.name)
    if (present && isWaiting && pod.metadata.deletionTimestamp === undefined) waiting.add(key)
    else waiting.delete(key)
  }
  for (const pod of store.pods.values()) look(pod, true)
  store.pods.listen(({ type, object }) => look(object, type !== 'DELETED'))
  return waiting
}

/** A Deployment that nobody is changing and that is as it should be. */
function pickSettled({ store }: World, random: Random, actors: ReadonlySet<string>): Deployment | undefined {
  if (store.deployments.size === 0) return undefined
  const picked = random.pick([...store.deployments.values()])
  const { spec, status, metadata } = picked
  if (actors.has(`${metadata.namespace}/${metadata.name}`)) return undefined
  const isDone = status.observedGeneration === metadata.generation && status.updatedReplicas === spec.replicas
  return isDone && status.availableReplicas === spec.replicas && status.replicas === spec.replicas ? picked : undefined
}

function write({ store }: World, { metadata, ...deployment }: Deployment, spec: Partial<Deployment['spec']>): boolean {
  const generation = (metadata.generation ?? 1) + 1
  store.deployments.update({
    ...deployment,
    metadata: { ...metadata, generation },
    spec: { ...deployment.spec, ...spec },
  })
  return true
}

/** A new version is out: the next patch number of the first image. */
function release(world: World, deployment: Deployment | undefined): boolean {
  const template = deployment?.spec.template
  const [app, ...others] = template?.spec.containers ?? []
  if (deployment === undefined || template === undefined || app === undefined) return false
  const image = app.image.replace(/\d+$/, (last) => String(Number(last) + 1))
  const tag = image.slice(image.lastIndexOf(':') + 1)
  const labels = { ...template.metadata.labels, 'app.kubernetes.io/version': tag }
  const spec = { ...template.spec, containers: [{ ...app, image }, ...others] }
  return write(world, deployment, { template: { ...template, metadata: { ...template.metadata, labels }, spec } })
}

/** Of one name, as the shop's are. */
const isAutoscaled = ({ store }: World, { metadata: { namespace, name } }: Deployment) =>
  store.horizontalpodautoscalers.get(namespace, name) !== undefined

/** One or two more than usual, or back to the usual. */
function scale(
  world: World,
  deployment: Deployment | undefined,
  usual: ReadonlyMap<string, number>,
  random: Random,
): boolean {
  if (deployment === undefined || isAutoscaled(world, deployment)) return false
  const base = usual.get(deployment.metadata.uid) ?? deployment.spec.replicas
  const replicas = deployment.spec.replicas > base ? base : base + 1 + random.below(2)
  return replicas !== deployment.spec.replicas && write(world, deployment, { replicas })
}

function pickPod({ store }: World, deployment: Deployment | undefined, random: Random): Pod | undefined {
  const sets = deployment === undefined ? [] : store.replicasets.ownedBy(deployment.metadata.uid)
  const pods = sets.flatMap(({ metadata, spec }) => (spec.replicas > 0 ? store.pods.ownedBy(metadata.uid) : []))
  const healthy = pods.filter((pod) => isActive(pod) && isReady(pod))
  return healthy.length === 0 ? undefined : random.pick(healthy)
}

function kill(world: World, deployment: Deployment | undefined, random: Random): boolean {
  const pod = pickPod(world, deployment, random)
  if (pod !== undefined) deletePod(world, pod)
  return pod !== undefined
}

/** A readiness probe fails; the kubelet finds the container ready again a little later. */
function blip(world: World, deployment: Deployment | undefined, random: Random): boolean {
  const pod = pickPod(world, deployment, random)
  if (!pod?.spec.containers.some(({ readinessProbe }) => readinessProbe !== undefined)) return false
  const now = toTimestamp(world.clock.now())
  const containerStatuses = (pod.status.containerStatuses ?? []).map((container) => ({ ...container, ready: false }))
  const message = `containers with unready status: [${containerStatuses.map(({ name }) => name).join(' ')}]`
  const conditions = (pod.status.conditions ?? []).map((condition) =>
    condition.type === 'Ready' || condition.type === 'ContainersReady'
      ? { ...condition, status: 'False' as const, reason: 'ContainersNotReady', message, lastTransitionTime: now }
      : condition,
  )
  return world.store.pods.update({ ...pod, status: { ...pod.status, conditions, containerStatuses } }) !== undefined
}

function heartbeat({ store, clock }: World, random: Random): boolean {
  if (store.nodes.size === 0) return false
  const node = random.pick([...store.nodes.values()])
  if (!node.status.conditions.some(({ type, status }) => type === 'Ready' && status === 'True')) return false
  const lastHeartbeatTime = toTimestamp(clock.now())
  const conditions = node.status.conditions.map((condition) => ({ ...condition, lastHeartbeatTime }))
  return store.nodes.update({ ...node, status: { ...node.status, conditions } }) !== undefined
}
