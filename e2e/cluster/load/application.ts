import type { Deployment, ReplicaSet } from 'kubernetes-types/apps/v1'
import type { PodSpec, PodTemplateSpec } from 'kubernetes-types/core/v1'
import { seededHex } from '@/e2e/cluster/identifiers'
import { annotations } from '@/e2e/cluster/kwok/annotations'
import type { Manifest } from '@/e2e/cluster/manifest'
import { brokenState, type PodState } from './pod-state'
import { teamName } from './teams'

/** One Deployment of the load, with all that follows from its number. */
export interface Application {
  readonly index: number
  readonly namespace: string
  readonly name: string
  /** The pod template's hash. */
  readonly hash: string
  readonly replicas: number
  /** Undefined when all its pods are well. */
  readonly broken: PodState | undefined
}

/** Spreads the pods evenly; the first applications get what remains. */
export function applications(pods: number, deployments: number, namespaces: number): readonly Application[] {
  const count = Math.min(deployments, pods)
  return Array.from({ length: count }, (_, index) => {
    const name = `app-${String(index).padStart(3, '0')}`
    return {
      index,
      namespace: teamName(index % namespaces),
      name,
      hash: seededHex(name, 10),
      replicas: Math.floor(pods / count) + (index < pods % count ? 1 : 0),
      broken: brokenState(index),
    }
  })
}

export const replicaSetName = ({ name, hash }: Application): string => `${name}-${hash}`

export function deploymentManifest(app: Application): Manifest<Deployment> {
  const { name, namespace } = app
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name,
      namespace,
      labels: { app: name, team: namespace, bulk: 'true' },
      annotations: { 'deployment.kubernetes.io/revision': '1' },
    },
    spec: {
      replicas: app.replicas,
      revisionHistoryLimit: 3,
      selector: { matchLabels: { app: name } },
      template: podTemplate(app, labelsOf(app)),
    },
  }
}

/** As the deployment controller would have made it: it adopts the set without touching a pod. */
export function replicaSetManifest(app: Application, deploymentUid: string): Manifest<ReplicaSet> {
  const { name, namespace, hash, replicas } = app
  const labels = podLabels(app)
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: replicaSetName(app),
      namespace,
      labels,
      annotations: {
        'deployment.kubernetes.io/desired-replicas': `${replicas}`,
        'deployment.kubernetes.io/max-replicas': `${Math.ceil(replicas * 1.25)}`,
        'deployment.kubernetes.io/revision': '1',
      },
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          name,
          uid: deploymentUid,
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
    spec: {
      replicas,
      selector: { matchLabels: { app: name, 'pod-template-hash': hash } },
      template: podTemplate(app, labels),
    },
  }
}

const versionOf = ({ index }: Application): string => `1.42.${index % 30}`

const labelsOf = (app: Application): Record<string, string> => ({
  app: app.name,
  'app.kubernetes.io/name': app.name,
  'app.kubernetes.io/instance': `${app.name}-prod`,
  'app.kubernetes.io/version': versionOf(app),
  'app.kubernetes.io/part-of': `suite-${app.index % 12}`,
  team: app.namespace,
})

/** Pods that the controllers make from it later come up at once; see `startup` for those of the loader. */
function podTemplate(app: Application, labels: Record<string, string>): PodTemplateSpec {
  return {
    metadata: { labels, annotations: { ...podAnnotations(app), [annotations.startup]: 'fast' } },
    spec: podSpec(app),
  }
}

export const podLabels = (app: Application): Record<string, string> => ({
  ...labelsOf(app),
  'pod-template-hash': app.hash,
})

export const podAnnotations = ({ index, name }: Application): Record<string, string> => ({
  'prometheus.io/scrape': 'true',
  'prometheus.io/port': '9090',
  'checksum/config': seededHex(`configuration ${name}`, 64),
  [annotations.usageCpu]: `${10 + ((index * 37) % 160)}m`,
  [annotations.usageMemory]: `${40 + ((index * 53) % 300)}Mi`,
})

export function podSpec(app: Application): PodSpec {
  return {
    serviceAccountName: 'default',
    terminationGracePeriodSeconds: 30,
    containers: [mainContainer(app), proxyContainer],
    volumes: [{ name: 'config', configMap: { name: 'app-config-0' } }],
  }
}

const mainContainer = (app: Application): PodSpec['containers'][number] => ({
  name: 'main',
  image: `registry.example.com/${app.namespace}/${app.name}:${versionOf(app)}`,
  args: ['serve', '--config=/etc/app/app.yaml', '--shutdown-delay=5s'],
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'metrics', containerPort: 9090 },
  ],
  env: [
    { name: 'LOG_LEVEL', value: 'info' },
    { name: 'DB_HOST', value: `db.${app.namespace}.svc.cluster.local` },
    { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
    { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'app-secret-0', key: 'token' } } },
    { name: 'FEATURE', valueFrom: { configMapKeyRef: { name: 'app-config-0', key: 'FEATURE' } } },
  ],
  resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '1', memory: '512Mi' } },
  livenessProbe: { httpGet: { path: '/healthz', port: 'http' }, periodSeconds: 10 },
  readinessProbe: { httpGet: { path: '/ready', port: 'http' }, periodSeconds: 5 },
  volumeMounts: [{ name: 'config', mountPath: '/etc/app' }],
})

const proxyContainer: PodSpec['containers'][number] = {
  name: 'proxy',
  image: 'registry.example.com/mesh/proxy:2.1.0',
  args: ['--config', '/etc/proxy.yaml', '--drain-time', '30s'],
  resources: { requests: { cpu: '10m', memory: '32Mi' } },
}
