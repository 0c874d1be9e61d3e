import type { Deployment, DeploymentSpec } from 'kubernetes-types/apps/v1'
import type { Container, PodSpec, PodTemplateSpec, Service, ServiceSpec } from 'kubernetes-types/core/v1'
import { annotations, type PodFault } from '@/e2e/cluster/kwok/annotations'
import type { Manifest } from '@/e2e/cluster/manifest'

/** How the pods of a scenario differ from well ones. */
export interface PodOptions {
  readonly fault?: PodFault
  readonly image?: string
  /** Usage as a quantity; requests are 100m, so 50m is 50 percent. */
  readonly cpu?: string
  readonly memory?: string
  readonly container?: Partial<Container>
  readonly spec?: Partial<PodSpec>
}

export const namespaceManifest = (name: string): Manifest => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name },
})

export const labelsOf = (app: string): Record<string, string> => ({ app, 'app.kubernetes.io/name': app })

export const demoImage = (app: string, version = '1.0.0'): string => `registry.example.com/demo/${app}:${version}`

export const mainContainer = (image: string, more: Partial<Container> = {}): Container => ({
  name: 'main',
  image,
  ports: [{ name: 'http', containerPort: 8080 }],
  resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '500m', memory: '256Mi' } },
  readinessProbe: { httpGet: { path: '/ready', port: 'http' } },
  ...more,
})

export function podTemplate(app: string, options: PodOptions = {}): PodTemplateSpec & { spec: PodSpec } {
  return {
    metadata: {
      labels: labelsOf(app),
      annotations: {
        ...(options.fault ? { [annotations.fault]: options.fault } : {}),
        [annotations.usageCpu]: options.cpu ?? '30m',
        [annotations.usageMemory]: options.memory ?? '48Mi',
      },
    },
    spec: {
      terminationGracePeriodSeconds: 5,
      containers: [mainContainer(options.image ?? demoImage(app), options.container)],
      ...options.spec,
    },
  }
}

export function deployment(
  namespace: string,
  app: string,
  replicas: number,
  options: PodOptions = {},
  more: Partial<DeploymentSpec> = {},
): Manifest<Deployment> {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: app,
      namespace,
      labels: labelsOf(app),
      annotations: { 'kubernetes.io/change-cause': 'first version' },
    },
    spec: { replicas, selector: { matchLabels: { app } }, template: podTemplate(app, options), ...more },
  }
}

export const service = (namespace: string, name: string, spec: ServiceSpec): Manifest<Service> => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace },
  spec,
})
