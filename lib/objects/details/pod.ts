import { keep } from '@/lib/kube/json'
import { pod as podKind } from '@/lib/kube/kinds/pod'
import { podRequests } from '@/lib/views/pod-requests'
import { describeConditions } from './conditions'
import { type ContainerStatus, containerStatus } from './container-state'
import { describeContainers } from './containers'
import type { Deletion, Fact } from './detail'
import { secondsFact, textFact } from './facts'
import { describeIdentity } from './identity'
import { conditions, message, messages, metadata, text } from './json-fields'
import { placementWords, tolerationWords } from './placement'
import type { PodDetail, Qos, Shutdown } from './pod-detail'
import { type PodSpec, podSpec } from './pod-fields'
import { describeReferences } from './references'
import { describeVolumes } from './volumes'
import { orNull } from './words'

const statuses = messages(containerStatus)

const podFields = {
  metadata,
  spec: message(podSpec),
  status: message({
    phase: text,
    qosClass: text,
    conditions,
    podIP: text,
    podIPs: messages({ ip: text }),
    hostIP: text,
    nominatedNodeName: text,
    containerStatuses: statuses,
    initContainerStatuses: statuses,
    ephemeralContainerStatuses: statuses,
  }),
}

/** Takes whatever the API gave; what is missing or odd is left out. */
export function describePod(object: unknown): PodDetail {
  const kept = keep(podFields, object)
  const spec = kept.spec ?? keep(podSpec, {})
  const { status } = kept
  const containers = status?.containerStatuses ?? []
  const inits = status?.initContainerStatuses ?? []
  const ephemerals = status?.ephemeralContainerStatuses ?? []
  const identity = describeIdentity('Pod', kept.metadata)
  const ofRole = { main: containers, init: inits, sidecar: inits, ephemeral: ephemerals }
  return {
    of: 'pod',
    ...identity,
    phase: status?.phase ?? '',
    containers: describeContainers(spec, {
      over: status?.phase === 'Succeeded' || status?.phase === 'Failed',
      find: (role, name) => ofRole[role].find((it) => it.name === name),
    }),
    qos: describeQos(object, status?.qosClass ?? ''),
    volumes: describeVolumes(spec),
    references: describeReferences(spec),
    node: orNull(spec.nodeName),
    network: [
      ...textFact('Pod IP', status?.podIPs.map(({ ip }) => ip).join(', ') || status?.podIP),
      ...textFact('Node IP', status?.hostIP),
      ...textFact('Network', spec.hostNetwork ? "the node's own" : ''),
    ],
    scheduling: [...textFact('Nominated for', status?.nominatedNodeName), ...schedulingFacts(spec)],
    shutdown: describeShutdown(spec, identity.deletion, [...inits, ...containers]),
    conditions: describeConditions(status?.conditions ?? []),
  }
}

export function schedulingFacts(spec: PodSpec): readonly Fact[] {
  const { priority, priorityClassName, schedulerName, tolerations, schedulingGates } = spec
  const preempts = spec.preemptionPolicy === 'Never' ? ', preempts nobody' : ''
  return [
    ...textFact('Restart policy', spec.restartPolicy),
    ...textFact(
      'Priority',
      priority === undefined
        ? priorityClassName
        : `${priority}${priorityClassName && ` (${priorityClassName})`}${preempts}`,
    ),
    ...textFact('Runtime class', spec.runtimeClassName),
    ...textFact('Scheduler', schedulerName === 'default-scheduler' ? '' : schedulerName),
    ...textFact('Scheduling gates', schedulingGates.map(({ name }) => name).join(', ')),
    ...textFact('Readiness gates', spec.readinessGates.map(({ conditionType }) => conditionType).join(', ')),
    ...placementWords(spec).flatMap((words) => textFact('Placement', words)),
    ...tolerations.flatMap((toleration) => textFact('Tolerates', tolerationWords(toleration))),
    ...secondsFact('Deadline', spec.activeDeadlineSeconds),
  ]
}

// Order of eviction: kubelet pkg/kubelet/eviction, docs "Pod Quality of Service Classes".
const qosWords: Readonly<Record<string, string>> = {
  Guaranteed: 'Its limits are its requests: among the last to be evicted.',
  Burstable: 'It may take more than it asks for: evicted once it does, when its node runs short.',
  BestEffort: 'It asks for nothing: the first to be evicted when its node runs short.',
}

function describeQos(object: unknown, qosClass: string): Qos {
  const pod = keep(podKind.fields, object)
  const { cpu, memory } = podRequests(pod)
  const { spec } = pod
  const overhead = Object.keys(spec?.overhead ?? {}).length > 0 ? ', and the overhead of its runtime class' : ''
  const inits = spec?.initContainers ?? []
  const rule =
    Object.keys(spec?.resources?.requests ?? {}).length > 0
      ? 'what the pod asks for as a whole'
      : inits.length === 0
        ? 'the sum of its containers'
        : 'the sum of its containers and sidecars, or what an init container needs if that is more'
  return {
    class: qosClass,
    words: qosWords[qosClass] ?? '',
    cpuRequested: cpu,
    memoryRequested: memory,
    rule: `${rule}${overhead}`,
  }
}

const defaultGraceSeconds = 30

export const graceOf = ({ terminationGracePeriodSeconds }: PodSpec): number =>
  (terminationGracePeriodSeconds ?? defaultGraceSeconds) * 1000

/** Only a pod that is still there tells how long its containers took: by the instants of their ends. */
function describeShutdown(spec: PodSpec, deletion: Deletion | null, all: readonly ContainerStatus[]): Shutdown {
  const took = all.flatMap(({ name, state }) => {
    const finishedAt = state?.terminated?.finishedAt
    const counts = deletion !== null && finishedAt !== undefined && finishedAt >= deletion.askedAt
    return counts ? [{ container: name, ms: finishedAt - deletion.askedAt }] : []
  })
  return { graceMs: graceOf(spec), took }
}
