import type { Container, PodSpec } from '@/demo/store/objects'
import type { ResourceType } from '@/demo/store/types'
import { isObject, type JsonObject } from './patch'

// What the API server fills in (k8s.io/kubernetes pkg/apis/{core,apps,batch}/v1/defaults.go), as far as anything reads it.
const specDefaults: Readonly<Record<string, JsonObject>> = {
  deployments: {
    replicas: 1,
    revisionHistoryLimit: 10,
    progressDeadlineSeconds: 600,
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
  },
  replicasets: { replicas: 1 },
  statefulsets: {
    replicas: 1,
    serviceName: '',
    podManagementPolicy: 'OrderedReady',
    revisionHistoryLimit: 10,
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
  },
  daemonsets: {
    revisionHistoryLimit: 10,
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
  },
  jobs: { parallelism: 1, completions: 1, backoffLimit: 6, completionMode: 'NonIndexed', suspend: false },
  cronjobs: {
    concurrencyPolicy: 'Allow',
    suspend: false,
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 1,
  },
}

const podDefaults = {
  restartPolicy: 'Always',
  terminationGracePeriodSeconds: 30,
  dnsPolicy: 'ClusterFirst',
  securityContext: {},
  schedulerName: 'default-scheduler',
} as const

const containerDefaults = {
  resources: {},
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
  imagePullPolicy: 'IfNotPresent',
}

/** A pod's spec as the API server stores it. */
export function withPodDefaults(spec: PodSpec): PodSpec {
  const fill = (container: Container): Container => ({ ...containerDefaults, ...container })
  const { containers = [], initContainers } = spec
  const filled = { ...podDefaults, ...spec, containers: containers.map(fill) }
  return initContainers === undefined ? filled : { ...filled, initContainers: initContainers.map(fill) }
}

/** The status of an object that has just been created. */
export function initialStatus({ resource }: ResourceType, spec: JsonObject): JsonObject {
  switch (resource) {
    case 'pods':
      return { phase: 'Pending', qosClass: qosClassOf(spec) }
    case 'namespaces':
      return { phase: 'Active' }
    case 'replicasets':
    case 'statefulsets':
      return { replicas: 0 }
    case 'daemonsets':
      return { currentNumberScheduled: 0, desiredNumberScheduled: 0, numberMisscheduled: 0, numberReady: 0 }
    default:
      return {}
  }
}

export function withSpecDefaults({ resource }: ResourceType, spec: JsonObject): JsonObject {
  const own = specDefaults[resource] ?? {}
  // A workload's template has the shape of a pod: validated to have containers before.
  if (resource === 'pods') return withPodDefaults(spec as unknown as PodSpec) as unknown as JsonObject
  const template = spec['template']
  if (!isObject(template) || !isObject(template['spec'])) return { ...own, ...spec }
  const podSpec = withPodDefaults(template['spec'] as unknown as PodSpec) as unknown as JsonObject
  return { ...own, ...spec, template: { ...template, spec: podSpec } }
}

function qosClassOf(spec: JsonObject): string {
  const containers = Array.isArray(spec['containers']) ? spec['containers'] : []
  const resources = containers.map((container) =>
    isObject(container) ? JSON.stringify(container['resources'] ?? {}) : '{}',
  )
  if (resources.every((text) => text === '{}')) return 'BestEffort'
  return resources.every((text) => text.includes('"limits"')) ? 'Guaranteed' : 'Burstable'
}
