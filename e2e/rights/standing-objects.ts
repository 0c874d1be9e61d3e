import { collectionPath, type Manifest } from '@/e2e/cluster/manifest'
import type { ApiServer } from './api-server'

/** The namespaces that worlds grant rights in; they outlive the worlds. */
export const homes = ['rights-a', 'rights-b', 'rights-c', 'rights-d'] as const

/** Names of objects that rules may name. */
export const named = ['web', 'stuck', 'alone', 'cache', 'nightly', 'rights-a', '*', '']

/**
 * A handful of everything in each namespace, a share of it broken, so that every view has rows, reasons and problems;
 * no two namespaces hold the same.
 */
export async function ensureStandingObjects(api: ApiServer): Promise<void> {
  for (const [index, namespace] of homes.entries()) {
    await ensure(api, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } })
    await ensure(api, { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'bot', namespace } })
    await Promise.all(objectsOf(namespace, index).map((object) => ensure(api, object)))
  }
}

async function ensure(api: ApiServer, object: Manifest): Promise<void> {
  const { status, body } = await api.ask('POST', collectionPath(object), { body: object })
  if (status >= 300 && status !== 409)
    throw new Error(`${object.kind} ${object.metadata.name} could not be made: ${JSON.stringify(body)}`)
}

function objectsOf(namespace: string, index: number): readonly Manifest[] {
  const make = (apiVersion: string, kind: string, name: string, rest: object): Manifest => {
    const object = { apiVersion, kind, metadata: { name, namespace }, ...rest }
    return object
  }
  return [
    make('apps/v1', 'Deployment', 'web', { spec: { replicas: 1 + index, ...template('web') } }),
    make('apps/v1', 'Deployment', 'stuck', { spec: { replicas: 2, ...template('stuck', nowhere) } }),
    make('apps/v1', 'StatefulSet', 'cache', { spec: { replicas: 1, serviceName: 'cache', ...template('cache') } }),
    make('apps/v1', 'DaemonSet', 'agent', { spec: template('agent', nowhere) }),
    make('apps/v1', 'ReplicaSet', 'loose', { spec: { replicas: 1, ...template('loose') } }),
    make('batch/v1', 'Job', 'once', { spec: { template: { spec: { ...podSpec(nowhere), restartPolicy: 'Never' } } } }),
    make('batch/v1', 'CronJob', 'nightly', {
      spec: {
        schedule: '0 0 1 1 *',
        jobTemplate: { spec: { template: { spec: { ...podSpec(), restartPolicy: 'Never' } } } },
      },
    }),
    make('v1', 'Pod', 'alone', { spec: podSpec(index % 2 === 0 ? nowhere : {}) }),
    ...around(make, namespace, index),
  ]
}

type Make = (apiVersion: string, kind: string, name: string, rest: object) => Manifest

/** What stands around workloads. */
const around = (make: Make, namespace: string, index: number): readonly Manifest[] => [
  make('v1', 'Service', 'web', { spec: { selector: { app: 'web' }, ports: [{ port: 80 }] } }),
  make('v1', 'Service', 'empty', { spec: { selector: { app: 'nobody' }, ports: [{ port: 80 }] } }),
  make('v1', 'PersistentVolumeClaim', 'disk', {
    spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'none', resources: { requests: { storage: '1Gi' } } },
  }),
  make('v1', 'ResourceQuota', 'tight', { spec: { hard: { configmaps: String(1 + index) } } }),
  make('policy/v1', 'PodDisruptionBudget', 'web', {
    spec: { minAvailable: 9, selector: { matchLabels: { app: 'web' } } },
  }),
  make('networking.k8s.io/v1', 'NetworkPolicy', 'web', { spec: { podSelector: { matchLabels: { app: 'web' } } } }),
  make('networking.k8s.io/v1', 'Ingress', 'front', {
    spec: { defaultBackend: { service: { name: index % 2 === 0 ? 'web' : 'gone', port: { number: 80 } } } },
  }),
  make('autoscaling/v2', 'HorizontalPodAutoscaler', 'web', {
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
      minReplicas: 1 + index,
      maxReplicas: 1 + index,
    },
  }),
  make('v1', 'Event', `told-${index}`, {
    involvedObject: { kind: 'Pod', name: 'alone', namespace },
    type: index % 2 === 0 ? 'Warning' : 'Normal',
    reason: 'Told',
    message: `secretive-${index} happened`,
    firstTimestamp: '2026-01-01T00:00:00Z',
    lastTimestamp: '2026-01-01T00:00:00Z',
    count: 1,
    source: { component: 'rights' },
  }),
]

/** No node is like that: the pods stay pending. */
const nowhere = { nodeSelector: { 'rights.quarterdeck.dev/nowhere': 'true' } }

const podSpec = (more: object = {}) => ({
  containers: [
    { name: 'main', image: 'registry.example.com/rights:1', resources: { requests: { cpu: '10m', memory: '8Mi' } } },
  ],
  ...more,
})

const template = (app: string, more: object = {}) => ({
  selector: { matchLabels: { app } },
  template: { metadata: { labels: { app } }, spec: podSpec(more) },
})
