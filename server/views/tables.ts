import { kinds } from '@/lib/kube/kinds/all'
import { type Stores, table } from '@/server/kube/cluster'
import { byNode, byOwner } from '@/server/kube/indexes'

/** The types that the views are made of: each is listed and watched once per cluster. */
export const tables = {
  namespaces: table(kinds.namespaces, {}),
  nodes: table(kinds.nodes, {}),
  pods: table(kinds.pods, { owner: byOwner, node: byNode }),
  deployments: table(kinds.deployments, {}),
  replicaSets: table(kinds.replicasets, { owner: byOwner }),
  statefulSets: table(kinds.statefulsets, {}),
  daemonSets: table(kinds.daemonsets, {}),
  jobs: table(kinds.jobs, { owner: byOwner }),
  cronJobs: table(kinds.cronjobs, {}),
}

export type ClusterStores = Stores<typeof tables>
