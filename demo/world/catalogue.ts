/** How a workload is broken from the start; see build-workloads.ts for what each means. */
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

/** What a service has beside its pods. */
export interface Traits {
  readonly trouble?: Trouble
  /** An init container, a sidecar. */
  readonly extras?: readonly ('init' | 'sidecar')[]
  /** It is released by Argo Rollouts; `routed`: a traffic router sets the canary's share. */
  readonly rollout?: 'canary' | 'routed' | 'blueGreen'
  /** Nobody calls it: it has no Service and no port. */
  readonly worker?: true
  /** The host under which it is reached from outside. */
  readonly host?: string
  /** An autoscaler keeps it at this use of its CPU, in percent. */
  readonly scales?: number
  /** What its PodDisruptionBudget says: `minAvailable: 3`, `maxUnavailable: 25%`. */
  readonly budget?: Readonly<Record<'minAvailable', number> | Record<'maxUnavailable', number | string>>
  /** What its containers take their environment from. */
  readonly needs?: readonly ('config' | 'credentials')[]
  /** It takes long to start. */
  readonly slow?: true
  /** The size of each replica's volume. */
  readonly volume?: string
  readonly priority?: 'shop-critical' | 'shop-batch'
  readonly schedule?: string
}

export interface Service extends Traits {
  readonly namespace: string
  readonly kind: 'Deployment' | 'Rollout' | 'StatefulSet' | 'DaemonSet' | 'Job' | 'CronJob' | 'ReplicaSet' | 'Pod'
  readonly name: string
  /** Its share of the pods, for what can have any number of them. */
  readonly weight: number
  readonly tag: string
}

type Entry = readonly [name: string, weight: number, tag: string, traits?: Traits]

const init = { extras: ['init'] } as const
const sidecar = { extras: ['sidecar'] } as const
const worker = { worker: true, needs: ['config'] } as const
const plain = { needs: ['config'] } as const
const secret = { needs: ['config', 'credentials'] } as const
const routed = { ...sidecar, rollout: 'routed' } as const
const critical = { priority: 'shop-critical' } as const
const quarter = { budget: { maxUnavailable: '25%' } } as const

const scalable: Readonly<Record<string, readonly Entry[]>> = {
  checkout: [
    ['web', 18, '1.8.1', { ...routed, ...plain, ...quarter, trouble: 'image', host: 'www' }],
    ['api', 14, '2.14.0', { ...secret, ...quarter, ...critical, extras: ['init', 'sidecar'] }],
    ['cart-sync', 4, '0.9.3', worker],
  ],
  payments: [
    ['gateway', 14, '5.2.0', { ...routed, ...secret, ...quarter, ...critical, scales: 70 }],
    ['ledger', 8, '3.1.4', { ...init, ...secret, budget: { minAvailable: 1 }, trouble: 'config', slow: true }],
    ['fraud-check', 8, '1.22.0', { ...plain, trouble: 'oom' }],
  ],
  catalog: [
    ['api', 16, '4.0.2', { ...init, ...secret, ...quarter, slow: true, scales: 70 }],
    ['images', 8, '2.3.1', { ...plain, rollout: 'canary', host: 'images' }],
    ['importer', 3, '1.4.0', { ...worker, trouble: 'crash' }],
  ],
  search: [
    ['frontend', 12, '7.1.0', { ...sidecar, ...plain, ...quarter, host: 'search', scales: 65 }],
    ['indexer', 6, '7.1.0', { ...worker, trouble: 'unready' }],
    ['suggest', 6, '1.0.8', { ...plain, scales: 75 }],
  ],
  cart: [
    ['api', 14, '3.3.3', { ...init, ...secret, ...quarter }],
    ['expiry', 3, '1.1.0', worker],
  ],
  accounts: [
    ['login', 12, '6.4.2', { ...routed, ...secret, ...quarter, host: 'login', scales: 70 }],
    ['profile', 8, '2.0.0', { ...init, ...secret, trouble: 'init' }],
    ['mailer', 4, '1.7.5', worker],
  ],
  orders: [
    ['api', 14, '8.0.1', { ...init, ...secret, ...quarter, ...critical, slow: true, scales: 70 }],
    ['saga', 8, '2.2.0', worker],
    ['invoices', 5, '1.3.9', { ...worker, trouble: 'evicted' }],
  ],
  shipping: [
    ['rates', 8, '2.5.0', { ...plain, rollout: 'canary' }],
    ['tracking', 10, '3.0.4', { ...plain, host: 'track' }],
    ['labels', 4, '1.2.2', { ...worker, trouble: 'stuck' }],
  ],
  inventory: [
    ['stock', 12, '4.4.0', { ...init, ...secret, ...quarter, scales: 75 }],
    ['reservations', 8, '2.1.1', secret],
  ],
  pricing: [
    ['engine', 12, '9.2.0', { ...plain, ...quarter, rollout: 'canary', scales: 70 }],
    ['promotions', 6, '1.15.3', plain],
  ],
  recommendations: [
    ['ranker', 10, '0.31.0', { ...plain, rollout: 'canary', trouble: 'unschedulable', slow: true }],
    ['features', 8, '0.12.4', plain],
  ],
  notifications: [
    ['push', 8, '2.8.0', { ...secret, rollout: 'blueGreen' }],
    ['sms', 4, '1.0.2', secret],
    ['email', 8, '3.6.1', { ...secret, scales: 75 }],
  ],
  analytics: [
    ['collector', 12, '1.41.0', { ...sidecar, ...plain, host: 'events', scales: 70 }],
    ['dashboards', 3, '11.2.0', { ...plain, host: 'dashboards' }],
  ],
  platform: [
    ['ingress', 8, '1.13.3', { ...quarter, ...critical }],
    ['feature-flags', 4, '2.0.7', { ...plain, budget: { minAvailable: 1 } }],
    ['docs', 2, '1.0.0', { host: 'docs' }],
    ['prometheus', 1, '3.9.1', critical],
    ['argo-rollouts', 1, '1.9.0', { worker: true }],
    ['cert-manager', 1, '1.20.0', { worker: true }],
    ['external-dns', 1, '0.21.0', { worker: true }],
  ],
  'kube-system': [
    ['coredns', 2, '1.12.4', { budget: { maxUnavailable: 1 } }],
    ['metrics-server', 1, '0.9.0'],
  ],
}

