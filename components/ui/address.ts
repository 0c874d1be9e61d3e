import { resourceOfKind } from '@/lib/objects/object-address'

export const pages = ['overview', 'problems', 'workloads', 'pods', 'nodes'] as const
export type Page = (typeof pages)[number]

/** Parameters of an address that are the page's own, not part of the question it asks. */
export const pageParameters: readonly string[] = ['row', 'tab']

/** Where a page of a cluster is. `query` may carry a leading `?`. */
export function pageAddress(cluster: string, page: Page, query = ''): string {
  const path = `/${encodeURIComponent(cluster)}${page === 'overview' ? '' : `/${page}`}`
  const search = query.replace(/^\?/, '')
  return search === '' ? path : `${path}?${search}`
}

/** An object as an address names it; `namespace` is null where its kind has none. */
export interface Named {
  readonly kind: string
  readonly namespace: string | null
  readonly name: string
}

/** Where the page of an object is; undefined for a kind that has none. */
export function objectAddress(cluster: string, { kind, namespace, name }: Named, tab?: string): string | undefined {
  if (kind === 'Secret' && namespace !== null)
    return `/${[cluster, 'secrets', namespace, name].map(encodeURIComponent).join('/')}`
  const resource = resourceOfKind(kind)
  if (resource === undefined) return undefined
  const query = tab === undefined ? '' : `?${new URLSearchParams({ tab })}`
  const path = (page: Page, ...segments: readonly string[]) =>
    `${pageAddress(cluster, page)}/${segments.map(encodeURIComponent).join('/')}${query}`
  if (resource === 'nodes') return path('nodes', name)
  if (resource === 'pods') return path('pods', namespace ?? '', name)
  return path('workloads', namespace ?? '', kind.toLowerCase(), name)
}

/** Where the logs of some pods, or of a workload's, are. */
export function logsAddress(cluster: string, query: Readonly<Record<string, string>>): string {
  return `/${encodeURIComponent(cluster)}/logs?${new URLSearchParams(query)}`
}

/** What a segment of the path says, or the segment itself when it is not validly encoded. */
export function readSegment(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch (error) {
    if (error instanceof URIError) return segment
    throw error
  }
}

/** The part of a page's query that goes along to other pages of the cluster: the chosen namespaces. */
export function scopeOf(query: URLSearchParams): string {
  return new URLSearchParams(query.getAll('namespace').map((name) => ['namespace', name])).toString()
}

/** A query with some parameters replaced; an empty list removes one. Parameters keep a fixed order, so equal views have equal addresses. */
export function editQuery(query: URLSearchParams, edits: Readonly<Record<string, readonly string[]>>): string {
  const edited = new URLSearchParams(query)
  for (const [name, values] of Object.entries(edits)) {
    edited.delete(name)
    for (const value of values) edited.append(name, value)
  }
  edited.sort()
  return edited.toString()
}

/** Puts a query into the address bar. `push` makes a step that Back returns from; without it the current step is rewritten. */
export function writeQuery(query: string, step: 'push' | 'replace'): void {
  const address = query === '' ? window.location.pathname : `${window.location.pathname}?${query}`
  if (address === window.location.pathname + window.location.search) return
  if (step === 'push') window.history.pushState(null, '', address)
  else window.history.replaceState(null, '', address)
}
