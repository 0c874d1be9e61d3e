import { int, intOrString, message, messages, optionalInt, text } from '@/lib/kube/fields'
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
      volumeClaimTemplates: messages(4, { metadata: message(1, { name: text(1) }) }),
      serviceName: text(5),
      /** `OrderedReady` unless it is `Parallel`. */
      podManagementPolicy: text(6),
      updateStrategy: message(7, {
        type: text(1),
        rollingUpdate: message(2, { partition: optionalInt(1), maxUnavailable: intOrString(2) }),
      }),
      ordinals: message(11, { start: int(1) }),
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
