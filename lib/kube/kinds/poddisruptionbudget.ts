import { int, intOrString, message, text } from '@/lib/kube/fields'
import type { Kind, KubeObject } from '@/lib/kube/kind'
import { conditions } from './conditions'
import { metadataWithGeneration } from './metadata'
import { labelSelector } from './selector'

// Numbers: k8s.io/api v0.36 policy/v1/generated.proto.
export const podDisruptionBudget = {
  group: 'policy',
  version: 'v1',
  kind: 'PodDisruptionBudget',
  resource: 'poddisruptionbudgets',
  namespaced: true,
  fields: {
    metadata: metadataWithGeneration,
    spec: message(2, {
      minAvailable: intOrString(1),
      selector: labelSelector(2),
      maxUnavailable: intOrString(3),
      unhealthyPodEvictionPolicy: text(4),
    }),
    status: message(3, {
      observedGeneration: int(1),
      disruptionsAllowed: int(3),
      currentHealthy: int(4),
      desiredHealthy: int(5),
      expectedPods: int(6),
      conditions: conditions(7),
    }),
  },
} as const satisfies Kind

export type PodDisruptionBudget = KubeObject<typeof podDisruptionBudget>
