import { expect, test } from 'vitest'
import { openRolloutRig, podTemplate, type RolloutRig } from '@/demo/argo/rig'
import type { HorizontalPodAutoscaler, MetricSpec } from '@/demo/store/autoscaling-objects'
import { startHorizontalPodAutoscaler } from './hpa'

const cpu: MetricSpec = {
  type: 'Resource',
  resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } },
}

interface Scaled extends RolloutRig {
  autoscale(name: string, spec?: Partial<HorizontalPodAutoscaler['spec']>): void
  hpa(name: string): HorizontalPodAutoscaler
  condition(name: string, type: string): string
}

/** A shop of one workload whose 4 pods each use about all the CPU that they ask for. */
function openScaled(): Scaled {
  const rig = openRolloutRig()
  const { store, traffic, clock } = rig.world
  startHorizontalPodAutoscaler(rig.world)
  rig.service('web', 'web')
  rig.start('web', { replicas: 4, strategy: { canary: {} } })
  traffic.setGraph({ entries: [{ service: 'shop/web', peak: 115 }], calls: {} })
  clock.advance(60_000)
  const hpa = (name: string) => {
    const found = store.horizontalpodautoscalers.get('shop', name)
    if (found === undefined) throw new Error(`There is no autoscaler ${name}.`)
    return found
  }
  return {
    ...rig,
    hpa,
    autoscale: (name, spec = {}) =>
      void store.horizontalpodautoscalers.create({
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        metadata: {
          name,
          namespace: 'shop',
          uid: name,
          resourceVersion: '',
          creationTimestamp: '2026-11-24T12:00:00Z',
        },
        spec: {
          scaleTargetRef: { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'web' },
          minReplicas: 2,
          maxReplicas: 10,
          metrics: [cpu],
          ...spec,
        },
        status: { desiredReplicas: 0, currentMetrics: null },
      }),
    condition(name, type) {
      const found = hpa(name).status.conditions?.find((condition) => condition.type === type)
      return found === undefined ? '' : `${found.status} ${found.reason}: ${found.message}`
    },
  }
}

const at = (rig: Scaled, seconds: number) => rig.world.clock.advance(seconds * 1000)

test('it looks first after 15 s, scales to its target and then rests', () => {
  const rig = openScaled()
  rig.autoscale('web')
  at(rig, 14)
  expect(rig.hpa('web').status.conditions).toBeUndefined()
  at(rig, 2)
  const size = rig.rollout('web').spec.replicas ?? 0
  expect(size).toBeGreaterThanOrEqual(6)
  expect(size).toBeLessThanOrEqual(8)
  expect(rig.hpa('web').status).toMatchObject({ currentReplicas: 4, desiredReplicas: size })
  expect(rig.hpa('web').status.lastScaleTime).toBe('2026-11-24T12:01:20Z')
  expect(rig.condition('web', 'AbleToScale')).toBe(
    `True SucceededRescale: the HPA controller was able to update the target scale to ${size}`,
  )
  expect(rig.events('web')).toContain(
    `SuccessfulRescale: New size: ${size}; reason: cpu resource utilization (percentage of request) above target`,
  )
  at(rig, 120)
  expect(rig.rollout('web').status.readyReplicas).toBeGreaterThanOrEqual(size)
  expect(rig.condition('web', 'AbleToScale')).toMatch(/^True (ReadyForNewScale|ScaleDownStabilized)/)
  expect(rig.condition('web', 'ScalingActive')).toBe(
    'True ValidMetricFound: the HPA was able to successfully calculate a replica count from cpu resource utilization (percentage of request)',
  )
  const [metric] = rig.hpa('web').status.currentMetrics ?? []
  expect(metric).toEqual({
    type: 'Resource',
    resource: {
      name: 'cpu',
      current: { averageUtilization: expect.any(Number), averageValue: expect.stringMatching(/^\d+m$/) },
    },
  })
})

test('more load than its maximum can carry limits it, and the night lets it shrink five minutes later', () => {
  const rig = openScaled()
  rig.autoscale('web', { maxReplicas: 6 })
  const start = rig.world.clock.now()
  rig.world.traffic.addSurge({ service: 'shop/web', factor: 5, start, full: start + 1000, end: start + 300_000 })
  at(rig, 120)
  expect(rig.rollout('web').spec.replicas).toBe(6)
  expect(rig.condition('web', 'ScalingLimited')).toBe(
    'True TooManyReplicas: the desired replica count is more than the maximum replica count',
  )
  at(rig, 14 * 3600)
  expect(rig.rollout('web').spec.replicas).toBe(2)
  expect(rig.events('web')).toContain('SuccessfulRescale: New size: 2; reason: All metrics below target')
})

test('a size outside of its limits is mended without looking at metrics', () => {
  const rig = openScaled()
  rig.autoscale('web', { maxReplicas: 3 })
  at(rig, 16)
  expect(rig.rollout('web').spec.replicas).toBe(3)
  expect(rig.events('web')).toContain(
    'SuccessfulRescale: New size: 3; reason: Current number of replicas above Spec.MaxReplicas',
  )
  rig.change('web', { replicas: 1 }, 15)
  expect(rig.rollout('web').spec.replicas).toBe(2)
  expect(rig.hpa('web').status.currentMetrics).toBeNull()
})

