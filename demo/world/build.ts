import { frozenClock, toTimestamp } from '@/demo/clock'
import { newPod } from '@/demo/controllers/pods'
import { controllerOf, type Namespace, type Node } from '@/demo/store/objects'
import { buildBatch } from './build-batch'
import { buildWorkload } from './build-workloads'
import { namespaces } from './catalogue'
import { addPod } from './looks'
import { createNodes } from './nodes'
import { planShop, staticPods } from './plan'
import { templateOf } from './templates'
import type { World } from './world'

const day = 86_400_000

/** Fills the store with the shop as it stands now: settled, so that no controller finds anything to do. */
export function buildWorld(world: World, size: { pods: number; nodes: number }): void {
  const { store, clock, random } = world
  const now = clock.now()
  for (const name of namespaces) store.namespaces.create(newNamespace(name, now - 200 * day, random.uuid()))
  for (const node of createNodes(size.nodes, size.pods, now, random.fork('nodes'))) store.nodes.create(node)
  const planned = planShop(size.pods, size.nodes)
  if (planned.length > 0) for (const node of store.nodes.values()) addStaticPods(world, node)
  for (const { service, pods } of planned) {
    if (service.kind === 'Job' || service.kind === 'CronJob') buildBatch(world, service)
    else buildWorkload(world, service, pods)
  }
  store.compact()
}

function newNamespace(name: string, at: number, uid: string): Namespace {
  const isShops = !name.startsWith('kube-') && name !== 'default'
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      uid,
      resourceVersion: '',
      creationTimestamp: toTimestamp(at),
      labels: { 'kubernetes.io/metadata.name': name, ...(isShops ? { team: name } : {}) },
    },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  }
}

/** The mirror pods of a control-plane node, owned by the Node. */
function addStaticPods(world: World, node: Node): void {
  const labels = node.metadata.labels ?? {}
  if (!('node-role.kubernetes.io/control-plane' in labels)) return
  const at = Date.parse(node.metadata.creationTimestamp)
  const past = { ...world, clock: frozenClock(at) }
  for (const name of staticPods) {
    const template = templateOf(
      { namespace: 'kube-system', kind: 'DaemonSet', name, weight: 0, tag: '1.36.3' },
      '1.36.3',
    )
    const pod = newPod(past, node, template, {
      name: `${name}-${node.metadata.name}`,
      labels: { tier: 'control-plane' },
    })
    const metadata = {
      ...pod.metadata,
      namespace: 'kube-system',
      generateName: undefined,
      ownerReferences: [controllerOf(node)],
    }
    addPod(world, { ...pod, metadata }, 'running', at, node)
  }
}
