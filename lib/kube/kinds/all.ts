import { clusterRole } from './clusterrole'
import { clusterRoleBinding } from './clusterrolebinding'
import { cronJob } from './cronjob'
import { daemonSet } from './daemonset'
import { deployment } from './deployment'
import { endpointSlice } from './endpointslice'
import { event } from './event'
import { horizontalPodAutoscaler } from './horizontalpodautoscaler'
import { ingress } from './ingress'
import { job } from './job'
import { namespace } from './namespace'
import { networkPolicy } from './networkpolicy'
import { node } from './node'
import { persistentVolumeClaim } from './persistentvolumeclaim'
import { pod } from './pod'
import { podDisruptionBudget } from './poddisruptionbudget'
import { replicaSet } from './replicaset'
import { resourceQuota } from './resourcequota'
import { role } from './role'
import { roleBinding } from './rolebinding'
import { service } from './service'
import { statefulSet } from './statefulset'

/** Every kind that is read, by its name in paths. */
export const kinds = {
  namespaces: namespace,
  nodes: node,
  pods: pod,
  deployments: deployment,
  replicasets: replicaSet,
  statefulsets: statefulSet,
  daemonsets: daemonSet,
  jobs: job,
  cronjobs: cronJob,
  events: event,
  services: service,
  endpointslices: endpointSlice,
  ingresses: ingress,
  networkpolicies: networkPolicy,
  horizontalpodautoscalers: horizontalPodAutoscaler,
  poddisruptionbudgets: podDisruptionBudget,
  persistentvolumeclaims: persistentVolumeClaim,
  resourcequotas: resourceQuota,
  roles: role,
  rolebindings: roleBinding,
  clusterroles: clusterRole,
  clusterrolebindings: clusterRoleBinding,
} as const
