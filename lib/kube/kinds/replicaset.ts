import { int, message, optionalInt } from '@/lib/kube/fields'
import type { Kind, KubeObject } from '@/lib/kube/kind'
import { appsConditions } from './conditions'
import { metadataWithRevision } from './metadata'
import { podTemplate } from './pod-template'

// Numbers: k8s.io/api v0.36 apps/v1/generated.proto.
export const replicaSet = {
  group: 'apps',
  version: 'v1',
  kind: 'ReplicaSet',
  resource: 'replicasets',
  namespaced: true,
  fields: {
    metadata: metadataWithRevision,
    spec: message(2, { replicas: optionalInt(1), template: podTemplate(3), minReadySeconds: int(4) }),
    status: message(3, {
      replicas: int(1),
      observedGeneration: int(3),
      readyReplicas: int(4),
      availableReplicas: int(5),
      conditions: appsConditions(6),
    }),
  },
} as const satisfies Kind

export type ReplicaSet = KubeObject<typeof replicaSet>
