import { kinds } from '@/lib/kube/kinds/all'
import { type EndpointSlice, serviceNameLabel } from '@/lib/kube/kinds/endpointslice'
import type { Pod } from '@/lib/kube/kinds/pod'
import { type Stores, table } from '@/server/kube/cluster'
import { byAbout, byNamespace, byNode, byOwner, byPlace, placeKey } from '@/server/kube/indexes'

/** Slices by the Service whose endpoints they hold. */
const byService = ({ metadata }: EndpointSlice): string | undefined => {
  const name = metadata?.labels[serviceNameLabel]
  return name === undefined ? undefined : placeKey(metadata?.namespace ?? '', name)
}

/** Pods that no node has taken yet. */
const byUnbound = ({ spec }: Pod): string | undefined => ((spec?.nodeName ?? '') === '' ? 'yes' : undefined)

/** The types that views and rights are made of: each is listed and watched once per cluster. */
export const tables = {
  namespaces: table(kinds.namespaces, {}),
  nodes: table(kinds.nodes, { place: byPlace }),
  pods: table(kinds.pods, { owner: byOwner, node: byNode, unbound: byUnbound, namespace: byNamespace }),
  deployments: table(kinds.deployments, { namespace: byNamespace }),
  replicaSets: table(kinds.replicasets, { owner: byOwner, namespace: byNamespace }),
  statefulSets: table(kinds.statefulsets, { namespace: byNamespace }),
  daemonSets: table(kinds.daemonsets, { namespace: byNamespace }),
  jobs: table(kinds.jobs, { owner: byOwner, namespace: byNamespace }),
  cronJobs: table(kinds.cronjobs, { namespace: byNamespace }),
  events: table(kinds.events, { about: byAbout }),
  services: table(kinds.services, { namespace: byNamespace, place: byPlace }),
  endpointSlices: table(kinds.endpointslices, { service: byService }),
  ingresses: table(kinds.ingresses, { namespace: byNamespace }),
  networkPolicies: table(kinds.networkpolicies, { namespace: byNamespace }),
  autoscalers: table(kinds.horizontalpodautoscalers, { namespace: byNamespace }),
  budgets: table(kinds.poddisruptionbudgets, { namespace: byNamespace }),
  quotas: table(kinds.resourcequotas, {}),
  claims: table(kinds.persistentvolumeclaims, { namespace: byNamespace, place: byPlace }),
  roles: table(kinds.roles, {}),
  clusterRoles: table(kinds.clusterroles, {}),
  roleBindings: table(kinds.rolebindings, {}),
  clusterRoleBindings: table(kinds.clusterrolebindings, {}),
}

export type ClusterStores = Stores<typeof tables>
