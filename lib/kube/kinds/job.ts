import { int, message, optionalBool, optionalInt, text, time } from '@/lib/kube/fields'
import type { Kind, KubeObject } from '@/lib/kube/kind'
import { conditions } from './conditions'
import { metadataOfRun } from './metadata'
import { podTemplate } from './pod-template'

// Numbers: k8s.io/api v0.36 batch/v1/generated.proto.
export const job = {
  group: 'batch',
  version: 'v1',
  kind: 'Job',
  resource: 'jobs',
  namespaced: true,
  fields: {
    metadata: metadataOfRun,
    spec: message(2, {
      parallelism: optionalInt(1),
      completions: optionalInt(2),
      activeDeadlineSeconds: optionalInt(3),
      template: podTemplate(6),
      backoffLimit: optionalInt(7),
      completionMode: text(9),
      suspend: optionalBool(10),
      backoffLimitPerIndex: optionalInt(12),
      maxFailedIndexes: optionalInt(13),
      /** A controller other than `kubernetes.io/job-controller` writes the status then. */
      managedBy: text(15),
    }),
    status: message(3, {
      conditions: conditions(1),
      startTime: time(2),
      completionTime: time(3),
      active: int(4),
      succeeded: int(5),
      failed: int(6),
      ready: optionalInt(9),
      /** Compressed ranges, as in `1,3-5`. */
      failedIndexes: text(10),
      terminating: optionalInt(11),
    }),
  },
} as const satisfies Kind

export type Job = KubeObject<typeof job>
