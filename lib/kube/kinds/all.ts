import { cronJob } from './cronjob'
import { daemonSet } from './daemonset'
import { deployment } from './deployment'
import { job } from './job'
import { namespace } from './namespace'
import { node } from './node'
import { pod } from './pod'
import { replicaSet } from './replicaset'
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
} as const
