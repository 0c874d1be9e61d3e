import { bool, int, intOrString, message, optionalInt, text } from '@/lib/kube/fields'
import type { Kind, KubeObject } from '@/lib/kube/kind'
import { deploymentConditions } from './conditions'
import { metadataWithRevision } from './metadata'
import { podTemplate } from './pod-template'

// Numbers: k8s.io/api v0.36 apps/v1/generated.proto.
export const deployment = {
  group: 'apps',
  version: 'v1',
  kind: 'Deployment',
  resource: 'deployments',
  namespaced: true,
  fields: {
    metadata: metadataWithRevision,
    spec: message(2, {
      replicas: optionalInt(1),
      template: podTemplate(3),
      strategy: message(4, {
        type: text(1),
        rollingUpdate: message(2, { maxUnavailable: intOrString(1), maxSurge: intOrString(2) }),
      }),
      minReadySeconds: int(5),
      paused: bool(7),
      progressDeadlineSeconds: optionalInt(9),
    }),
    status: message(3, {
      observedGeneration: int(1),
      replicas: int(2),
      updatedReplicas: int(3),
      availableReplicas: int(4),
      unavailableReplicas: int(5),
      conditions: deploymentConditions(6),
      readyReplicas: int(7),
      /** Absent before Kubernetes 1.33: unknown, not none. */
      terminatingReplicas: optionalInt(9),
    }),
  },
} as const satisfies Kind

export type Deployment = KubeObject<typeof deployment>
