import type { CronJob } from '@/lib/kube/kinds/cronjob'
import type { DaemonSet } from '@/lib/kube/kinds/daemonset'
import type { Deployment } from '@/lib/kube/kinds/deployment'
import type { Job } from '@/lib/kube/kinds/job'
import type { Pod } from '@/lib/kube/kinds/pod'
import type { ReplicaSet } from '@/lib/kube/kinds/replicaset'
import type { StatefulSet } from '@/lib/kube/kinds/statefulset'
import { isReady } from './pod-conditions'

/** The top of an owner chain, of a kind that we know. */
export type Workload =
  | { readonly kind: 'Deployment'; readonly object: Deployment }
  | { readonly kind: 'ReplicaSet'; readonly object: ReplicaSet }
  | { readonly kind: 'StatefulSet'; readonly object: StatefulSet }
  | { readonly kind: 'DaemonSet'; readonly object: DaemonSet }
  | { readonly kind: 'Job'; readonly object: Job }
  | { readonly kind: 'CronJob'; readonly object: CronJob }
  | { readonly kind: 'Pod'; readonly object: Pod }

export type PodTemplate = NonNullable<NonNullable<Deployment['spec']>['template']>
export type TemplateContainer = NonNullable<PodTemplate['spec']>['containers'][number]

export function templateOf(workload: Workload | undefined): PodTemplate | undefined {
  if (workload === undefined || workload.kind === 'Pod') return undefined
  if (workload.kind === 'CronJob') return workload.object.spec?.jobTemplate?.spec?.template
  return workload.object.spec?.template
}

/** The labels of the pods that it makes, or is. */
export function podLabelsOf(workload: Workload): Readonly<Record<string, string>> {
  if (workload.kind === 'Pod') return workload.object.metadata?.labels ?? {}
  return templateOf(workload)?.metadata?.labels ?? {}
}

/** The container of a template, init containers included. */
export function containerOf(template: PodTemplate | undefined, name: string): TemplateContainer | undefined {
  const spec = template?.spec
  return [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])].find((container) => container.name === name)
}

/** How many replicas are asked for and ready; undefined for what runs to an end. */
export function replicasOf(workload: Workload): { readonly desired: number; readonly ready: number } | undefined {
  switch (workload.kind) {
    case 'Deployment':
    case 'ReplicaSet':
    case 'StatefulSet': {
      const { spec, status } = workload.object
      return { desired: spec?.replicas ?? 1, ready: status?.readyReplicas ?? 0 }
    }
    case 'DaemonSet': {
      const status = workload.object.status
      return { desired: status?.desiredNumberScheduled ?? 0, ready: status?.numberReady ?? 0 }
    }
    case 'Pod':
      return { desired: 1, ready: workload.object.status !== undefined && isReady(workload.object.status) ? 1 : 0 }
    case 'Job':
    case 'CronJob':
      return undefined
  }
}

/** How long a rollout may take before it counts as stuck, ms; workloads without a deadline get a Deployment's default. */
export function patienceOf(workload: Workload | undefined): number {
  const deadline = workload?.kind === 'Deployment' ? workload.object.spec?.progressDeadlineSeconds : undefined
  // The maximum integer means: no deadline (deployment/util/deployment_util.go, HasProgressDeadline).
  return (deadline === undefined || deadline === 2_147_483_647 ? 600 : deadline) * 1000
}
