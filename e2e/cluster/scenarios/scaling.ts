import type { HorizontalPodAutoscaler, HorizontalPodAutoscalerSpec, MetricSpec } from 'kubernetes-types/autoscaling/v2'
import type { Manifest } from '@/e2e/cluster/manifest'
import { deployment, namespaceManifest } from './workload'

const namespace = 'scaling'

/** Percent of the request. */
const cpu = (averageUtilization: number): MetricSpec => ({
  type: 'Resource',
  resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization } },
})

const queueDepth: MetricSpec = {
  type: 'Pods',
  pods: { metric: { name: 'queue_depth' }, target: { type: 'AverageValue', averageValue: '30' } },
}

const autoscaler = (
  name: string,
  [minReplicas, maxReplicas]: readonly [number, number],
  metric: MetricSpec,
  more: Partial<HorizontalPodAutoscalerSpec> = {},
): Manifest<HorizontalPodAutoscaler> => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name, namespace },
  spec: {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
    minReplicas,
    maxReplicas,
    metrics: [metric],
    ...more,
  },
})

/** Autoscalers that rest, are at their limit, follow a changing load, and cannot decide for each of three reasons. */
export const scalingObjects: readonly Manifest[] = [
  namespaceManifest(namespace),
  deployment(namespace, 'steady', 3, { cpu: '50m' }),
  autoscaler('steady', [2, 10], cpu(50)),
  deployment(namespace, 'at-max', 2, { cpu: '95m' }),
  autoscaler('at-max', [1, 4], cpu(40)),
  deployment(namespace, 'follows', 2, { cpu: '20m' }),
  autoscaler('follows', [2, 12], cpu(50), { behavior: { scaleDown: { stabilizationWindowSeconds: 20 } } }),
  deployment(namespace, 'no-metric', 2),
  autoscaler('no-metric', [2, 6], queueDepth),
  deployment(namespace, 'no-request', 2, { container: { resources: {} } }),
  autoscaler('no-request', [1, 5], cpu(60)),
  autoscaler('no-target', [1, 5], cpu(60)),
]
