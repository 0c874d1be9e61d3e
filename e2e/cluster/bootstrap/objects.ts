import { serviceAccounts } from '@/e2e/cluster/identities'
import { volumeProvisioner } from '@/e2e/cluster/kwok/annotations'
import type { Manifest } from '@/e2e/cluster/manifest'
import { machineryRights } from './machinery'
import { ownNamespace, peopleRights } from './people'

const ownAccounts: readonly Manifest[] = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: ownNamespace } },
  ...Object.values(serviceAccounts).map((name) => ({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name, namespace: ownNamespace },
  })),
]

const standardStorage = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: 'standard', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
  provisioner: volumeProvisioner,
  reclaimPolicy: 'Delete',
  volumeBindingMode: 'Immediate',
}

const nginxIngress = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'IngressClass',
  metadata: { name: 'nginx' },
  spec: { controller: 'k8s.io/ingress-nginx' },
}

const businessCritical = {
  apiVersion: 'scheduling.k8s.io/v1',
  kind: 'PriorityClass',
  metadata: { name: 'business-critical' },
  value: 1_000_000,
}

/** What every cluster of ours has before it has workloads; the namespace comes first. */
export const bootstrapObjects: readonly Manifest[] = [
  ...ownAccounts,
  ...machineryRights,
  ...peopleRights,
  standardStorage,
  nginxIngress,
  businessCritical,
]
