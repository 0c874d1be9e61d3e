import type { DaemonSet, DaemonSetSpec, StatefulSet, StatefulSetSpec } from 'kubernetes-types/apps/v1'
import type { PersistentVolumeClaim, PersistentVolumeClaimSpec } from 'kubernetes-types/core/v1'
import type { Manifest } from '@/e2e/cluster/manifest'
import { labelsOf, namespaceManifest, type PodOptions, podTemplate, service } from './workload'

const namespace = 'stateful'

const claimSpec = (storage: string, storageClassName?: string): PersistentVolumeClaimSpec => ({
  accessModes: ['ReadWriteOnce'],
  resources: { requests: { storage } },
  ...(storageClassName ? { storageClassName } : {}),
})

const claim = (name: string, spec: PersistentVolumeClaimSpec): Manifest<PersistentVolumeClaim> => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name, namespace },
  spec,
})

const statefulSet = (
  app: string,
  replicas: number,
  options: PodOptions = {},
  more: Partial<StatefulSetSpec> = {},
): Manifest<StatefulSet> => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: app, namespace, labels: labelsOf(app) },
  spec: {
    serviceName: 'db',
    replicas,
    selector: { matchLabels: { app } },
    template: podTemplate(app, options),
    ...more,
  },
})

const daemonSet = (app: string, options: PodOptions = {}, more: Partial<DaemonSetSpec> = {}): Manifest<DaemonSet> => ({
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  metadata: { name: app, namespace: 'kube-system', labels: labelsOf(app) },
  spec: { selector: { matchLabels: { app } }, template: podTemplate(app, options), ...more },
})

/** StatefulSets (one with volumes, one stuck, one partitioned), claims (one that nobody provisions) and daemons. */
export const statefulObjects: readonly Manifest[] = [
  namespaceManifest(namespace),
  service(namespace, 'db', { clusterIP: 'None', selector: { app: 'db' }, ports: [{ port: 5432 }] }),
  statefulSet('db', 3, {}, { volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: claimSpec('10Gi') }] }),
  statefulSet('stuck-set', 3, { fault: 'crashloop' }),
  statefulSet('partitioned', 4, {}, { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 2 } } }),
  claim('no-class', claimSpec('50Gi', 'fast-nvme')),
  claim('scratch', claimSpec('5Gi')),
  daemonSet('log-agent'),
  daemonSet(
    'memory-pool-agent',
    { spec: { nodeSelector: { 'node-pool': 'memory' } } },
    { updateStrategy: { type: 'OnDelete' } },
  ),
]
