import { withPodDefaults } from '@/demo/api/defaults'
import type { Container, PodTemplate } from '@/demo/store/objects'
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

/** The template of a service's pods at one version. */
export function templateOf(service: Service, tag: string): PodTemplate {
  const { namespace, name, kind } = service
  const image = imageOf(namespace, name, tag)
  const own = kind === 'DaemonSet' ? 0 : (name.length + service.weight) % sizes.length
  const app: Container = {
    name,
    image,
    ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
    env: [{ name: 'TEAM', value: namespace }],
    resources: sizes[own] ?? {},
    ...(kind === 'Job' || kind === 'CronJob'
      ? {}
      : {
          readinessProbe: {
            httpGet: { path: '/ready', port: 'http', scheme: 'HTTP' },
            periodSeconds: 10,
            failureThreshold: 3,
          },
        }),
  }
  const init: Container = { name: 'migrate', image: imageOf(namespace, `${name}-migrate`, tag), resources: {} }
  const sidecar: Container = {
    name: 'proxy',
    image: imageOf('platform', 'envoy', '1.36.0'),
    restartPolicy: 'Always',
    resources: { requests: { cpu: '20m', memory: '40Mi' } },
  }
  const extras = (service.extras ?? []).map((extra) => (extra === 'init' ? init : sidecar))
  const isBatch = kind === 'Job' || kind === 'CronJob'
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
      containers: [app],
      ...(extras.length > 0 ? { initContainers: extras } : {}),
      restartPolicy: isBatch ? 'Never' : 'Always',
      serviceAccountName: name,
      ...(kind === 'DaemonSet' ? { hostNetwork: true } : {}),
      tolerations: kind === 'DaemonSet' ? [{ operator: 'Exists' }] : usualTolerations,
    }),
  }
}

const usualTolerations = ['not-ready', 'unreachable'].map((name) => ({
  key: `node.kubernetes.io/${name}`,
  operator: 'Exists' as const,
  effect: 'NoExecute',
  tolerationSeconds: 300,
}))
