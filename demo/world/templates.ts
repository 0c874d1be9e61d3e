import { withPodDefaults } from '@/demo/api/defaults'
import type { Container, PodTemplate, Probe } from '@/demo/store/objects'
import type { Service } from './catalogue'

const registry = 'registry.shop.example'

export const imageOf = (namespace: string, name: string, tag: string): string =>
  `${registry}/${namespace}/${name}:${tag}`

const sizes = [
  { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } },
  { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
  { requests: { cpu: '250m', memory: '256Mi' }, limits: { cpu: '1', memory: '512Mi' } },
  { requests: { cpu: '100m', memory: '512Mi' }, limits: { cpu: '500m', memory: '1Gi' } },
]

/** Of what keeps data. */
const stateful = { requests: { cpu: '500m', memory: '2Gi' }, limits: { memory: '4Gi' } }

export const isBatch = ({ kind }: Pick<Service, 'kind'>): boolean => kind === 'Job' || kind === 'CronJob'

/** Whether others reach it through a Service. */
export const serves = (service: Service): boolean =>
  !service.worker && service.kind !== 'Pod' && service.kind !== 'DaemonSet' && !isBatch(service)

export const configName = ({ name }: Pick<Service, 'name'>): string => `${name}-config`
export const credentialsName = ({ name }: Pick<Service, 'name'>): string => `${name}-credentials`

/** The template of a service's pods at one version. */
export function templateOf(service: Service, tag: string): PodTemplate {
  const { namespace, name, kind, volume, priority } = service
  const extras = (service.extras ?? []).map((extra) => (extra === 'init' ? migration(service, tag) : proxy))
  const isCritical = kind === 'DaemonSet' || namespace === 'kube-system'
  const priorityClassName = isCritical ? 'system-cluster-critical' : priority
  return {
    metadata: {
      labels: {
        app: name,
        'app.kubernetes.io/name': name,
        'app.kubernetes.io/version': tag,
        team: namespace,
      },
    },
    spec: withPodDefaults({
      containers: [containerOf(service, tag)],
      ...(extras.length > 0 ? { initContainers: extras } : {}),
      restartPolicy: isBatch(service) ? 'Never' : 'Always',
      serviceAccountName: name,
      serviceAccount: name,
      ...(kind === 'DaemonSet' ? { hostNetwork: true } : {}),
      ...(volume === undefined && service.host === undefined ? {} : { terminationGracePeriodSeconds: 45 }),
      ...(priorityClassName === undefined ? {} : { priorityClassName }),
      ...(kind === 'DaemonSet' ? { tolerations: [{ operator: 'Exists' }] } : {}),
    }),
  }
}

export const priorities = {
  'system-node-critical': 2_000_001_000,
  'system-cluster-critical': 2_000_000_000,
  'shop-critical': 100_000,
  'shop-batch': 100,
} as const

function containerOf(service: Service, tag: string): Container {
  const { namespace, name, kind, needs = [], volume, host } = service
  const own = kind === 'DaemonSet' ? 0 : (name.length + service.weight) % sizes.length
  const envFrom = needs.map((need) =>
    need === 'config'
      ? { configMapRef: { name: configName(service) } }
      : { secretRef: { name: credentialsName(service) } },
  )
  return {
    name,
    image: imageOf(namespace, name, tag),
    ...(service.worker ? {} : { ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }] }),
    env: [{ name: 'TEAM', value: namespace }],
    ...(envFrom.length > 0 ? { envFrom } : {}),
    resources: volume === undefined ? (sizes[own] ?? {}) : stateful,
    ...(isBatch(service) ? {} : probesOf(service)),
    // Ingresses and proxies need a moment to learn that it goes.
    ...(host === undefined ? {} : { lifecycle: { preStop: { sleep: { seconds: 5 } } } }),
    ...(volume === undefined ? {} : { volumeMounts: [{ name: 'data', mountPath: '/var/lib/data' }] }),
  }
}

const probe = (path: string, periodSeconds: number, failureThreshold: number): Probe => ({
  httpGet: { path, port: 'http', scheme: 'HTTP' },
  timeoutSeconds: 1,
  periodSeconds,
  successThreshold: 1,
  failureThreshold,
})

function probesOf(service: Service): Partial<Container> {
  if (service.worker) return {}
  const isWatched = serves(service) && service.volume === undefined
  return {
    ...(service.slow ? { startupProbe: probe('/healthz', 5, 24) } : {}),
    ...(isWatched ? { livenessProbe: probe('/healthz', 10, 3) } : {}),
    readinessProbe: probe('/ready', service.host === undefined ? 10 : 5, 3),
  }
}

const migration = ({ namespace, name }: Service, tag: string): Container => ({
  name: 'migrate',
  image: imageOf(namespace, `${name}-migrate`, tag),
  resources: {},
})

const proxy: Container = {
  name: 'proxy',
  image: imageOf('platform', 'envoy', '1.36.0'),
  restartPolicy: 'Always',
  resources: { requests: { cpu: '20m', memory: '40Mi' } },
}
