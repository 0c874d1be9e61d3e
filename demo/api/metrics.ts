import type { Attributes } from '@/demo/access/attributes'
import type { Clock } from '@/demo/clock'
import type { Collection } from '@/demo/store/collection'
import type { KubeObject, Node, Pod } from '@/demo/store/objects'
import type { Store } from '@/demo/store/store'
import { formatBytes, formatCpu } from '@/demo/tables/quantity'
import { partialOf } from '@/demo/tables/render'
import { parseColumn } from '@/demo/tables/table'
import { scrapeInterval, type Usage, type UsageSample } from '@/demo/world/usage'
import { negotiate } from './negotiation'
import { parseListOptions } from './options'
import { ApiError, methodNotAllowed, noSuchResource, notFound } from './status'

export const metricsGroup = 'metrics.k8s.io'
const apiVersion = `${metricsGroup}/v1beta1`

interface Cluster {
  readonly store: Store
  readonly clock: Clock
  readonly usage: Usage
}

interface Measured {
  readonly at: number
  readonly window: number
  readonly cpu: number
  readonly memory: number
}

interface Request {
  readonly asked: Attributes
  readonly query: URLSearchParams
  readonly accept: string | undefined
}

/** One object of metrics.k8s.io, as lists have it: without its kind. */
interface Told {
  readonly item: Pick<KubeObject, 'metadata'> & { readonly window: string }
  readonly total: Measured
}

const kinds: Readonly<Record<string, string>> = { nodes: 'NodeMetrics', pods: 'PodMetrics' }

/** What metrics-server v0.9 answers: lists and gets of nodes and pods. Throws what it throws. */
export function answerMetrics(cluster: Cluster, { asked, query, accept }: Request): object {
  const { resource, namespace, name, verb, subresource } = asked
  if (!isServed(asked) || subresource !== '') throw noSuchResource()
  if (verb === 'watch') throw notWatched(resource)
  const told =
    resource === 'nodes' ? nodeMetrics(cluster, name, query) : podMetrics(cluster, { namespace, name }, query)
  const asTable = negotiate(accept) === 'table'
  if (verb === 'list') return asTable ? tableOf(told) : listOf(kinds[resource], told)
  if (verb !== 'get') throw methodNotAllowed()
  const [only] = told
  if (only === undefined) throw unmeasured(cluster.store, asked)
  return asTable ? tableOf(told) : { kind: kinds[resource], apiVersion, ...only.item }
}

const isServed = ({ version, resource }: Attributes) =>
  version === 'v1beta1' && (resource === 'nodes' || resource === 'pods')

const notWatched = (kind: string) =>
  new ApiError(405, 'MethodNotAllowed', `watch is not supported on resources of kind "${kind}.${metricsGroup}"`, {
    details: { group: metricsGroup, kind },
  })

function unmeasured({ nodes, pods }: Store, { resource, namespace, name }: Attributes): ApiError {
  if (resource === 'pods' && pods.get(namespace, name) === undefined) return notFound(pods.type, name)
  if (resource === 'nodes' && nodes.get(undefined, name) === undefined)
    return notFound({ ...nodes.type, resource: 'node' }, name)
  const kind = resource === 'pods' ? 'podmetrics' : 'nodemetrics'
  return notFound(
    { ...pods.type, group: metricsGroup, resource: kind },
    resource === 'pods' ? `${namespace}/${name}` : name,
  )
}

/** What a selector and a namespace choose, in the order of the names; one name is looked up, not searched. */
function chosen<T extends KubeObject>(
  store: Store,
  collection: Collection<T>,
  { namespace, name }: Place,
  query: URLSearchParams,
): readonly T[] {
  if (name !== '') {
    const object = collection.get(namespace || undefined, name)
    return object === undefined ? [] : [object]
  }
  const { matches } = parseListOptions({ collection, namespace, name: '', subresource: '' }, query)
  return collection.at(store.version()).filter((object) => matches(object))
}

interface Place {
  readonly namespace: string
  readonly name: string
}

function podMetrics({ store, clock, usage }: Cluster, place: Place, query: URLSearchParams): readonly Told[] {
  return chosen<Pod>(store, store.pods, place, query).flatMap((pod) => {
    const sample = usage.sample(pod)
    if (sample === undefined) return []
    const containers = sample.containers.map(({ name, cpu, memory }) => ({ name, usage: usageText({ cpu, memory }) }))
    const item = { ...headOf(pod, clock, sample), containers }
    return [{ item, total: totalOf(sample) }]
  })
}

function nodeMetrics({ store, clock, usage }: Cluster, name: string, query: URLSearchParams): readonly Told[] {
  const nodes = chosen<Node>(store, store.nodes, { namespace: '', name }, query).filter(isWell)
  const at = clock.now() - (clock.now() % scrapeInterval)
  const totals = new Map(
    nodes.map(({ metadata }) => [metadata.name, { at, window: scrapeInterval, cpu: 0, memory: 0 }]),
  )
  for (const pod of store.pods.values()) {
    const total = totals.get(pod.spec.nodeName ?? '')
    const sample = total && usage.sample(pod)
    if (total === undefined || sample === undefined) continue
    const own = totalOf(sample)
    Object.assign(total, { at: own.at, cpu: total.cpu + own.cpu, memory: total.memory + own.memory })
  }
  return nodes.flatMap((node) => {
    const total = totals.get(node.metadata.name)
    return total ? [{ item: { ...headOf(node, clock, total), usage: usageText(total) }, total }] : []
  })
}

const isWell = ({ status }: Node) => status.conditions.some(({ type, status }) => type === 'Ready' && status === 'True')

const totalOf = ({ at, window, containers }: UsageSample): Measured =>
  containers.reduce((sum, { cpu, memory }) => ({ ...sum, cpu: sum.cpu + cpu, memory: sum.memory + memory }), {
    at,
    window,
    cpu: 0,
    memory: 0,
  })

const usageText = ({ cpu, memory }: { readonly cpu: number; readonly memory: number }) => ({
  cpu: formatCpu(cpu),
  memory: formatBytes(memory),
})

const timeText = (at: number) => new Date(at).toISOString().replace(/\.\d+/, '')

function headOf({ metadata }: KubeObject, clock: Clock, { at, window }: { at: number; window: number }) {
  const { name, namespace, labels } = metadata
  // A measurement is made for the request: it has no identity, and its creation is now.
  const made = { name, namespace, creationTimestamp: timeText(clock.now()), labels } as KubeObject['metadata']
  return { metadata: made, timestamp: timeText(at), window: `${window / 1000}s` }
}

const listOf = (kind: string | undefined, told: readonly Told[]) => ({
  kind: `${kind}List`,
  apiVersion,
  metadata: {},
  items: told.map(({ item }) => item),
})

const usageColumns = ['cpu', 'memory'].map((name) => ({ ...parseColumn(name), format: 'quantity' }))

/** addPodMetricsToTable: without a row there are no columns of usage. */
function tableOf(told: readonly Told[]): object {
  const [name, window] = [parseColumn('Name'), { ...parseColumn('Window'), format: 'duration' }]
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata: {},
    columnDefinitions: [name, ...(told.length > 0 ? usageColumns : []), window],
    rows: told.map(({ item, total }) => {
      const { cpu, memory } = usageText(total)
      return { cells: [item.metadata.name, cpu, memory, item.window], object: partialOf(item) }
    }),
  }
}