const database = { ...secret, budget: { maxUnavailable: 1 } } as const

type Fixed = readonly [kind: Service['kind'], namespace: string, ...Entry]

const fixed: readonly Fixed[] = [
  ['DaemonSet', 'kube-system', 'kube-proxy', 0, '1.36.3'],
  ['DaemonSet', 'kube-system', 'cilium', 0, '1.18.2', init],
  ['DaemonSet', 'platform', 'node-exporter', 0, '1.10.2'],
  ['StatefulSet', 'payments', 'ledger-db', 3, '17.2', { ...init, ...database, volume: '200Gi' }],
  ['StatefulSet', 'search', 'elastic', 5, '9.1.4', { ...database, volume: '500Gi' }],
  // Its budget allows no pod to go: every drain of their nodes waits for a person.
  ['StatefulSet', 'orders', 'orders-db', 3, '17.2', { ...secret, budget: { minAvailable: 3 }, volume: '200Gi' }],
  ['StatefulSet', 'analytics', 'kafka', 5, '4.1.0', { trouble: 'crash', budget: { maxUnavailable: 1 }, volume: '1Ti' }],
  ['StatefulSet', 'cart', 'redis', 3, '8.2.1', { ...sidecar, budget: { minAvailable: 2 }, volume: '20Gi' }],
  ['ReplicaSet', 'catalog', 'legacy-thumbnailer', 2, '0.4.1', { worker: true }],
  ['Job', 'orders', 'migrate-v42', 1, '42.0.0'],
  ['Job', 'payments', 'reconcile-2026-10', 1, '3.1.4', { trouble: 'failed' }],
  ['Job', 'analytics', 'backfill-2026-11', 1, '1.41.0', { priority: 'shop-batch' }],
  ['CronJob', 'checkout', 'abandoned-carts', 1, '1.0.4', { schedule: '*/2 * * * *' }],
  ['CronJob', 'pricing', 'exchange-rates', 1, '2.0.1', { schedule: '*/5 * * * *' }],
  ['CronJob', 'inventory', 'stock-count', 1, '4.4.0', { schedule: '0,30 * * * *' }],
  ['CronJob', 'analytics', 'daily-report', 1, '1.9.0', { schedule: '0 4 * * *', trouble: 'failed' }],
  ['CronJob', 'accounts', 'purge-inactive', 1, '1.7.5', { schedule: '30 2 * * *', trouble: 'suspended' }],
  ['Pod', 'checkout', 'debug-anna', 1, '1.36.1'],
  ['Pod', 'platform', 'netshoot', 1, '0.14.0'],
  ['Pod', 'recommendations', 'notebook-gpu', 1, '7.4.2', { trouble: 'unschedulable' }],
]

/** Everything at its usual size, the cluster's own first; broken in all the ways that `trouble` says. */
export const troubledShop: readonly Service[] = [
  ...fixed.map(([kind, namespace, name, weight, tag, traits]) => ({ kind, namespace, name, weight, tag, ...traits })),
  ...Object.entries(scalable).flatMap(([namespace, entries]) =>
    entries.map(([name, weight, tag, traits]): Service => {
      // A release that has gone wrong without a story was a plain one.
      const kind = traits?.rollout === undefined || traits.trouble !== undefined ? 'Deployment' : 'Rollout'
      return { kind, namespace, name, weight, tag, ...traits }
    }),
  ),
]

/** What any shop has lying around: a Job that failed last night, a suspended CronJob, a pod that was evicted. */
const residues: readonly (Trouble | undefined)[] = ['failed', 'suspended', 'evicted']

/** The same shop, well but for what lies around. */
export const shop: readonly Service[] = troubledShop.map((service) => {
  const { trouble, ...well } = service
  const kind = well.rollout === undefined ? well.kind : 'Rollout'
  return residues.includes(trouble) ? service : { ...well, kind }
})

export const teams: readonly string[] = Object.keys(scalable).filter((name) => name !== 'kube-system')

export const namespaces: readonly string[] = ['default', 'kube-node-lease', 'kube-public', ...Object.keys(scalable)]
