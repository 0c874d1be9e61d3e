import { newPod } from '@/demo/controllers/pods'
import { reconcileReplicaSet } from '@/demo/controllers/replicaset'
import type { ReplicaSet } from '@/demo/store/objects'
import { hungry } from './broken'
import type { Service } from './catalogue'
import { addPod, type Look } from './looks'
import { minute, past, selectorOf, workloadMetadata } from './past'
import { templateOf } from './templates'
import type { World } from './world'

/** Gives a ReplicaSet pods that came to be around `since`. */
export function fill(world: World, set: ReplicaSet, count: number, look: Look, since: number): void {
  for (let made = 0; made < count; made++) {
    const bornAt = look === 'evicted' || look === 'image' ? since : since + Math.floor(world.random.between(0, 50_000))
    addPod(world, newPod(past(world, bornAt), set, set.spec.template, {}), look, bornAt)
  }
}

export function buildReplicaSet(world: World, service: Service, replicas: number, createdAt: number): void {
  const set = world.store.replicasets.create({
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: workloadMetadata(world, service, createdAt),
    spec: { replicas, selector: selectorOf(service), template: templateOf(service, service.tag) },
    status: { replicas: 0 },
  })
  fill(world, set, replicas, 'running', createdAt)
  reconcileReplicaSet(past(world, createdAt), set)
}

export function buildPod(world: World, service: Service): void {
  const since = world.clock.now() - Math.floor(world.random.between(20, 600)) * minute
  const usual = templateOf(service, service.tag)
  const { metadata, spec } = service.trouble === 'unschedulable' ? hungry(usual) : usual
  const status = { phase: 'Pending', qosClass: 'Burstable' } as const
  const own = { ...workloadMetadata(world, service, since), labels: metadata.labels }
  addPod(world, { apiVersion: 'v1', kind: 'Pod', metadata: own, spec, status }, 'running', since)
}
