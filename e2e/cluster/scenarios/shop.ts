import type { Secret } from 'kubernetes-types/core/v1'
import type { HTTPIngressPath, Ingress, NetworkPolicy, NetworkPolicySpec } from 'kubernetes-types/networking/v1'
import type { PodDisruptionBudget, PodDisruptionBudgetSpec } from 'kubernetes-types/policy/v1'
import type { Manifest } from '@/e2e/cluster/manifest'
import { deployment, namespaceManifest, service } from './workload'

const namespace = 'shop'

const apps = ['web', 'api', 'cart', 'payments'].flatMap((app) => [
  deployment(namespace, app, 3),
  service(namespace, app, { selector: { app }, ports: [{ name: 'http', port: 80, targetPort: 'http' }] }),
])

const publicService = service(namespace, 'public', {
  type: 'LoadBalancer',
  selector: { app: 'web' },
  ports: [{ name: 'https', port: 443, targetPort: 'http' }],
})

const path = (prefix: string, name: string, port: { name: string } | { number: number }): HTTPIngressPath => ({
  path: prefix,
  pathType: 'Prefix',
  backend: { service: { name, port } },
})

const ingress: Manifest<Ingress> = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'shop', namespace },
  spec: {
    ingressClassName: 'nginx',
    tls: [{ hosts: ['shop.example.com'], secretName: 'shop-tls' }],
    rules: [
      {
        host: 'shop.example.com',
        http: {
          paths: [
            path('/', 'web', { name: 'http' }),
            path('/api', 'api', { number: 80 }),
            path('/gone', 'deleted-service', { number: 80 }),
          ],
        },
      },
    ],
  },
}

const networkPolicy = (name: string, spec: NetworkPolicySpec): Manifest<NetworkPolicy> => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name, namespace },
  spec,
})

const networkPolicies = [
  networkPolicy('default-deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }),
  networkPolicy('api-from-web', {
    podSelector: { matchLabels: { app: 'api' } },
    ingress: [
      {
        from: [
          { podSelector: { matchLabels: { app: 'web' } } },
          { namespaceSelector: { matchLabels: { tier: 'gold' } } },
        ],
        ports: [{ port: 8080 }],
      },
    ],
  }),
  networkPolicy('payments-egress', {
    podSelector: { matchLabels: { app: 'payments' } },
    policyTypes: ['Egress'],
    egress: [{ to: [{ ipBlock: { cidr: '192.0.2.0/24', except: ['192.0.2.128/25'] } }], ports: [{ port: 443 }] }],
  }),
]

const budget = (name: string, app: string, spec: PodDisruptionBudgetSpec): Manifest<PodDisruptionBudget> => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name, namespace },
  spec: { selector: { matchLabels: { app } }, ...spec },
})

const budgets = [
  budget('web', 'web', { minAvailable: 2 }),
  budget('payments-blocking', 'payments', { maxUnavailable: 0 }),
  budget('api-percent', 'api', { minAvailable: '50%' }),
  budget('orphan-budget', 'nothing-here', { minAvailable: 1 }),
]

const certificate: Manifest<Secret> = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'shop-tls', namespace },
  type: 'Opaque',
  stringData: { 'tls.key': 'CANARY-SECRET-shop-tls-a81c' },
}

/** Services that are well, with what stands before them and protects them; some of it points nowhere. */
export const shopObjects: readonly Manifest[] = [
  namespaceManifest(namespace),
  ...apps,
  service(namespace, 'orphan', { selector: { app: 'nothing-here' }, ports: [{ port: 80 }] }),
  publicService,
  ingress,
  ...networkPolicies,
  ...budgets,
  certificate,
]
