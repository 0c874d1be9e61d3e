import type { Condition, KubeObject, LabelSelector, PodTemplate, TextMap } from './objects'

export interface JobSpec {
  readonly parallelism?: number
  readonly completions?: number
  readonly backoffLimit?: number
  readonly activeDeadlineSeconds?: number
  readonly completionMode?: string
  readonly suspend?: boolean
  readonly ttlSecondsAfterFinished?: number
  readonly selector?: LabelSelector
  readonly template: PodTemplate
  readonly [field: string]: unknown
}

export interface Job extends KubeObject {
  readonly spec: JobSpec
  readonly status: {
    readonly active?: number
    readonly ready?: number
    readonly succeeded?: number
    readonly failed?: number
    readonly terminating?: number
    readonly startTime?: string
    readonly completionTime?: string
    readonly completedIndexes?: string
    readonly uncountedTerminatedPods?: object
    readonly conditions?: readonly Condition[]
  }
}

export interface JobReference {
  readonly apiVersion: string
  readonly kind: string
  readonly namespace?: string | undefined
  readonly name: string
  readonly uid: string
  readonly resourceVersion?: string
}

export interface CronJob extends KubeObject {
  readonly spec: {
    readonly schedule: string
    readonly timeZone?: string
    readonly startingDeadlineSeconds?: number
    readonly suspend?: boolean
    readonly concurrencyPolicy?: string
    readonly successfulJobsHistoryLimit?: number
    readonly failedJobsHistoryLimit?: number
    readonly jobTemplate: {
      readonly metadata?: { readonly labels?: TextMap; readonly annotations?: TextMap }
      readonly spec: JobSpec
    }
  }
  readonly status: {
    readonly active?: readonly JobReference[] | undefined
    readonly lastScheduleTime?: string
    readonly lastSuccessfulTime?: string
  }
}
