import { buildConfig } from './build-config'
import { buildDeployment } from './build-deployments'
import { buildNetwork } from './build-network'
import { buildPod, buildReplicaSet } from './build-pods'
import { buildBudget } from './build-policy'
import { buildRollout } from './build-rollouts'
import { buildAutoscaler } from './build-scaling'
import { buildDaemonSet, buildStatefulSet } from './build-sets'
import { buildVolumes } from './build-storage'
import type { Service } from './catalogue'
import { day } from './past'
import type { Planned } from './plan'
import type { World } from './world'

/** A workload that runs until somebody ends it, with all that belongs to it. */
export function buildWorkload(world: World, { service, pods }: Planned, moves: boolean): void {
  const createdAt = world.clock.now() - Math.floor(world.random.between(30, 180) * day)
  // What stands beside the pods draws from a stream of its own.
  const beside: World = { ...world, random: world.random.fork(`${service.namespace}/${service.name}`) }
  buildConfig(beside, service, createdAt)
  buildNetwork(beside, service, createdAt)
  buildVolumes(beside, service, pods, createdAt)
  buildPods(world, service, pods, createdAt)
  buildBudget(beside, service, createdAt)
  if (moves) buildAutoscaler(beside, service, pods, createdAt)
}

function buildPods(world: World, service: Service, pods: number, createdAt: number): void {
  switch (service.kind) {
    case 'Deployment':
      return buildDeployment(world, service, pods, createdAt)
    case 'Rollout':
      return buildRollout(world, service, pods, createdAt)
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
