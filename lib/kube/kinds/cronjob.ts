import { message, messages, optionalBool, optionalInt, text, time, unique } from '@/lib/kube/fields'
import type { Kind, KubeObject } from '@/lib/kube/kind'
import { metadataOfRun } from './metadata'
import { podTemplate } from './pod-template'

// Numbers: k8s.io/api v0.36 batch/v1/generated.proto; `active` holds ObjectReferences of core/v1.
export const cronJob = {
  group: 'batch',
  version: 'v1',
  kind: 'CronJob',
  resource: 'cronjobs',
  namespaced: true,
  fields: {
    metadata: metadataOfRun,
    spec: message(2, {
      schedule: text(1),
      startingDeadlineSeconds: optionalInt(2),
      concurrencyPolicy: text(3),
      suspend: optionalBool(4),
      jobTemplate: message(5, { spec: message(2, { template: podTemplate(6) }) }),
      /** '' is the controller manager's own zone. */
      timeZone: text(8),
    }),
    status: message(3, {
      active: messages(1, { name: unique(3), uid: unique(4) }),
      lastScheduleTime: time(4),
      lastSuccessfulTime: time(5),
    }),
  },
} as const satisfies Kind

export type CronJob = KubeObject<typeof cronJob>
