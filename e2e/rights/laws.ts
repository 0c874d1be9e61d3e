import type { Cell, Row } from './dashboard'
import { resourceOfKind } from './resources'

/**
 * What each view may tell whom, written down once more and apart from the views: of which object a row is, and which
 * cells come from objects of other types.
 */
export interface Law {
  /** The object that the row is of, whose listing decides whether somebody has the row; '' is no namespace. */
  readonly of: (row: Row) => { readonly resource: string; readonly namespace: string }
  readonly from: readonly Source[]
  /** Columns of which values can be picked. */
  readonly facets: readonly [string, ...string[]]
}

export interface Source {
  readonly resource: string
  readonly columns: readonly string[]
  /** Which rows take cells from there; all unless it says so. */
  readonly when?: (row: Row) => boolean
}

const text = (cell: Cell | undefined): string => (typeof cell === 'string' ? cell : '')
const byKind = (row: Row) => ({
  resource: resourceOfKind(text(row['kind'])) ?? 'unknown',
  namespace: text(row['namespace']),
})
const always = (resource: string) => (row: Row) => ({ resource, namespace: text(row['namespace']) })

const isKind =
  (...kinds: readonly string[]) =>
  (row: Row) =>
    kinds.includes(text(row['kind']))
const isAbout =
  (...kinds: readonly string[]) =>
  (row: Row) =>
    kinds.includes(text(row['object']).split('/')[0] ?? '')
const isOwnedBy =
  (...kinds: readonly string[]) =>
  (row: Row) =>
    kinds.includes(text(row['ownerKind']))

const fromPods = ['health', 'reason', 'restarts', 'lastRestartAt']
const workloads = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'ReplicaSet', 'Pod']

export const laws: Readonly<Record<string, Law>> = {
  pods: {
    facets: ['health', 'status', 'node', 'ownerKind', 'ownerName'],
    of: always('pods'),
    from: [
      {
        resource: 'replicasets.apps',
        columns: ['ownerKind', 'ownerName'],
        when: isOwnedBy('ReplicaSet', 'Deployment'),
      },
      { resource: 'jobs.batch', columns: ['ownerKind', 'ownerName'], when: isOwnedBy('Job', 'CronJob') },
    ],
  },
  workloads: {
    facets: ['health', 'kind', 'status'],
    of: byKind,
    from: [
      { resource: 'pods', columns: fromPods, when: (row) => !isKind('CronJob')(row) },
      { resource: 'replicasets.apps', columns: fromPods, when: isKind('Deployment') },
      { resource: 'pods', columns: ['restarts', 'lastRestartAt'], when: isKind('CronJob') },
      { resource: 'jobs.batch', columns: ['restarts', 'lastRestartAt'], when: isKind('CronJob') },
    ],
  },
  nodes: {
    facets: ['health', 'status', 'version'],
    of: () => ({ resource: 'nodes', namespace: '' }),
    from: [{ resource: 'pods', columns: ['pods', 'cpuRequested', 'memoryRequested'] }],
  },
  namespaces: {
    facets: ['health', 'status'],
    of: () => ({ resource: 'namespaces', namespace: '' }),
    from: [
      ...workloads.map((kind) => ({
        resource: resourceOfKind(kind) ?? '',
        columns: ['health', 'workloads', 'workloadsBroken'],
      })),
      { resource: 'pods', columns: ['pods', 'podsBroken'] },
    ],
  },
  events: {
    facets: ['type', 'reason', 'object', 'owner'],
    of: always('events'),
    from: [
      { resource: 'pods', columns: ['owner'], when: isAbout('Pod') },
      { resource: 'replicasets.apps', columns: ['owner'], when: isAbout('Pod', 'ReplicaSet') },
      { resource: 'jobs.batch', columns: ['owner'], when: isAbout('Pod', 'Job') },
    ],
  },
  related: {
    facets: ['subject', 'relation', 'kind'],
    of: byKind,
    from: [
      ...workloads.map((kind) => ({
        resource: resourceOfKind(kind) ?? '',
        columns: ['subject', 'pod'],
        when: (row: Row) => text(row['subject']).startsWith(`${kind}/`),
      })),
      { resource: 'services', columns: ['subject'], when: (row) => row['via'] !== null },
      { resource: 'endpointslices.discovery.k8s.io', columns: ['ready', 'total'], when: isKind('Service') },
    ],
  },
}

/** In which namespace a row's cells from elsewhere lie: of nodes in all of them. */
export const placeOf = (view: string, row: Row): string => text(row[view === 'namespaces' ? 'name' : 'namespace'])
