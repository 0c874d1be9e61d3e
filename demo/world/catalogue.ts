/** What the shop runs. `trouble` is how a workload is broken from the start; see build-workloads.ts for what each means. */
export type Trouble =
  | 'crash'
  | 'oom'
  | 'image'
  | 'config'
  | 'unschedulable'
  | 'unready'
  | 'init'
  | 'evicted'
  | 'stuck'
  | 'failed'
  | 'suspended'

export interface Service {
  readonly namespace: string
  readonly kind: 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'Job' | 'CronJob' | 'ReplicaSet' | 'Pod'
  readonly name: string
  /** Its share of the pods, for what can have any number of them. */
  readonly weight: number
  readonly tag: string
  readonly trouble?: Trouble | undefined
  readonly schedule?: string
  /** An init container, a sidecar. */
  readonly extras?: readonly ('init' | 'sidecar')[]
}

type Entry = readonly [
  name: string,
  weight: number,
  tag: string,
  trouble?: Trouble | undefined,
  ...extras: ('init' | 'sidecar')[],
]

const deployments: Readonly<Record<string, readonly Entry[]>> = {
  checkout: [
    ['web', 18, '1.8.1', 'image', 'sidecar'],
    ['api', 14, '2.14.0', undefined, 'init', 'sidecar'],
    ['cart-sync', 4, '0.9.3'],
  ],
  payments: [
    ['gateway', 14, '5.2.0', undefined, 'sidecar'],
    ['ledger', 8, '3.1.4', 'config', 'init'],
    ['fraud-check', 8, '1.22.0', 'oom'],
  ],
  catalog: [
    ['api', 16, '4.0.2', undefined, 'init'],
    ['images', 8, '2.3.1'],
    ['importer', 3, '1.4.0', 'crash'],
  ],
  search: [
    ['frontend', 12, '7.1.0', undefined, 'sidecar'],
    ['indexer', 6, '7.1.0', 'unready'],
    ['suggest', 6, '1.0.8'],
  ],
  cart: [
    ['api', 14, '3.3.3', undefined, 'init'],
    ['expiry', 3, '1.1.0'],
  ],
  accounts: [
    ['login', 12, '6.4.2', undefined, 'sidecar'],
    ['profile', 8, '2.0.0', 'init', 'init'],
    ['mailer', 4, '1.7.5'],
  ],
  orders: [
    ['api', 14, '8.0.1', undefined, 'init'],
    ['saga', 8, '2.2.0'],
    ['invoices', 5, '1.3.9', 'evicted'],
  ],
  shipping: [
    ['rates', 8, '2.5.0'],
    ['tracking', 10, '3.0.4'],
    ['labels', 4, '1.2.2', 'stuck'],
  ],
  inventory: [
    ['stock', 12, '4.4.0', undefined, 'init'],
    ['reservations', 8, '2.1.1'],
  ],
  pricing: [
    ['engine', 12, '9.2.0'],
    ['promotions', 6, '1.15.3'],
  ],
  recommendations: [
    ['ranker', 10, '0.31.0', 'unschedulable'],
    ['features', 8, '0.12.4'],
  ],
  notifications: [
    ['push', 8, '2.8.0'],
    ['sms', 4, '1.0.2'],
    ['email', 8, '3.6.1'],
  ],
  analytics: [
    ['collector', 12, '1.41.0', undefined, 'sidecar'],
    ['dashboards', 3, '11.2.0'],
  ],
  platform: [
    ['ingress', 8, '1.13.3'],
    ['feature-flags', 4, '2.0.7'],
    ['docs', 2, '1.0.0'],
  ],
  'kube-system': [
    ['coredns', 2, '1.12.4'],
    ['metrics-server', 1, '0.9.0'],
  ],
}

const of = (
  kind: Service['kind'],
  namespace: string,
  name: string,
  weight: number,
  tag: string,
  rest: Partial<Service> = {},
): Service => ({
  kind,
  namespace,
  name,
  weight,
  tag,
  ...rest,
})

const others: readonly Service[] = [
  of('DaemonSet', 'kube-system', 'kube-proxy', 0, '1.36.3'),
  of('DaemonSet', 'kube-system', 'cilium', 0, '1.18.2', { extras: ['init'] }),
  of('DaemonSet', 'platform', 'node-exporter', 0, '1.10.2'),
  of('StatefulSet', 'payments', 'ledger-db', 3, '17.2', { extras: ['init'] }),
  of('StatefulSet', 'search', 'elastic', 5, '9.1.4'),
  of('StatefulSet', 'orders', 'orders-db', 3, '17.2'),
  of('StatefulSet', 'analytics', 'kafka', 5, '4.1.0', { trouble: 'crash' }),
  of('StatefulSet', 'cart', 'redis', 3, '8.2.1', { extras: ['sidecar'] }),
  of('ReplicaSet', 'catalog', 'legacy-thumbnailer', 2, '0.4.1'),
  of('Job', 'orders', 'migrate-v42', 1, '42.0.0'),
  of('Job', 'payments', 'reconcile-2026-10', 1, '3.1.4', { trouble: 'failed' }),
  of('Job', 'analytics', 'backfill-2026-11', 1, '1.41.0'),
  of('CronJob', 'checkout', 'abandoned-carts', 1, '1.0.4', { schedule: '*/2 * * * *' }),
  of('CronJob', 'pricing', 'exchange-rates', 1, '2.0.1', { schedule: '*/5 * * * *' }),
  of('CronJob', 'inventory', 'stock-count', 1, '4.4.0', { schedule: '0,30 * * * *' }),
  of('CronJob', 'analytics', 'daily-report', 1, '1.9.0', { schedule: '0 4 * * *', trouble: 'failed' }),
  of('CronJob', 'accounts', 'purge-inactive', 1, '1.7.5', { schedule: '30 2 * * *', trouble: 'suspended' }),
  of('Pod', 'checkout', 'debug-anna', 1, '1.36.1'),
  of('Pod', 'platform', 'netshoot', 1, '0.14.0'),
  of('Pod', 'recommendations', 'notebook-gpu', 1, '7.4.2', { trouble: 'unschedulable' }),
]

/** Everything at its usual size, the cluster's own first. */
export const shop: readonly Service[] = [
  ...others,
  ...Object.entries(deployments).flatMap(([namespace, entries]) =>
    entries.map(([name, weight, tag, trouble, ...extras]) =>
      of('Deployment', namespace, name, weight, tag, { trouble, extras }),
    ),
  ),
]

export const namespaces: readonly string[] = ['default', 'kube-node-lease', 'kube-public', ...Object.keys(deployments)]
