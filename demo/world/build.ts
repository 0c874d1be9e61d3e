import { buildAccess } from '@/demo/access/build-access'
import { mirrorAnnotation } from '@/demo/controllers/admission-rules'
import { newPod } from '@/demo/controllers/pods'
import { safeHash } from '@/demo/random'
import { controllerOf, type Namespace, type Node, type PodSpec } from '@/demo/store/objects'
import { buildAnalysisTemplates } from './build-analysis'
import { buildBatch } from './build-batch'
import { buildRootCertificates } from './build-config'
import { buildDefinitions } from './build-definitions'
import { buildApiService, buildIngressClass } from './build-network'
import { buildPriorityClasses, buildQuotas } from './build-policy'
import { buildStorageClasses } from './build-storage'
import { graphOf } from './build-traffic'
import { buildWorkload } from './build-workloads'
import { namespaces, shop, teams, troubledShop } from './catalogue'
import { addPod } from './looks'
import { createNodes } from './nodes'
import { day, metadataOf, past } from './past'
import { planShop, staticPods } from './plan'
import { isBatch, priorities, templateOf } from './templates'
import type { World } from './world'

export interface WorldSettings {
  readonly pods: number
  readonly nodes: number
  /** Broken in all usual ways from the start; else it is well, and what goes wrong, the story brings. */
  readonly troubled: boolean
  /** Whether anything moves by itself; a world that stands still has no autoscalers. */
  readonly moves: boolean
}

/** Fills the store with the shop as it stands now: settled, so that no controller finds anything to do. */
export function buildWorld(world: World, { pods, nodes, troubled, moves }: WorldSettings): void {
  const { store, clock, random } = world
  const now = clock.now()
  for (const name of namespaces) store.namespaces.create(newNamespace(world, name))
  for (const node of createNodes({ nodes, pods, troubled }, now, random.fork('nodes'))) store.nodes.create(node)
  const planned = planShop(troubled ? troubledShop : shop, pods, nodes)
  const beside: World = { ...world, random: random.fork('cluster') }
  buildPriorityClasses(beside)
  buildStorageClasses(beside)
  buildIngressClass(beside)
  buildDefinitions(beside)
  buildApiService(beside)
  for (const team of teams) buildAnalysisTemplates(beside, team)
  if (planned.length > 0) for (const node of store.nodes.values()) addStaticPods(world, node)
  for (const each of planned) {
    if (isBatch(each.service)) buildBatch(world, each.service)
    else buildWorkload(world, each, moves)
  }
  buildQuotas(beside)
  buildAccess(world)
  buildRootCertificates(world)
  world.traffic.setGraph(graphOf(planned, now))
  store.compact()
}

function newNamespace(world: World, name: string): Namespace {
  const labels = { 'kubernetes.io/metadata.name': name, ...(teams.includes(name) ? { team: name } : {}) }
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: metadataOf(world, world.clock.now() - 200 * day, { name, labels }),
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  }
}

/** The mirror pods of a control-plane node, owned by the Node. */
function addStaticPods(world: World, node: Node): void {
  const labels = node.metadata.labels ?? {}
  if (!('node-role.kubernetes.io/control-plane' in labels)) return
  const at = Date.parse(node.metadata.creationTimestamp)
  for (const name of staticPods) {
    const { metadata, spec } = templateOf(
      { namespace: 'kube-system', kind: 'DaemonSet', name, weight: 0, tag: '1.36.3' },
      '1.36.3',
    )
    const mirror = safeHash(`${name} ${node.metadata.uid}`)
    const pod = newPod(
      past(world, at),
      node,
      { metadata, spec: staticSpec(spec) },
      {
        name: `${name}-${node.metadata.name}`,
        labels: { tier: 'control-plane' },
        annotations: { 'kubernetes.io/config.source': 'file', [mirrorAnnotation]: mirror },
      },
    )
    const own = {
      ...pod.metadata,
      namespace: 'kube-system',
      generateName: undefined,
      ownerReferences: [controllerOf(node)],
    }
    addPod(world, { ...pod, metadata: own }, 'running', at, node)
  }
}

/** A pod from a file on its node has no account. */
const staticSpec = (spec: PodSpec): PodSpec => ({
  ...spec,
  serviceAccountName: undefined,
  serviceAccount: undefined,
  priorityClassName: 'system-node-critical',
  priority: priorities['system-node-critical'],
  preemptionPolicy: 'PreemptLowerPriority',
  enableServiceLinks: true,
})
