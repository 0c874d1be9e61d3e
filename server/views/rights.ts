import { resourceName } from '@/lib/kube/kind'
import type { FreshnessByType, Problem } from '@/lib/live/freshness'
import { findDifference } from '@/server/access/rights/comparison'
import { createReviews } from '@/server/access/rights/reviews'
import { type OpenRights, openRights } from '@/server/access/rights/rights'
import { createTransports, type Transports } from '@/server/access/rights/transports'
import type { Cluster } from '@/server/kube/cluster'
import type { Context } from '@/server/kube/contexts'
import { type Frame, rank } from '@/server/live/frame'
import type { FreshnessSource } from '@/server/live/selection'
import { type ClusterStores, tables } from './tables'

export interface ViewersOfCluster {
  readonly rights: OpenRights
  /** The ways to the API server as each of them. */
  readonly transports: Transports
  close(): void
}

/** Who may see and do what in a cluster, from its own RBAC objects, and the ways to its API server as viewers. */
export function openViewers(
  context: Context,
  deputy: Context | undefined,
  cluster: Cluster & { readonly stores: ClusterStores },
  freshness: FreshnessSource,
  frame: Frame,
): ViewersOfCluster {
  const closed = new AbortController()
  const transports = createTransports(context, deputy, cluster.transport)
  const namespaces = () =>
    [...cluster.stores.namespaces.objects.values()].flatMap(({ metadata }) => metadata?.name ?? [])
  const rights = openRights({
    stores: cluster.stores,
    reading: () => readingOf(freshness.read()),
    task: (run) => frame.task(rank.rights, run),
    reviews: (onChange) => createReviews(transports, namespaces, onChange),
    compare: (compared) => findDifference(compared, namespaces(), cluster.transport, transports, closed.signal),
  })
  const ignore = freshness.subscribe(rights.readingChanged)
  return {
    rights,
    transports,
    close() {
      closed.abort()
      ignore()
      rights.close()
      transports.close()
    },
  }
}

const types = [tables.roles, tables.clusterRoles, tables.roleBindings, tables.clusterRoleBindings].map(({ kind }) =>
  resourceName(kind),
)

/** What was read once still holds while the API server is away. Read in some namespaces only, it says too little. */
function readingOf(freshness: FreshnessByType): 'reading' | 'read' | Problem {
  for (const type of types) {
    const one = freshness[type]
    if (one === undefined || one.state === 'syncing') return 'reading'
    if (one.coverage !== undefined) return inPart(type)
    if (one.state === 'forbidden' || one.state === 'absent' || one.state === 'broken') return one.problem
  }
  return 'read'
}

function inPart(type: string): Problem {
  return { code: 'in-part', sentence: `${type} may be read in some namespaces only.`, detail: null }
}
