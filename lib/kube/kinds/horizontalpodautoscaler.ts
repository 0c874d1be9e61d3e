import { int, message, messages, optionalInt, text, time } from '@/lib/kube/fields'
import type { Kind, KubeObject } from '@/lib/kube/kind'
import { appsConditions } from './conditions'
import { metadata } from './metadata'

const metric = message(1, { name: text(1) })

// Numbers: k8s.io/api v0.36 autoscaling/v2/generated.proto. The controller leaves observedGeneration out (1.36).
export const horizontalPodAutoscaler = {
  group: 'autoscaling',
  version: 'v2',
  kind: 'HorizontalPodAutoscaler',
  resource: 'horizontalpodautoscalers',
  namespaced: true,
  fields: {
    metadata,
    spec: message(2, {
      scaleTargetRef: message(1, { kind: text(1), name: text(2), apiVersion: text(3) }),
      minReplicas: optionalInt(2),
      maxReplicas: int(3),
      metrics: messages(4, {
        type: text(1),
        object: message(2, { metric: message(3, { name: text(1) }) }),
        pods: message(3, { metric }),
        resource: message(4, {
          name: text(1),
          target: message(2, { type: text(1), averageUtilization: optionalInt(4) }),
        }),
        external: message(5, { metric }),
        containerResource: message(7, { name: text(1), target: message(2, { type: text(1) }), container: text(3) }),
      }),
    }),
    status: message(3, {
      lastScaleTime: time(2),
      currentReplicas: int(3),
      desiredReplicas: int(4),
      conditions: appsConditions(6),
    }),
  },
} as const satisfies Kind

export type HorizontalPodAutoscaler = KubeObject<typeof horizontalPodAutoscaler>
