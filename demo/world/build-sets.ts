import { eligibleNodes, podLabels, reconcileDaemonSet } from '@/demo/controllers/daemonset'
import { newPod } from '@/demo/controllers/pods'
import { ensureRevision } from '@/demo/controllers/revisions'
import { ordinalLabels, reconcileStatefulSet } from '@/demo/controllers/statefulset'
import type { Pod, StatefulSet } from '@/demo/store/objects'
import { learn, patchedTag } from './broken'
import { claimTemplateOf } from './build-storage'
import type { Service } from './catalogue'
import { addPod, type Look } from './looks'
import { minute, past, selectorOf, workloadMetadata } from './past'
import { templateOf } from './templates'
import type { World } from './world'

/** With a crash, an update has stopped at the highest ordinal; the others still run the old revision. */
export function buildStatefulSet(world: World, service: Service, replicas: number, createdAt: number): void {
  const { statefulsets } = world.store
  const created = statefulsets.create({
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: workloadMetadata(world, service, createdAt),
    spec: {
      replicas,
      serviceName: service.name,
      podManagementPolicy: 'OrderedReady',
      revisionHistoryLimit: 10,
      selector: selectorOf(service),
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
      template: templateOf(service, service.tag),
      ...(service.volume === undefined ? {} : { volumeClaimTemplates: [claimTemplateOf(service.volume)] }),
    },
    status: { replicas: 0 },
  })
  const crashes = service.trouble === 'crash'
  for (let ordinal = 0; ordinal < (crashes ? replicas - 1 : replicas); ordinal++)
    add(world, created, ordinal, 'running', createdAt)
  if (!crashes) return reconcileStatefulSet(past(world, createdAt), created)
  // What `kubectl rollout undo` goes back to.
  ensureRevision(past(world, createdAt), created)
  const since = world.clock.now() - 50 * minute
  const tag = patchedTag(service.tag)
  learn(world, service, tag)
  const spec = { ...created.spec, template: templateOf(service, tag) }
  const metadata = { ...created.metadata, generation: 2 }
  const status = { replicas, currentRevision: ordinalLabels(created, 0).labels['controller-revision-hash'] ?? '' }
  const updated = statefulsets.update({ ...created, metadata, spec, status }) ?? created
  add(world, updated, replicas - 1, 'crash', since)
  reconcileStatefulSet(past(world, since), updated)
}

function add(world: World, set: StatefulSet, ordinal: number, look: Look, since: number): Pod {
  const pod = newPod(past(world, since), set, set.spec.template, ordinalLabels(set, ordinal))
  return addPod(world, pod, look, since)
}

export function buildDaemonSet(world: World, service: Service, createdAt: number): void {
  const template = templateOf(service, service.tag)
  const set = world.store.daemonsets.create({
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: {
      ...workloadMetadata(world, service, createdAt),
      annotations: { 'deprecated.daemonset.template.generation': '1' },
    },
    spec: {
      selector: selectorOf(service),
      revisionHistoryLimit: 10,
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } },
      template,
    },
    status: { currentNumberScheduled: 0, desiredNumberScheduled: 0, numberMisscheduled: 0, numberReady: 0 },
  })
  for (const node of eligibleNodes(world, set)) {
    const since = Math.max(createdAt, Date.parse(node.metadata.creationTimestamp))
    const isLost = node.spec.taints?.some(({ key }) => key === 'node.kubernetes.io/unreachable')
    addPod(world, newPod(past(world, since), set, template, podLabels(set)), isLost ? 'lost' : 'running', since, node)
  }
  reconcileDaemonSet(past(world, createdAt), set)
}
