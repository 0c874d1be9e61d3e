import { annotations } from '@/e2e/cluster/kwok/annotations'
import type { Manifest } from '@/e2e/cluster/manifest'
import { batchObjects } from '@/e2e/cluster/scenarios/batch'
import { faultObjects } from '@/e2e/cluster/scenarios/faults'
import { scalingObjects } from '@/e2e/cluster/scenarios/scaling'
import { shopObjects } from '@/e2e/cluster/scenarios/shop'
import { statefulObjects } from '@/e2e/cluster/scenarios/stateful'

/** What `cluster load` makes besides its many applications. */
export const scenarioObjects: readonly Manifest[] = [
  ...faultObjects,
  ...statefulObjects,
  ...batchObjects,
  ...scalingObjects,
  ...shopObjects,
]

export interface Scenario {
  /** As problems name it: `Deployment/crashloop`. */
  readonly object: string
  readonly cause: string
  /** Which objects of the namespace show it first, and by which text in their JSON. */
  readonly shown: readonly [path: string, text: RegExp]
  /** How long after that it begins to count, ms (docs/health.md, "How long something may take"). */
  readonly counts?: number
  /** Where the scenario takes its time, it is hurried. */
  readonly hurry?: (manifest: Manifest) => object
  /** Causes that may be told of it on the way. */
  readonly meanwhile?: readonly string[]
}

const pods = (app: string) => `/api/v1/namespaces/NAMESPACE/pods?labelSelector=app%3D${app}`
const events = '/api/v1/namespaces/NAMESPACE/events'
const apps = (resource: string) => `/apis/apps/v1/namespaces/NAMESPACE/${resource}`
const jobs = (name: string) => `/apis/batch/v1/namespaces/NAMESPACE/jobs/${name}`
const autoscaler = (name: string) => `/apis/autoscaling/v2/namespaces/NAMESPACE/horizontalpodautoscalers/${name}`

const blind = /"type":"ScalingActive","status":"False"/

/** What a Deployment's pods are told by annotations. */
const told = (more: Readonly<Record<string, string>>) => (manifest: Manifest) => {
  const { spec } = manifest as Manifest<{ spec: { template: { metadata: { annotations?: object } } } }>
  const { metadata } = spec.template
  return {
    ...manifest,
    spec: {
      ...spec,
      template: { ...spec.template, metadata: { ...metadata, annotations: { ...metadata.annotations, ...more } } },
    },
  }
}
const withSpec = (more: object) => (manifest: Manifest) => {
  const { spec } = manifest as Manifest<{ spec: object }>
  return { ...manifest, spec: { ...spec, ...more } }
}

