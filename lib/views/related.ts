import { type Health, healthOrder, type Row, type ViewShape } from './view'
import { workloadResources } from './workload-resources'

/** What the related object does to the pods of the workload, in the order in which pages tell it. */
export const relations = ['selects', 'lists', 'routes', 'scales', 'protects', 'restricts', 'stores'] as const
export type Relation = (typeof relations)[number]

/** One object that has to do with a workload: a Service that selects its pods, a budget, a claim that they mount. */
export interface RelatedRow extends Row {
  readonly namespace: string
  /** The workload at the top of its owner chain, as in `Deployment/web`; null where the viewer may not list those. */
  readonly subject: string | null
  readonly relation: Relation
  readonly kind: string
  readonly name: string
  readonly health: Health | null
  /** How it stands, in a word or two: Bound, Held, Allows 1; '' where its kind has no such thing. */
  readonly state: string
  /** What it says, in numbers. */
  readonly words: string
  /** Endpoints of a Service or a slice: how many take work, of how many; null for other kinds, and where they may not be listed. */
  readonly ready: number | null
  readonly total: number | null
  /** The Service by which a slice or a route has to do with the workload; null for other kinds. */
  readonly via: string | null
  /** Of a StatefulSet the only pod that it has to do with; null for all. */
  readonly pod: string | null
}

/** `resource.group` of what may be related to something. */
const primaryByKind = {
  Service: 'services',
  EndpointSlice: 'endpointslices.discovery.k8s.io',
  Ingress: 'ingresses.networking.k8s.io',
  HorizontalPodAutoscaler: 'horizontalpodautoscalers.autoscaling',
  PodDisruptionBudget: 'poddisruptionbudgets.policy',
  NetworkPolicy: 'networkpolicies.networking.k8s.io',
  PersistentVolumeClaim: 'persistentvolumeclaims',
} as const

export type RelatedKind = keyof typeof primaryByKind

export const relatedShape: ViewShape<RelatedRow> = {
  name: 'related',
  namespaceColumn: 'namespace',
  columns: [
    'namespace',
    'subject',
    'relation',
    'kind',
    'name',
    'health',
    'state',
    'words',
    'ready',
    'total',
    'via',
    'pod',
  ],
  facets: ['subject', 'relation', 'kind'],
  searched: ['namespace', 'subject', 'name'],
  orders: { relation: relations, health: healthOrder },
  defaultSort: { column: 'relation', descending: false },
  primary: Object.values(primaryByKind),
  primaryByKind,
  secondary: [
    ...Object.entries(workloadResources).map(([kind, resource]) => ({
      resource,
      columns: ['subject', 'pod'] as const,
      of: ({ subject }: Row) => typeof subject === 'string' && subject.startsWith(`${kind}/`),
    })),
    { resource: 'services', columns: ['subject'], of: ({ via }) => via !== null },
    { resource: 'endpointslices.discovery.k8s.io', columns: ['ready', 'total'], of: ({ kind }) => kind === 'Service' },
  ],
}

/** How a related object does; of endpoints it follows from how many are ready. */
export function healthOfRelated({
  health,
  ready,
  total,
}: Pick<RelatedRow, 'health' | 'ready' | 'total'>): Health | null {
  if (ready === null || total === null) return health
  if (total === 0) return 'paused'
  if (ready === 0) return 'failed'
  return ready < total ? 'degraded' : 'healthy'
}
