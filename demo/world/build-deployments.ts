import { reconcileDeployment } from '@/demo/controllers/deployment'
import { reconcileReplicaSet } from '@/demo/controllers/replicaset'
import type { Deployment, PodTemplate, ReplicaSet } from '@/demo/store/objects'
import { hungry, learn, looks, patchedTag, stuckRollouts } from './broken'
import { fill } from './build-pods'
import type { Service } from './catalogue'
import { day, minute, past, selectorOf, workloadMetadata } from './past'
import { templateOf } from './templates'
import type { World } from './world'

export function buildDeployment(world: World, service: Service, pods: number, createdAt: number): void {
  const { store, random, clock } = world
  const { trouble } = service
  const isStuck = stuckRollouts.includes(trouble)
  const aside = isStuck || trouble === 'stuck' || trouble === 'evicted' ? 1 : 0
  const stored = store.deployments.create({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: workloadMetadata(world, service, createdAt),
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
  settle(past(world, createdAt), stored)
  const servedAt = clock.now() - Math.floor(random.between(1, 20) * day)
  if (!isStuck) learn(world, service, service.tag)
  const serving = release(past(world, servedAt), stored, templateOf(service, service.tag), pods - aside)
  const look = looks[trouble ?? ''] ?? 'running'
  fill(world, serving, pods - aside, isStuck ? 'running' : look, servedAt)
  if (trouble === 'evicted') fill(world, serving, aside, 'evicted', clock.now() - 95 * minute)
  if (trouble === 'stuck') fill(world, serving, aside, 'stuck', servedAt)
  reconcileReplicaSet(past(world, servedAt + minute), serving)
  settle(past(world, servedAt + minute), stored)
  if (isStuck) breakRollout(world, stored, service, pods - aside)
  else if (look !== 'running') settle(past(world, servedAt + 11 * minute), stored)
}

function breakRollout(world: World, stored: Deployment, service: Service, serving: number): void {
  const { trouble } = service
  const since = world.clock.now() - Math.floor(world.random.between(3, 240)) * minute
  const tag = patchedTag(service.tag)
  learn(world, service, tag)
  const template = templateOf(service, tag)
  const asked = trouble === 'unschedulable' ? hungry(template) : template
  const current = release(past(world, since), stored, asked, serving)
  fill(world, current, 1, looks[trouble ?? ''] ?? 'running', since)
  reconcileReplicaSet(past(world, since), current)
  settle(past(world, since + 1000), stored)
  settle(past(world, Math.min(world.clock.now(), since + 11 * minute)), stored)
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
  const cause = `Release ${template.metadata.labels['app.kubernetes.io/version'] ?? ''}`
  const annotations = { ...deployment.metadata.annotations, 'kubernetes.io/change-cause': cause }
  const metadata = { ...deployment.metadata, annotations, generation }
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
