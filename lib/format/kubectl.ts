import type { Question } from '@/lib/live/question'
import type { ViewName } from '@/lib/views/shapes'

/** How a view looks from kubectl: which resources, and which of our questions it can put to them. */
interface Listing {
  readonly resources: (question: Question) => string
  readonly namespaced: boolean
  /** Flags that show the columns which the text filter searches. */
  readonly output: string
  /** Whether kubectl prints our column `status`, so that its lines can be searched for it. */
  readonly printsStatus: boolean
  readonly sortKeys: Readonly<Record<string, string>>
  /** Facets that the API selects by a field: one value of each. */
  readonly fields: Readonly<Record<string, string>>
  /** Facets that are labels of the objects. */
  readonly labels: Readonly<Record<string, string>>
}

const created = '.metadata.creationTimestamp'
const name = '.metadata.name'
const namespace = '.metadata.namespace'

const workloads = ['deployments', 'statefulsets', 'daemonsets', 'jobs', 'cronjobs']

const plain = { output: '', printsStatus: false, sortKeys: {}, fields: {}, labels: {} }

const listings: Readonly<Record<ViewName, Listing>> = {
  overview: { ...plain, resources: () => [...workloads, 'pods'].join(','), namespaced: true },
  workloads: {
    ...plain,
    resources: ({ facets }) => (facets.kind?.map((kind) => `${kind.toLowerCase()}s`) ?? workloads).join(','),
    namespaced: true,
    output: '-o wide',
    sortKeys: { name, namespace, kind: '.kind', createdAt: created },
  },
  pods: {
    ...plain,
    resources: () => 'pods',
    namespaced: true,
    output: '-o wide',
    printsStatus: true,
    sortKeys: {
      name,
      namespace,
      node: '.spec.nodeName',
      ip: '.status.podIP',
      restarts: '.status.containerStatuses[0].restartCount',
      createdAt: created,
    },
    fields: { node: 'spec.nodeName' },
  },
  nodes: {
    ...plain,
    resources: () => 'nodes',
    namespaced: false,
    output: '-o wide',
    printsStatus: true,
    sortKeys: { name, version: '.status.nodeInfo.kubeletVersion', createdAt: created },
    labels: { zone: 'topology.kubernetes.io/zone', instanceType: 'node.kubernetes.io/instance-type' },
  },
  namespaces: {
    ...plain,
    resources: ({ namespaces }) => ['namespaces', ...namespaces.map(quote)].join(' '),
    namespaced: false,
    printsStatus: true,
    sortKeys: { name, status: '.status.phase', createdAt: created },
  },
  problems: { ...plain, resources: () => [...workloads, 'pods'].join(','), namespaced: true },
  related: {
    ...plain,
    resources: () => 'services,endpointslices,ingresses,hpa,pdb,networkpolicies,pvc',
    namespaced: true,
  },
  advice: { ...plain, resources: () => workloads.join(','), namespaced: true },
  events: {
    ...plain,
    resources: () => 'events',
    namespaced: true,
    sortKeys: { lastAt: '.lastTimestamp', reason: '.reason', type: '.type' },
    fields: { type: 'type', reason: 'reason' },
  },
}

/**
 * The kubectl command that shows the same, as near as it gets: health, descending order and the window have no counterpart.
 * The text filter, and statuses, become `grep`; several namespaces become several commands.
 */
export function copyAsKubectl(view: ViewName, question: Question): string {
  const listing = listings[view]
  const flags = [
    fieldSelector(listing, question),
    labelSelector(listing, question),
    question.text === '' ? '' : listing.output,
    sortBy(listing, question),
  ].filter(Boolean)
  const filters = [...statusFilter(listing, question), ...textFilter(question)]
  return scopes(listing, question)
    .map((scope) => ['kubectl get', listing.resources(question), ...scope, ...flags].join(' '))
    .map((command) => [command, ...filters].join(' | '))
    .join('\n')
}

function scopes({ namespaced }: Listing, { namespaces }: Question): readonly (readonly string[])[] {
  if (!namespaced) return [[]]
  return namespaces.length === 0 ? [['-A']] : namespaces.map((it) => ['-n', quote(it)])
}

function fieldSelector({ fields }: Listing, { name: asked, facets }: Question): string {
  const picked = Object.entries(fields).flatMap(([facet, path]) => {
    const [pick, ...others] = facets[facet] ?? []
    return pick === undefined || others.length > 0 ? [] : [`${path}=${pick}`]
  })
  const terms = asked === undefined ? picked : [`metadata.name=${asked}`, ...picked]
  return terms.length === 0 ? '' : `--field-selector ${quote(terms.join(','))}`
}

/** One flag for all: kubectl heeds only the last `-l`. */
function labelSelector({ labels }: Listing, { facets }: Question): string {
  const terms = Object.entries(labels).flatMap(([facet, key]) => {
    const picks = facets[facet] ?? []
    if (picks.length === 0 || picks.includes('')) return []
    return [picks.length === 1 ? `${key}=${picks[0]}` : `${key} in (${picks.join(',')})`]
  })
  return terms.length === 0 ? '' : `-l ${quote(terms.join(','))}`
}

function sortBy({ sortKeys }: Listing, { sort }: Question): string {
  const path = sort.descending ? undefined : sortKeys[sort.column]
  return path === undefined ? '' : `--sort-by=${quote(path)}`
}

function statusFilter({ printsStatus }: Listing, { facets }: Question): readonly string[] {
  const picks = facets.status ?? []
  if (!printsStatus || picks.length === 0) return []
  return [`grep -wF ${picks.map((pick) => `-e ${quote(pick)}`).join(' ')}`]
}

/** A line must hold every word, in whatever case. */
function textFilter({ text }: Question): readonly string[] {
  return text
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => `grep -iF ${word.startsWith('-') ? '-e ' : ''}${quote(word)}`)
}

/** As one word of a POSIX shell. */
function quote(word: string): string {
  return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}
