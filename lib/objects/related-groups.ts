import { count } from '@/lib/health/words'
import { healthOfRelated, type RelatedRow } from '@/lib/views/related'
import type { Health } from '@/lib/views/view'
import type { Reference } from './details/reference-detail'

/** One related object as a page tells it. */
export interface RelatedEntry {
  readonly key: string
  readonly kind: string
  readonly name: string
  readonly health: Health | null
  /** A word or two; '' for none. */
  readonly state: string
  readonly words: readonly string[]
  /** What it consists of: the slices of a Service. */
  readonly parts: readonly RelatedEntry[]
}

export interface RelatedGroup {
  readonly title: string
  readonly entries: readonly RelatedEntry[]
}

export interface Around {
  readonly rows: readonly RelatedRow[]
  readonly references: readonly Reference[]
  /** References that are known to be missing, by `Secret/db`, with how they are. */
  readonly missing: ReadonlyMap<string, string>
  /** The pod whose page it is; null on the page of a workload. */
  readonly pod: string | null
}

const titles = {
  Service: 'Services',
  Ingress: 'Ingresses',
  HorizontalPodAutoscaler: 'Autoscaler',
  PodDisruptionBudget: 'Disruption budget',
  NetworkPolicy: 'Network policies',
  PersistentVolumeClaim: 'Claims',
  ConfigMap: 'ConfigMaps',
  Secret: 'Secrets',
  ServiceAccount: 'Runs as',
} as const

/** All that has to do with a workload or a pod, by kind; kinds without any are left out. */
export function groupRelated({ rows, references, missing, pod }: Around): readonly RelatedGroup[] {
  const own = rows.filter((row) => pod === null || row.pod === null || row.pod === pod)
  const slices = Map.groupBy(
    own.filter(({ kind }) => kind === 'EndpointSlice'),
    ({ via }) => via,
  )
  const usesOf = (kind: string, name: string) =>
    references.find((reference) => reference.kind === kind && reference.name === name)?.uses ?? []
  const entries = [
    ...own
      .filter(({ kind }) => kind !== 'EndpointSlice')
      .map((row) =>
        entryOf(row, usesOf(row.kind, row.name), row.kind === 'Service' ? (slices.get(row.name) ?? []) : []),
      ),
    ...references
      .filter(({ kind, name }) => !own.some((row) => row.kind === kind && row.name === name))
      .map((reference) => entryOfReference(reference, missing)),
  ]
  const byKind = Map.groupBy(entries, ({ kind }) => kind)
  return Object.entries(titles).flatMap(([kind, title]) => {
    const those = byKind.get(kind)
    return those === undefined ? [] : [{ title, entries: those.toSorted((a, b) => a.name.localeCompare(b.name, 'en')) }]
  })
}

function entryOf(row: RelatedRow, uses: readonly string[], slices: readonly RelatedRow[]): RelatedEntry {
  const { key, kind, name, words, via, pod } = row
  const parts = slices.map((slice) => entryOf(slice, [], []))
  const only = kind === 'Service' && pod !== null ? [`only ${pod}`] : []
  const to = kind === 'Ingress' && via !== null ? [`to Service ${via}`] : []
  return {
    key,
    kind,
    name,
    health: healthOfRelated(row),
    state: stateOf(row),
    words: [words, ...to, ...only, ...uses].filter(Boolean),
    parts: parts.toSorted((a, b) => a.name.localeCompare(b.name, 'en')),
  }
}

function stateOf({ state, ready, total }: RelatedRow): string {
  if (ready === null || total === null) return state
  return total === 0 ? 'No endpoints' : `${ready} of ${count(total, 'endpoint')} ready`
}

function entryOfReference(reference: Reference, missing: Around['missing']): RelatedEntry {
  const { kind, name, uses, optional } = reference
  const state = missing.get(`${kind}/${name}`)
  return {
    key: `${kind}/${name}`,
    kind,
    name,
    health: state === undefined ? null : 'failed',
    state: state ?? '',
    words: [...uses, ...(optional ? ['optional'] : [])],
    parts: [],
  }
}

/** What pages say there is none of, in the order in which they tell what there is. */
const expected = [
  ['Service', 'services', 'Service'],
  ['Ingress', 'ingresses.networking.k8s.io', 'Ingress'],
  ['HorizontalPodAutoscaler', 'horizontalpodautoscalers.autoscaling', 'autoscaler'],
  ['PodDisruptionBudget', 'poddisruptionbudgets.policy', 'disruption budget'],
  ['NetworkPolicy', 'networkpolicies.networking.k8s.io', 'network policy'],
] as const

/** `No Service, Ingress or autoscaler.`: of kinds that are read in full; '' when there is one of each. */
export function absenceWords(rows: readonly RelatedRow[], knows: (resource: string) => boolean): string {
  const absent = expected.flatMap(([kind, resource, noun]) =>
    knows(resource) && !rows.some((row) => row.kind === kind) ? [noun] : [],
  )
  const last = absent.at(-1)
  if (last === undefined) return ''
  return absent.length === 1 ? `No ${last}.` : `No ${absent.slice(0, -1).join(', ')} or ${last}.`
}
