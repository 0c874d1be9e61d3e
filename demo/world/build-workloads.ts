import { frozenClock, toTimestamp } from '@/demo/clock'
import { eligibleNodes, podLabels, reconcileDaemonSet } from '@/demo/controllers/daemonset'
import { reconcileDeployment } from '@/demo/controllers/deployment'
import { newPod } from '@/demo/controllers/pods'
import { reconcileReplicaSet } from '@/demo/controllers/replicaset'
import { ordinalLabels, reconcileStatefulSet } from '@/demo/controllers/statefulset'
import type { Deployment, Metadata, PodTemplate, ReplicaSet, StatefulSet } from '@/demo/store/objects'
import type { Service, Trouble } from './catalogue'
import { addPod, type Look } from './looks'
import type { Behaviour } from './registry'
import { imageOf, templateOf } from './templates'
import type { World } from './world'

const day = 86_400_000
const minute = 60_000

/** Troubles of a new revision that never becomes ready; the old one goes on serving. */
const stuckRollouts: readonly (Trouble | undefined)[] = ['image', 'config', 'unready', 'init', 'unschedulable']

const behaviours: Partial<Record<Trouble, Behaviour>> = {
  crash: { run: 'crash', seconds: 20 },
  oom: { run: 'oom', seconds: 90 },
  image: { run: 'no-image', seconds: 0 },
  config: { run: 'no-config', seconds: 0 },
  unready: { run: 'unready', seconds: 0 },
}

/** How pods of a troubled revision stand there; the others run. */
const looks: Partial<Record<string, Look>> = {
  crash: 'crash',
  oom: 'oom',
  image: 'image',
  config: 'config',
  unready: 'unready',
  init: 'init',
}

export function buildWorkload(world: World, service: Service, pods: number): void {
  const { random } = world
  const createdAt = world.clock.now() - Math.floor(random.between(30, 180) * day)
  switch (service.kind) {
    case 'Deployment':
      return buildDeployment(world, service, pods, createdAt)
    case 'StatefulSet':
      return buildStatefulSet(world, service, pods, createdAt)
    case 'DaemonSet':
      return buildDaemonSet(world, service, createdAt)
    case 'ReplicaSet':
      return buildReplicaSet(world, service, pods, createdAt)
    default:
      return buildPod(world, service)
  }
}

function metadataOf({ random }: World, { name, namespace }: Service, at: number): Metadata {
  return {
    name,
    namespace,
    uid: random.uuid(),
    resourceVersion: '',
    generation: 1,
    creationTimestamp: toTimestamp(at),
    labels: { app: name, 'app.kubernetes.io/name': name, team: namespace },
  }
}

const selectorOf = ({ name }: Service) => ({ matchLabels: { app: name } })
const at = (world: World, instant: number): World => ({ ...world, clock: frozenClock(instant) })

function patchedTag(tag: string): string {
  return tag.replace(/\d+$/, (last) => String(Number(last) + 1))
}

function learn({ registry }: World, { namespace, name, trouble }: Service, tag: string): void {
  const behaviour = trouble && behaviours[trouble]
  if (behaviour !== undefined) registry.set(imageOf(namespace, name, tag), behaviour)
  if (trouble === 'init') registry.set(imageOf(namespace, `${name}-migrate`, tag), { run: 'crash', seconds: 1 })
}

function buildDeployment(world: World, service: Service, pods: number, createdAt: number): void {
  const { store, random, clock } = world
  const { trouble } = service
  const isStuck = stuckRollouts.includes(trouble)
  const aside = trouble === 'evicted' ? 3 : isStuck || trouble === 'stuck' ? 1 : 0
  const stored = store.deployments.create({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadataOf(world, service, createdAt),
    spec: {
      replicas: 0,
      selector: selectorOf(service),
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: isStuck ? { maxSurge: 1, maxUnavailable: 0 } : { maxSurge: '25%', maxUnavailable: '25%' },
      },
      template: templateOf(service, `${service.tag}-rc.1`),
    },
    status: {},
  })
  settle(at(world, createdAt), stored)
  const servedAt = clock.now() - Math.floor(random.between(1, 20) * day)
  if (!isStuck) learn(world, service, service.tag)
  const serving = release(at(world, servedAt), stored, templateOf(service, service.tag), pods - aside)
  const look = looks[trouble ?? ''] ?? 'running'
  fill(world, serving, pods - aside, isStuck ? 'running' : look, servedAt)
  if (trouble === 'evicted') fill(world, serving, aside, 'evicted', clock.now() - 95 * minute)
  if (trouble === 'stuck') fill(world, serving, aside, 'stuck', servedAt)
  reconcileReplicaSet(at(world, servedAt + minute), serving)
  settle(at(world, servedAt + minute), stored)
  if (isStuck) breakRollout(world, stored, service, pods - aside)
  else if (look !== 'running') settle(at(world, servedAt + 11 * minute), stored)
}

function breakRollout(world: World, stored: Deployment, service: Service, serving: number): void {
  const { trouble } = service
  const since = world.clock.now() - Math.floor(world.random.between(3, 240)) * minute
  const tag = patchedTag(service.tag)
  learn(world, service, tag)
  const template = templateOf(service, tag)
  const current = release(at(world, since), stored, trouble === 'unschedulable' ? hungry(template) : template, serving)
  fill(world, current, 1, looks[trouble ?? ''] ?? 'running', since)
  reconcileReplicaSet(at(world, since), current)
  settle(at(world, since + 1000), stored)
  settle(at(world, Math.min(world.clock.now(), since + 11 * minute)), stored)
}

