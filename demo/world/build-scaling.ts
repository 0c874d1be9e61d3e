import { toTimestamp } from '@/demo/clock'
import type { Condition } from '@/demo/store/objects'
import { belowTarget } from './build-traffic'
import type { Service } from './catalogue'
import { hour, labelsOf, metadataOf } from './past'
import { totalsOf } from './requests'
import { templateOf } from './templates'
import type { World } from './world'

/** An autoscaler whose target has the size that it wants. */
export function buildAutoscaler(world: World, service: Service, replicas: number, createdAt: number): void {
  const { namespace, name, kind, scales } = service
  if (scales === undefined) return
  const at = world.clock.now() - Math.floor(world.random.between(1, 9) * hour)
  const { cpu = 0 } = totalsOf(templateOf(service, service.tag).spec)
  const used = Math.round(scales * belowTarget)
  const current = { averageUtilization: used, averageValue: `${Math.round((cpu * used) / 100)}m` }
  const minReplicas = Math.max(2, Math.ceil(replicas * 0.6))
  world.store.horizontalpodautoscalers.create({
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: metadataOf(world, createdAt, { name, namespace, labels: labelsOf(service) }),
    spec: {
      scaleTargetRef: { apiVersion: kind === 'Rollout' ? 'argoproj.io/v1alpha1' : 'apps/v1', kind, name },
      minReplicas: Math.min(minReplicas, replicas),
      maxReplicas: Math.ceil(replicas * 1.6),
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: scales } } },
      ],
    },
    status: {
      lastScaleTime: toTimestamp(at),
      currentReplicas: replicas,
      desiredReplicas: replicas,
      currentMetrics: [{ type: 'Resource', resource: { name: 'cpu', current } }],
      conditions: conditionsAt(toTimestamp(at)),
    },
  })
}

const conditionsAt = (lastTransitionTime: string): readonly Condition[] => [
  {
    type: 'AbleToScale',
    status: 'True',
    lastTransitionTime,
    reason: 'ReadyForNewScale',
    message: 'recommended size matches current size',
  },
  {
    type: 'ScalingActive',
    status: 'True',
    lastTransitionTime,
    reason: 'ValidMetricFound',
    message:
      'the HPA was able to successfully calculate a replica count from cpu resource utilization (percentage of request)',
  },
  {
    type: 'ScalingLimited',
    status: 'False',
    lastTransitionTime,
    reason: 'DesiredWithinRange',
    message: 'the desired count is within the acceptable range',
  },
]