test('at 0 replicas it does nothing', () => {
  const rig = openScaled()
  rig.autoscale('web')
  rig.change('web', { replicas: 0 }, 40)
  expect(rig.rollout('web').spec.replicas).toBe(0)
  expect(rig.condition('web', 'ScalingActive')).toBe(
    'False ScalingDisabled: scaling is disabled since the replica count of the target is zero',
  )
})

const noCustom =
  'unable to fetch metrics from custom metrics API: no custom metrics API (custom.metrics.k8s.io) registered'
const noExternal =
  'unable to fetch metrics from external metrics API: the server could not find the requested resource (get length.external.metrics.k8s.io)'
const average = { type: 'AverageValue', averageValue: '30' } as const

// The words of kube-controller-manager v1.36 for the same specs.
test.each<[string, MetricSpec, string, string]>([
  [
    'FailedGetPodsMetric',
    { type: 'Pods', pods: { metric: { name: 'depth' }, target: average } },
    `unable to get metric depth: ${noCustom}`,
    `failed to get pods metric value: unable to get metric depth: ${noCustom}`,
  ],
  [
    'FailedGetObjectMetric',
    {
      type: 'Object',
      object: {
        describedObject: { kind: 'Ingress', name: 'main' },
        metric: { name: 'requests' },
        target: { type: 'Value', value: '3' },
      },
    },
    `unable to get metric requests: Ingress on shop main/${noCustom}`,
    `failed to get object metric value: unable to get metric requests: Ingress on shop main/${noCustom}`,
  ],
  [
    'FailedGetExternalMetric',
    { type: 'External', external: { metric: { name: 'length' }, target: average } },
    `unable to get external metric shop/length/nil: ${noExternal}`,
    `failed to get length external metric value: failed to get length external metric: unable to get external metric shop/length/nil: ${noExternal}`,
  ],
  [
    'FailedGetResourceMetric',
    { type: 'Resource', resource: { name: 'memory', target: { type: 'Utilization', averageUtilization: 60 } } },
    'failed to get memory utilization: missing request for memory in container main of Pod POD',
    'failed to get memory resource metric value: failed to get memory utilization: missing request for memory in container main of Pod POD',
  ],
  [
    'FailedGetContainerResourceMetric',
    {
      type: 'ContainerResource',
      containerResource: { name: 'cpu', container: 'proxy', target: { type: 'Utilization', averageUtilization: 60 } },
    },
    'failed to get cpu utilization: container proxy not found in Pod POD',
    'failed to get proxy container metric value: failed to get cpu utilization: container proxy not found in Pod POD',
  ],
])('%s says why', (reason, metric, failure, told) => {
  const rig = openScaled()
  rig.autoscale('web', { metrics: [metric] })
  at(rig, 16)
  const pod = [...rig.world.store.pods.values()][0]?.metadata.name ?? ''
  const words = (text: string) => text.replaceAll('POD', pod)
  expect(rig.condition('web', 'ScalingActive')).toBe(
    `False ${reason}: the HPA was unable to compute the replica count: ${words(failure)}`,
  )
  expect(rig.events('web').slice(-2)).toEqual([
    `${reason}: ${words(failure)}`,
    `FailedComputeMetricsReplicas: invalid metrics (1 invalid out of 1), first error is: ${words(told)}`,
  ])
  expect(rig.hpa('web').status).toMatchObject({
    currentMetrics: [{ type: '' }],
    currentReplicas: 4,
    desiredReplicas: 0,
  })
})

test('with one metric that fails it still grows by the other, but never shrinks', () => {
  const rig = openScaled()
  const depth: MetricSpec = { type: 'Pods', pods: { metric: { name: 'depth' }, target: average } }
  rig.autoscale('web', { metrics: [depth, cpu] })
  at(rig, 16)
  expect(rig.rollout('web').spec.replicas).toBeGreaterThan(4)
  expect(rig.condition('web', 'ScalingActive')).toMatch(/^True ValidMetricFound/)
  at(rig, 14 * 3600)
  expect(rig.rollout('web').spec.replicas).toBeGreaterThan(4)
  expect(rig.condition('web', 'ScalingActive')).toMatch(/^False FailedGetPodsMetric/)
})

test.each([
  [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'none' }, 'deployments.apps "none" not found'],
  [{ apiVersion: 'apps/v1', kind: 'Gizmo', name: 'web' }, 'no matches for kind "Gizmo" in group "apps"'],
  [{ apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'web' }, 'the server could not find the requested resource'],
])('a target that is not there: %j', (scaleTargetRef, problem) => {
  const rig = openScaled()
  rig.autoscale('web', { scaleTargetRef })
  at(rig, 16)
  expect(rig.condition('web', 'AbleToScale')).toBe(
    `False FailedGetScale: the HPA controller was unable to get the target's current scale: ${problem}`,
  )
  expect(rig.events('web')).toContain(`FailedGetScale: ${problem}`)
})

test('two autoscalers of one target stop each other', () => {
  const rig = openScaled()
  rig.autoscale('a')
  rig.autoscale('b')
  at(rig, 16)
  expect(rig.rollout('web').spec.replicas).toBe(4)
  expect(rig.condition('b', 'ScalingActive')).toBe(
    'False AmbiguousSelector: pods by selector app=web are controlled by multiple HPAs: [shop/a shop/b]',
  )
})

test('pods that have only started say nothing yet', () => {
  const rig = openScaled()
  rig.change('web', { template: podTemplate('web', 2) }, 20)
  rig.autoscale('web')
  const before = rig.rollout('web').spec.replicas
  at(rig, 10)
  expect(rig.rollout('web').spec.replicas).toBe(before)
})