/** Asks for more than any node has. */
function hungry(template: PodTemplate): PodTemplate {
  const containers = template.spec.containers.map((container) => ({
    ...container,
    resources: { requests: { cpu: '4k', memory: '32Gi' } },
  }))
  return { ...template, spec: { ...template.spec, containers } }
}

/** Gives the Deployment a new template and its ReplicaSet all that a rollout may give it before pods answer. */
function release(
  world: World,
  { metadata: { namespace, name } }: Deployment,
  template: PodTemplate,
  replicas: number,
): ReplicaSet {
  const { deployments, replicasets } = world.store
  const deployment = deployments.get(namespace, name)
  if (deployment === undefined) throw new Error(`There is no Deployment ${namespace}/${name}.`)
  const generation = (deployment.metadata.generation ?? 1) + 1
  const metadata = { ...deployment.metadata, generation }
  settle(
    world,
    deployments.update({ ...deployment, metadata, spec: { ...deployment.spec, template, replicas } }) ?? deployment,
  )
  const sets = replicasets.ownedBy(deployment.metadata.uid)
  const newest = sets.toSorted((a, b) => revisionNumber(b) - revisionNumber(a))[0]
  if (newest === undefined) throw new Error(`${namespace}/${name} has no ReplicaSet.`)
  return newest
}

const revisionNumber = ({ metadata }: ReplicaSet) => Number(metadata.annotations?.['deployment.kubernetes.io/revision'])

function settle(world: World, { metadata: { namespace, name } }: Deployment): void {
  for (let round = 0, before = -1; round < 40 && before !== world.store.version(); round++) {
    before = world.store.version()
    const deployment = world.store.deployments.get(namespace, name)
    if (deployment !== undefined) reconcileDeployment(world, deployment)
  }
}

function fill(world: World, set: ReplicaSet, count: number, look: Look, since: number): void {
  for (let made = 0; made < count; made++) {
    const bornAt = look === 'evicted' || look === 'image' ? since : since + Math.floor(world.random.between(0, 50_000))
    addPod(world, newPod(at(world, bornAt), set, set.spec.template, {}), look, bornAt)
  }
}

/** With a crash, an update has stopped at the highest ordinal; the others still run the old revision. */
function buildStatefulSet(world: World, service: Service, replicas: number, createdAt: number): void {
  const { statefulsets } = world.store
  const created = statefulsets.create({
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: metadataOf(world, service, createdAt),
    spec: {
      replicas,
      serviceName: service.name,
      podManagementPolicy: 'OrderedReady',
      selector: selectorOf(service),
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
      template: templateOf(service, service.tag),
    },
    status: { replicas: 0 },
  })
  const add = (set: StatefulSet, ordinal: number, look: Look, since: number) =>
    addPod(world, newPod(at(world, since), set, set.spec.template, ordinalLabels(set, ordinal)), look, since)
  const crashes = service.trouble === 'crash'
  for (let ordinal = 0; ordinal < (crashes ? replicas - 1 : replicas); ordinal++)
    add(created, ordinal, 'running', createdAt)
  if (!crashes) return reconcileStatefulSet(at(world, createdAt), created)
  const since = world.clock.now() - 50 * minute
  const tag = patchedTag(service.tag)
  learn(world, service, tag)
  const spec = { ...created.spec, template: templateOf(service, tag) }
  const metadata = { ...created.metadata, generation: 2 }
  const status = { replicas, currentRevision: ordinalLabels(created, 0).labels['controller-revision-hash'] ?? '' }
  const updated = statefulsets.update({ ...created, metadata, spec, status }) ?? created
  add(updated, replicas - 1, 'crash', since)
  reconcileStatefulSet(at(world, since), updated)
}

function buildDaemonSet(world: World, service: Service, createdAt: number): void {
  const template = templateOf(service, service.tag)
  const set = world.store.daemonsets.create({
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: metadataOf(world, service, createdAt),
    spec: {
      selector: selectorOf(service),
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } },
      template,
    },
    status: { currentNumberScheduled: 0, desiredNumberScheduled: 0, numberMisscheduled: 0, numberReady: 0 },
  })
  for (const node of eligibleNodes(world, set)) {
    const since = Math.max(createdAt, Date.parse(node.metadata.creationTimestamp))
    const isLost = node.spec.taints?.some(({ key }) => key === 'node.kubernetes.io/unreachable')
    addPod(world, newPod(at(world, since), set, template, podLabels(set)), isLost ? 'lost' : 'running', since, node)
  }
  reconcileDaemonSet(at(world, createdAt), set)
}

function buildReplicaSet(world: World, service: Service, replicas: number, createdAt: number): void {
  const set = world.store.replicasets.create({
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: metadataOf(world, service, createdAt),
    spec: { replicas, selector: selectorOf(service), template: templateOf(service, service.tag) },
    status: { replicas: 0 },
  })
  fill(world, set, replicas, 'running', createdAt)
  reconcileReplicaSet(at(world, createdAt), set)
}

function buildPod(world: World, service: Service): void {
  const since = world.clock.now() - Math.floor(world.random.between(20, 600)) * minute
  const usual = templateOf(service, service.tag)
  const { metadata, spec } = service.trouble === 'unschedulable' ? hungry(usual) : usual
  const status = { phase: 'Pending', qosClass: 'Burstable' } as const
  const own = { ...metadataOf(world, service, since), labels: metadata.labels }
  addPod(world, { apiVersion: 'v1', kind: 'Pod', metadata: own, spec, status }, 'running', since)
}
