import { muteAnnotation } from '@/lib/kube/kinds/metadata'
import { controllerOf } from '@/lib/kube/owners'
import { adviseImages } from './advice/images'
import { adviseProbes } from './advice/probes'
import { adviseReplicas } from './advice/replicas'
import { adviseResources } from './advice/resources'
import { adviseShutdown } from './advice/shutdown'
import type { Surroundings } from './surroundings'
import { replicasOf, type Workload } from './workload'

export const adviceTitles = {
  'no-readiness-probe': 'No readiness probe',
  'liveness-equals-readiness': 'Liveness equals readiness',
  'no-requests': 'No requests',
  'memory-limit-without-request': 'Memory limit without request',
  'single-replica': 'Single replica',
  'single-replica-with-budget': 'Single replica behind a budget',
  'one-node': 'All on one node',
  'one-zone': 'All in one zone',
  'latest-tag': 'Image tag moves',
  'no-pre-stop': 'No preStop',
  'short-grace': 'Grace too short',
  'hpa-without-requests': 'Autoscaler without requests',
  'probe-slower-than-grace': 'Probe slower than the grace',
} as const

export type AdviceCode = keyof typeof adviceTitles

/** A quiet remark about how a workload's health is set up; never a fault. */
export interface Advice {
  readonly code: AdviceCode
  /** What is so. */
  readonly sentence: string
  /** What it leads to. */
  readonly why: string
  /** The field to change: `spec.template.spec.containers[main].readinessProbe`. */
  readonly field: string
  /** The owners of the workload do not want to hear it. */
  readonly muted: boolean
}

export type AdviceSurroundings = Pick<
  Surroundings,
  'servicesSelecting' | 'budgetsSelecting' | 'autoscalersOf' | 'podsOf' | 'node'
>

export type Remark = Omit<Advice, 'muted'>

/** Advice about workloads that should serve; what runs to an end, a bare pod or a workload at zero is left alone. */
export function adviseOn(workload: Workload, around: AdviceSurroundings): readonly Advice[] {
  const { kind, object } = workload
  if (kind === 'Job' || kind === 'CronJob' || kind === 'Pod' || object.metadata?.deletionTimestamp !== undefined)
    return []
  if (replicasOf(workload)?.desired === 0) return []
  // A ReplicaSet's template is its owner's: changed here, it would not last.
  if (kind === 'ReplicaSet' && controllerOf(object) !== undefined) return []
  const muted = mutedCodes(object.metadata?.annotations[muteAnnotation] ?? '')
  return [
    ...adviseProbes(workload, around),
    ...adviseShutdown(workload, around),
    ...adviseResources(workload, around),
    ...adviseImages(workload),
    ...adviseReplicas(workload, around),
  ].map((remark) => ({ ...remark, muted: muted.has(remark.code) }))
}

/** `no-requests, latest-tag`: codes that nobody knows mute nothing. */
function mutedCodes(text: string): ReadonlySet<string> {
  return new Set(text.split(',').map((code) => code.trim()))
}
