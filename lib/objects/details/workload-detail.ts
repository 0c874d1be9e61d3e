import type { Health } from '@/lib/views/view'
import type { ConditionDetail, ContainerDetail, Fact, Identity } from './detail'
import type { Reference } from './reference-detail'

export interface WorkloadDetail extends Identity {
  readonly of: 'workload'
  /** How it does, for what the view of workloads has no row of: something owns it. */
  readonly standing: { readonly health: Health; readonly status: string; readonly reason: string | null } | null
  /** How many pods there are of those wanted; empty for a CronJob. */
  readonly counts: readonly { readonly term: string; readonly count: number }[]
  /** How it changes its pods, line by line. */
  readonly strategy: readonly string[]
  /** `app=web,tier in (a,b)`, or null. */
  readonly selector: string | null
  readonly facts: readonly Fact[]
  readonly containers: readonly ContainerDetail[]
  readonly references: readonly Reference[]
  readonly graceMs: number
  readonly conditions: readonly ConditionDetail[]
  /** The newest first; empty where the kind keeps none. */
  readonly revisions: readonly Revision[]
  readonly schedule: Schedule | null
  /** Of a CronJob, the newest first. */
  readonly jobs: readonly JobRun[]
}

export interface Revision {
  /** What its pods' row says under `revision`. */
  readonly hash: string
  /** The number that `kubectl rollout history` shows, or null. */
  readonly number: number | null
  readonly current: boolean
  readonly images: string
  readonly madeAt: number | null
}

export interface Schedule {
  readonly expression: string
  readonly words: string | null
  /** '' is the controller manager's own zone. */
  readonly zone: string
  readonly suspended: boolean
}

export interface JobRun {
  readonly name: string
  readonly health: Health
  readonly word: string
  readonly startedAt: number | null
  readonly ranMs: number | null
}
