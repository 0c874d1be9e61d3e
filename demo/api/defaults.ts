import type { Container, PodSpec, Probe, Toleration } from '@/demo/store/objects'
import type { ResourceType } from '@/demo/store/types'
import { isList, isObject, type Json, type JsonObject, objectAt } from './json'

// What the API server fills in (pkg/apis/*\/v1/defaults.go and the strategies of pkg/registry, v1.36).
const rolling = (rollingUpdate: JsonObject): JsonObject => ({ type: 'RollingUpdate', rollingUpdate })

const specDefaults: Readonly<Record<string, JsonObject>> = {
  deployments: {
    replicas: 1,
    revisionHistoryLimit: 10,
    progressDeadlineSeconds: 600,
    strategy: rolling({ maxSurge: '25%', maxUnavailable: '25%' }),
  },
  replicasets: { replicas: 1 },
  statefulsets: {
    replicas: 1,
    serviceName: '',
    podManagementPolicy: 'OrderedReady',
    revisionHistoryLimit: 10,
    updateStrategy: rolling({ partition: 0 }),
    persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
  },
  daemonsets: { revisionHistoryLimit: 10, updateStrategy: rolling({ maxSurge: 0, maxUnavailable: 1 }) },
  cronjobs: { concurrencyPolicy: 'Allow', suspend: false, successfulJobsHistoryLimit: 3, failedJobsHistoryLimit: 1 },
  services: {
    type: 'ClusterIP',
    sessionAffinity: 'None',
    ipFamilies: ['IPv4'],
    ipFamilyPolicy: 'SingleStack',
    internalTrafficPolicy: 'Cluster',
  },
  horizontalpodautoscalers: {
    minReplicas: 1,
    metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } }],
  },
  persistentvolumeclaims: { volumeMode: 'Filesystem' },
  namespaces: { finalizers: ['kubernetes'] },
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
}

const probeDefaults = { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 }

/** A pod's spec as the API server stores it. */
export function withPodDefaults(spec: PodSpec): PodSpec {
  const { containers = [], initContainers, volumes } = spec
  return {
    ...podDefaults,
    ...spec,
    containers: containers.map(withContainerDefaults),
    ...(initContainers === undefined ? {} : { initContainers: initContainers.map(withContainerDefaults) }),
    ...(volumes === undefined ? {} : { volumes: volumes.map(withModes) }),
    ...(spec['serviceAccountName'] === undefined ? {} : { serviceAccount: spec['serviceAccountName'] }),
  }
}

const modal = ['secret', 'configMap', 'projected', 'downwardAPI']
const withModes = <V extends object>(volume: V): V => ({
  ...volume,
  ...Object.fromEntries(
    Object.entries(volume)
      .filter(([field, source]) => modal.includes(field) && typeof source === 'object')
      .map(([field, source]) => [field, { defaultMode: 420, ...source }]),
  ),
})

function withContainerDefaults(container: Container): Container {
  const { image = '', ports, startupProbe, livenessProbe, readinessProbe } = container
  const isMoving = /:latest$|^[^:@]*$/.test(image.split('/').at(-1) ?? '')
  return {
    ...containerDefaults,
    imagePullPolicy: isMoving ? 'Always' : 'IfNotPresent',
    ...container,
    ...(ports === undefined ? {} : { ports: ports.map((port) => ({ protocol: 'TCP', ...port })) }),
    ...(startupProbe && { startupProbe: withProbeDefaults(startupProbe) }),
    ...(livenessProbe && { livenessProbe: withProbeDefaults(livenessProbe) }),
    ...(readinessProbe && { readinessProbe: withProbeDefaults(readinessProbe) }),
  }
}

const withProbeDefaults = (probe: Probe): Probe => ({
  ...probeDefaults,
  ...probe,
  ...(probe.httpGet && { httpGet: { path: '/', scheme: 'HTTP', ...probe.httpGet } }),
})

const evictable: readonly Toleration[] = ['not-ready', 'unreachable'].map((state) => ({
  key: `node.kubernetes.io/${state}`,
  operator: 'Exists',
  effect: 'NoExecute',
  tolerationSeconds: 300,
}))

/** What admission adds to a new pod: its account, how long it bears a lost node, its priority. */
export function admitPodSpec(spec: PodSpec): PodSpec {
  const account = spec['serviceAccountName'] ?? 'default'
  return {
    priority: 0,
    preemptionPolicy: 'PreemptLowerPriority',
    enableServiceLinks: true,
    ...spec,
    serviceAccountName: account,
    serviceAccount: account,
    tolerations: withEvictable(spec.tolerations ?? []),
  }
}

/** Tolerations with those that every pod has: also a pod that was written over without them. */
export const withEvictable = (given: readonly Toleration[]) => [
  ...given,
  ...evictable.filter(
    ({ key }) => !given.some((known) => known.key === key || (known.operator === 'Exists' && !known.key)),
  ),
]

