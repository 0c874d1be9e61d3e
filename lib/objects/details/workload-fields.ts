import type { ObjectOf } from '@/lib/kube/fields'
import {
  conditions,
  int,
  intOrString,
  labelSelector,
  message,
  messages,
  metadata,
  optionalBool,
  optionalInt,
  text,
  time,
} from './json-fields'
import { podSpec } from './pod-fields'

const strategy = message({
  type: text,
  rollingUpdate: message({ maxSurge: intOrString, maxUnavailable: intOrString, partition: optionalInt }),
})

const template = message({ spec: message(podSpec) })

const jobSpec = {
  completions: optionalInt,
  parallelism: optionalInt,
  backoffLimit: optionalInt,
  activeDeadlineSeconds: optionalInt,
  ttlSecondsAfterFinished: optionalInt,
  completionMode: text,
  template,
}

/** Of any workload: the fields of all kinds, of which each has its own. */
export const specFields = {
  ...jobSpec,
  replicas: optionalInt,
  selector: labelSelector,
  strategy,
  updateStrategy: strategy,
  minReadySeconds: int,
  progressDeadlineSeconds: optionalInt,
  revisionHistoryLimit: optionalInt,
  paused: optionalBool,
  suspend: optionalBool,
  serviceName: text,
  podManagementPolicy: text,
  volumeClaimTemplates: messages({ metadata, spec: message({ storageClassName: text }) }),
  schedule: text,
  timeZone: text,
  concurrencyPolicy: text,
  startingDeadlineSeconds: optionalInt,
  successfulJobsHistoryLimit: optionalInt,
  failedJobsHistoryLimit: optionalInt,
  jobTemplate: message({ spec: message(jobSpec) }),
}

export const statusFields = {
  conditions,
  replicas: int,
  readyReplicas: int,
  availableReplicas: int,
  updatedReplicas: int,
  terminatingReplicas: int,
  currentNumberScheduled: int,
  desiredNumberScheduled: int,
  numberReady: int,
  numberAvailable: int,
  updatedNumberScheduled: int,
  numberMisscheduled: int,
  currentRevision: text,
  updateRevision: text,
  active: int,
  succeeded: int,
  failed: int,
  startTime: time,
  completionTime: time,
  lastScheduleTime: time,
  lastSuccessfulTime: time,
}

export const workloadFields = { metadata, spec: message(specFields), status: message(statusFields) }

export type Workload = ObjectOf<typeof workloadFields>
export type WorkloadSpec = ObjectOf<typeof specFields>
export type WorkloadStatus = ObjectOf<typeof statusFields>
export type JobSpec = ObjectOf<typeof jobSpec>
