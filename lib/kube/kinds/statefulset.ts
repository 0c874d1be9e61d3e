import { int, message, optionalInt, text } from '@/lib/kube/fields'
import type { Kind, KubeObject } from '@/lib/kube/kind'
import { appsConditions } from './conditions'
import { metadataWithGeneration } from './metadata'
import { podTemplate } from './pod-template'

// Numbers: k8s.io/api v0.36 apps/v1/generated.proto.
export const statefulSet = {
  group: 'apps',
  version: 'v1',
  kind: 'StatefulSet',
  resource: 'statefulsets',
  namespaced: true,
  fields: {
    metadata: metadataWithGeneration,
    spec: message(2, {
      replicas: optionalInt(1),
      template: podTemplate(3),
      updateStrategy: message(7, { type: text(1), rollingUpdate: message(2, { partition: optionalInt(1) }) }),
      minReadySeconds: int(9),
    }),
    status: message(3, {
      observedGeneration: int(1),
      replicas: int(2),
      readyReplicas: int(3),
      currentReplicas: int(4),
      updatedReplicas: int(5),
      currentRevision: text(6),
      updateRevision: text(7),
      conditions: appsConditions(10),
      availableReplicas: int(11),
    }),
  },
} as const satisfies Kind

export type StatefulSet = KubeObject<typeof statefulSet>