/** The status of an object that has just been created; undefined for a type that has none yet. */
export function initialStatus({ resource, group }: ResourceType, spec: JsonObject): JsonObject | undefined {
  if (resource === 'pods') return { phase: 'Pending', qosClass: qosClassOf(spec) }
  return initialStatuses[resource] ?? (group === 'argoproj.io' ? undefined : {})
}

/** What others count on in a node's status, whatever is written. */
export const nodeFloor: JsonObject = { capacity: {}, allocatable: {}, conditions: [], addresses: [], nodeInfo: {} }

const initialStatuses: Readonly<Record<string, JsonObject>> = {
  namespaces: { phase: 'Active' },
  nodes: nodeFloor,
  replicasets: { replicas: 0 },
  statefulsets: { replicas: 0, availableReplicas: 0 },
  daemonsets: { currentNumberScheduled: 0, desiredNumberScheduled: 0, numberMisscheduled: 0, numberReady: 0 },
  services: { loadBalancer: {} },
  ingresses: { loadBalancer: {} },
  persistentvolumeclaims: { phase: 'Pending' },
  horizontalpodautoscalers: { desiredReplicas: 0, currentMetrics: null },
  poddisruptionbudgets: { disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 },
}

/** A spec as the API server stores it. */
export function withSpecDefaults({ resource }: ResourceType, given: JsonObject): JsonObject {
  // Pods and templates have been decoded into the shape of a PodSpec.
  if (resource === 'pods') return withPodDefaults(given as unknown as PodSpec) as unknown as JsonObject
  if (resource === 'rollouts' || resource === 'customresourcedefinitions') return given
  const spec = withStrategy({ ...specDefaults[resource], ...given }, specDefaults[resource] ?? {})
  if (resource === 'cronjobs') return withJobTemplate(spec)
  if (resource === 'services') return withPorts(spec)
  const ready = resource === 'jobs' ? withJobDefaults(spec) : spec
  return withTemplate(ready)
}

/** A strategy without a type is the usual one; a rolling one knows how far it may go. */
function withStrategy(spec: JsonObject, usual: JsonObject): JsonObject {
  const field = ['strategy', 'updateStrategy'].find((name) => isObject(usual[name]))
  if (field === undefined) return spec
  const [given, known] = [objectAt(spec, field), objectAt(usual, field)]
  if (given['type'] !== undefined && given['type'] !== 'RollingUpdate') return spec
  const rollingUpdate = { ...objectAt(known, 'rollingUpdate'), ...objectAt(given, 'rollingUpdate') }
  return { ...spec, [field]: { type: 'RollingUpdate', ...given, rollingUpdate } }
}

function withTemplate(spec: JsonObject): JsonObject {
  const { template } = spec
  if (!isObject(template) || !isObject(template['spec'])) return spec
  const podSpec = withPodDefaults(template['spec'] as unknown as PodSpec) as unknown as JsonObject
  return { ...spec, template: { metadata: {}, ...template, spec: podSpec } }
}

function withJobDefaults(spec: JsonObject): JsonObject {
  const { completions, parallelism } = spec
  const isSingle = completions === undefined && parallelism === undefined
  return {
    backoffLimit: 6,
    completionMode: 'NonIndexed',
    suspend: false,
    manualSelector: false,
    podReplacementPolicy: spec['podFailurePolicy'] === undefined ? 'TerminatingOrFailed' : 'Failed',
    parallelism: 1,
    ...(isSingle ? { completions: 1 } : {}),
    ...spec,
  }
}

/** A template of a Job gets the defaults of pods only; the rest comes with each Job. */
function withJobTemplate(spec: JsonObject): JsonObject {
  const { jobTemplate } = spec
  if (!isObject(jobTemplate) || !isObject(jobTemplate['spec'])) return spec
  return { ...spec, jobTemplate: { metadata: {}, ...jobTemplate, spec: withTemplate(jobTemplate['spec']) } }
}

function withPorts(spec: JsonObject): JsonObject {
  const { ports, type } = spec
  const outside = type === 'NodePort' || type === 'LoadBalancer' ? { externalTrafficPolicy: 'Cluster' } : {}
  if (!isList(ports)) return { ...outside, ...spec }
  const filled = ports.map((port) =>
    isObject(port) ? { protocol: 'TCP', targetPort: port['port'] ?? 0, ...port } : port,
  )
  return { ...outside, ...spec, ports: filled }
}

function qosClassOf(spec: JsonObject): string {
  const containers = isList(spec['containers']) ? spec['containers'].filter(isObject) : []
  const parts = containers.map((container) => {
    const { requests, limits } = objectAt(container, 'resources')
    return { requests: texts(requests), limits: texts(limits) }
  })
  if (parts.every(({ requests, limits }) => requests === '{}' && limits === '{}')) return 'BestEffort'
  const isSure = parts.every(
    ({ requests, limits }) =>
      limits.includes('"cpu"') && limits.includes('"memory"') && (requests === '{}' || requests === limits),
  )
  return isSure ? 'Guaranteed' : 'Burstable'
}

const texts = (amounts: Json | undefined) =>
  JSON.stringify(isObject(amounts) ? Object.fromEntries(Object.entries(amounts).sort()) : {})
