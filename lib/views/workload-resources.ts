import type { WorkloadKind } from './workloads'

/** `resource.group` of every kind of workload. */
export const workloadResources: Readonly<Record<WorkloadKind, string>> = {
  Deployment: 'deployments.apps',
  StatefulSet: 'statefulsets.apps',
  DaemonSet: 'daemonsets.apps',
  Job: 'jobs.batch',
  CronJob: 'cronjobs.batch',
  ReplicaSet: 'replicasets.apps',
  Pod: 'pods',
}
