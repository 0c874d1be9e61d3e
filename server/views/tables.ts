import { kinds } from '@/lib/kube/kinds/all'
import type { Stores } from '@/server/kube/cluster'
import { byNode, byOwner } from '@/server/kube/indexes'

/** The types that the views are made of: each is listed and watched once per cluster. */
export const tables = {
  namespaces: { kind: kinds.namespaces, indexes: {} },
  nodes: { kind: kinds.nodes, indexes: {} },
  pods: { kind: kinds.pods, indexes: { owner: byOwner, node: byNode } },
  deployments: { kind: kinds.deployments, indexes: {} },
  replicaSets: { kind: kinds.replicasets, indexes: { owner: byOwner } },
  statefulSets: { kind: kinds.statefulsets, indexes: {} },
  daemonSets: { kind: kinds.daemonsets, indexes: {} },
  jobs: { kind: kinds.jobs, indexes: { owner: byOwner } },
  cronJobs: { kind: kinds.cronjobs, indexes: {} },
}

export type ClusterStores = Stores<typeof tables>
