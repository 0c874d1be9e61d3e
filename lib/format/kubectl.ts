import type { Question } from '@/lib/live/question'
import type { ViewName } from '@/lib/views/shapes'

/** How a view looks from kubectl: which resources, and which of our questions it can put to them. */
interface Listing {
  readonly resources: (question: Question) => string
  readonly namespaced: boolean
  /** Flags that show the columns which the text filter searches. */
  readonly output: string
  readonly sortKeys: Readonly<Record<string, string>>
  /** Facets of which kubectl can select one value, or any of several. */
  readonly selectors: Readonly<Record<string, (picks: readonly string[]) => string | undefined>>
  /** Whether kubectl prints our column `status`, so that its lines can be searched for it. */
  readonly printsStatus: boolean
}

const created = '.metadata.creationTimestamp'
const name = '.metadata.name'

const field = (path: string) => (picks: readonly string[]) =>
  picks.length === 1 ? `--field-selector ${quote(`${path}=${picks[0]}`)}` : undefined


const workloads = ['deployments', 'statefulsets', 'daemonsets', 'jobs', 'cronjobs']

const listings: Readonly<Record<ViewName, Listing>> = {
  overview: {
    resources: () => [...workloads, 'pods'].join(','),
    printsStatus: false,
    namespaced: true,
    output: '',
    sortKeys: {},
    selectors: {},
  },
  workloads: {
    resources: ({ facets }) => (facets.kind?.map((kind) => `${kind.toLowerCase()}s`) ?? workloads).join(','),
    printsStatus: false,
    namespaced: true,
    output: '-o wide',
    sortKeys: { name, namespace: '.metadata.namespace', kind: '.kind', createdAt: created },
    // The kinds are the resources themselves.
    selectors: { kind: () => '' },
  },
  pods: {
    resources: () => 'pods',
    printsStatus: true,
    namespaced: true,
    output: '-o wide',
    sortKeys: {
      name,
      namespace: '.metadata.namespace',
      node: '.spec.nodeName',
      ip: '.status.podIP',
      restarts: '.status.containerStatuses[0].restartCount',
      createdAt: created,
    },
    selectors: { node: field('spec.nodeName') },
  },
  nodes: {
    resources: () => 'nodes',
    printsStatus: true,
    namespaced: false,
    output: '-o wide',
    sortKeys: { name, version: '.status.nodeInfo.kubeletVersion', createdAt: created },
    selectors: {
      zone: label('topology.kubernetes.io/zone'),
      instanceType: label('node.kubernetes.io/instance-type'),
    },
  },
  namespaces: {
    resources: ({ namespaces }) => ['namespaces', ...namespaces].join(' '),
    printsStatus: true,
    namespaced: false,
    output: '',
    sortKeys: { name, status: '.status.phase', createdAt: created },
    selectors: { status: field('status.phase') },
  },
}

/**
 * The kubectl command that shows the same, as near as it gets: health, descending order and the window have no counterpart.
 * The text filter, and statuses that kubectl only prints, become `grep`; several namespaces become several commands.
 */
export function copyAsKubectl(view: ViewName, question: Question): string {
  const listing = listings[view]
  const selectors = Object.entries(listing.selectors).flatMap(([facet, select]) => {
    const picks = question.facets[facet] ?? []
    return picks.length === 0 ? [] : [select(picks) ?? '']
  })
  const command = ['kubectl get', listing.resources(question)]
  const flags = [...selectors, output(listing, question), sortBy(listing, question)].filter(Boolean)
  const filters = [...statusFilter(listing, question), ...textFilter(question)]
  return scopes(listing, question)
    .map((scope) => [[...command, ...scope, ...flags].join(' '), ...filters].join(' | '))
    .join('\n')
}

function scopes({ namespaced }: Listing, { namespaces }: Question): readonly (readonly string[])[] {
  if (!namespaced) return [[]]
  return namespaces.length === 0 ? [['-A']] : namespaces.map((namespace) => ['-n', quote(namespace)])
}

const output = (listing: Listing, { text }: Question) => (text === '' ? '' : listing.output)

function sortBy({ sortKeys }: Listing, { sort }: Question): string {
  const path = sort.descending ? undefined : sortKeys[sort.column]
  return path === undefined ? '' : `--sort-by=${quote(path)}`
}

function statusFilter({ printsStatus, selectors }: Listing, { facets }: Question): readonly string[] {
  const picks = facets.status ?? []
  if (!printsStatus || picks.length === 0 || (selectors.status !== undefined && picks.length === 1)) return []
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