/** Every failure that `cluster load` can make, and what must be told of it. */
export const scenarios: readonly Scenario[] = [
  { object: 'Deployment/crashloop', cause: 'crash-exit', shown: [pods('crashloop'), /CrashLoopBackOff/] },
  { object: 'Deployment/oom', cause: 'crash-out-of-memory', shown: [pods('oom'), /CrashLoopBackOff/] },
  { object: 'Deployment/createconfig', cause: 'config-missing', shown: [pods('createconfig'), /ConfigError/] },
  {
    object: 'Deployment/stuckcreating',
    cause: 'config-missing',
    shown: [events, /missing-config/],
    hurry: told({ [annotations.backoff]: '2s' }),
  },
  {
    object: 'Deployment/unready',
    cause: 'readiness-probe',
    shown: [pods('unready'), /"running":/],
    counts: 15_000,
    hurry: withSpec({ progressDeadlineSeconds: 15 }),
    meanwhile: ['rollout-stuck'],
  },
  {
    object: 'Deployment/deadline',
    cause: 'readiness-probe',
    shown: [pods('deadline'), /"running":/],
    counts: 30_000,
  },
  {
    object: 'Deployment/flaky',
    cause: 'crash-liveness',
    shown: [pods('flaky'), /"restartCount":2/],
    hurry: told({ [annotations.runFor]: '2s' }),
  },
  { object: 'Deployment/imagepull', cause: 'image-not-found', shown: [pods('imagepull'), /ErrImagePull/] },
  { object: 'Deployment/initcrash', cause: 'crash-exit', shown: [pods('initcrash'), /CrashLoopBackOff/] },
  { object: 'Deployment/unschedulable', cause: 'no-resources', shown: [pods('unschedulable'), /Unschedulable/] },
  { object: 'Deployment/no-such-node', cause: 'no-node-matches', shown: [pods('no-such-node'), /Unschedulable/] },
  { object: 'Deployment/quota-blocked', cause: 'quota', shown: [apps('deployments'), /"ReplicaFailure"/] },
  { object: 'ResourceQuota/tight', cause: 'quota', shown: [apps('deployments'), /"ReplicaFailure"/] },
  {
    object: 'Pod/stuck-terminating',
    cause: 'deletion-hangs',
    shown: [pods('stuck'), /"deletionTimestamp"/],
    counts: 61_000,
  },
  { object: 'Pod/evicted-0', cause: 'evicted', shown: ['/api/v1/namespaces/NAMESPACE/pods/evicted-0', /"Evicted"/] },
  { object: 'Pod/evicted-1', cause: 'evicted', shown: ['/api/v1/namespaces/NAMESPACE/pods/evicted-1', /"Evicted"/] },
  { object: 'StatefulSet/stuck-set', cause: 'crash-exit', shown: [pods('stuck-set'), /CrashLoopBackOff/] },
  {
    object: 'PersistentVolumeClaim/no-class',
    cause: 'claim-class-missing',
    shown: [events, /\\"fast-nvme\\" not found/],
  },
  {
    object: 'Job/failing',
    cause: 'job-failed',
    shown: [jobs('failing'), /"type":"FailureTarget"/],
    hurry: withSpec({ backoffLimit: 0 }),
    meanwhile: ['job-retries'],
  },
  {
    object: 'Job/past-deadline',
    cause: 'job-deadline',
    shown: [jobs('past-deadline'), /"DeadlineExceeded"/],
    hurry: withSpec({ activeDeadlineSeconds: 8 }),
  },
  {
    object: 'CronJob/always-fails',
    cause: 'cronjob-last-failed',
    shown: ['/apis/batch/v1/namespaces/NAMESPACE/jobs', /always-fails(?:(?!"metadata").)*"type":"FailureTarget"/],
    hurry: withSpec({ schedule: '* * * * *' }),
  },
  {
    object: 'HorizontalPodAutoscaler/no-target',
    cause: 'hpa-target',
    shown: [autoscaler('no-target'), /"FailedGetScale"/],
  },
  { object: 'HorizontalPodAutoscaler/no-metric', cause: 'hpa-metrics', shown: [autoscaler('no-metric'), blind] },
  {
    object: 'HorizontalPodAutoscaler/no-request',
    cause: 'hpa-metrics',
    shown: [autoscaler('no-request'), /missing request for cpu/],
  },
  {
    object: 'Service/orphan',
    cause: 'service-selects-nothing',
    shown: ['/api/v1/namespaces/NAMESPACE/services/orphan', /"selector"/],
    counts: 60_000,
  },
  {
    object: 'Ingress/shop',
    cause: 'ingress-service-missing',
    shown: ['/apis/networking.k8s.io/v1/namespaces/NAMESPACE/ingresses/shop', /"deleted-service"/],
  },
  {
    object: 'PodDisruptionBudget/payments-blocking',
    cause: 'budget-never-allows',
    shown: ['/apis/policy/v1/namespaces/NAMESPACE/poddisruptionbudgets/payments-blocking', /"expectedPods":3/],
  },
]

/** Its claims wait for a provisioner that the test cluster has not; whether that is told depends on how long it is looked at. */
export const waitingScenarios: readonly string[] = ['StatefulSet/db']

/** What is well, or whose trouble takes a quarter of an hour: an autoscaler at its maximum. */
export const wellScenarios: readonly string[] = [
  'Service/db',
  'StatefulSet/partitioned',
  'PersistentVolumeClaim/scratch',
  'DaemonSet/log-agent',
  'DaemonSet/memory-pool-agent',
  'Job/report',
  'Job/running-long',
  'Job/suspended',
  'CronJob/every-minute',
  'CronJob/nightly',
  'CronJob/paused',
  ...['steady', 'at-max', 'follows', 'no-metric', 'no-request'].map((name) => `Deployment/${name}`),
  ...['steady', 'at-max', 'follows'].map((name) => `HorizontalPodAutoscaler/${name}`),
  ...['web', 'api', 'cart', 'payments'].flatMap((name) => [`Deployment/${name}`, `Service/${name}`]),
  'Service/public',
  ...['default-deny', 'api-from-web', 'payments-egress'].map((name) => `NetworkPolicy/${name}`),
  ...['web', 'api-percent', 'orphan-budget'].map((name) => `PodDisruptionBudget/${name}`),
  'Secret/shop-tls',
]
