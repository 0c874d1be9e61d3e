import { endingEvidence, statusEvidence } from '@/lib/health/evidence'
import type { Finding } from '@/lib/health/finding'
import { conditionOf, disruptionOf } from '@/lib/health/pod-conditions'
import { shorten, told } from '@/lib/health/words'
import { containersOf, evidenceOf, type PodScene, podFinding } from './scene'

const hour = 3_600_000

/**
 * A pod that failed as a whole, or is being removed by something else than a plain DELETE. Its owner makes another, so
 * after an hour it is history; what nothing owns stays down.
 */
export function findEnding(scene: PodScene): Finding | undefined {
  const { status, pod, owner } = scene
  if (status.phase !== 'Failed')
    return pod.metadata?.deletionTimestamp === undefined ? undefined : findPreemption(scene)
  const why = whyFailed(scene)
  if (why === undefined) return undefined
  const at = endedAt(scene)
  const replaced = owner.reference.uid !== scene.object.uid
  return podFinding(scene, why.cause, {
    detail: why.detail,
    words: { why: why.words },
    subject: why.subject ?? owner.reference,
    since: at,
    until: replaced && at !== undefined ? at + hour : undefined,
    evidence: evidenceOf(
      statusEvidence(scene.object, 'reason', told(status.reason, status.message) ?? 'Failed', at),
      brokenContainer(scene),
    ),
  })
}

interface Why extends Pick<Finding, 'cause' | 'detail'> {
  readonly words: string
  readonly subject?: Finding['subject']
}

/** Why a kubelet does not admit a pod that was bound to its node (lifecycle/predicate.go, cm/topologymanager, cm/cpumanager). */
const refusals = new Set([
  'UnexpectedAdmissionError',
  'NodeAffinity',
  'NodePorts',
  'NodeName',
  'NodeUnschedulable',
  'TaintToleration',
  'TopologyAffinityError',
  'SMTAlignmentError',
  'InvalidNodeInfo',
  'PodOSSelectorNodeLabelDoesNotMatch',
  'UnexpectedPredicateFailureType',
  'AppArmor',
])

function whyFailed(scene: PodScene): Why | undefined {
  const { status, pod, owner } = scene
  const { reason, message } = status
  const node = pod.spec?.nodeName ?? ''
  if (reason === 'Evicted') return whyEvicted(scene)
  // Two strings for one thing: it ran, or it was refused (nodeshutdown_manager.go).
  if (reason === 'Terminated' || reason === 'NodeShutdown') return onNode(scene, 'node-shut-down', { node }, '')
  if (reason === 'Preempting') return { cause: 'preempted', detail: {}, words: message }
  if (disruptionOf(status)?.reason === 'DeletionByPodGC') return onNode(scene, 'node-gone', { node }, '')
  if (reason === 'DeadlineExceeded') return { cause: 'pod-deadline', detail: {}, words: message }
  if (refusals.has(reason) || /^OutOf|Forbidden$|NotSupported$/.test(reason))
    return { cause: 'node-refused', detail: { node, reason }, words: message }
  // Told to end, its containers end with what they are sent: 143, 137 (the kubelet tells the phase before the object goes).
  if (pod.metadata?.deletionTimestamp !== undefined) return undefined
  // A Job counts its failed pods itself.
  if (owner.workload?.kind === 'Job' || owner.workload?.kind === 'CronJob' || owner.reference.kind === 'AnalysisRun')
    return undefined
  return { cause: 'pod-failed', detail: {}, words: told(reason, message) ?? brokenContainer(scene)?.words ?? '' }
}

/** Kubelet eviction/helpers.go: the node ran low, was low already when the pod came, or the pod went over its own limit. */
function whyEvicted(scene: PodScene): Why {
  const { message } = scene.status
  const low = /low on resource: ([\w-]+)/.exec(message)?.[1]
  const pressure = /had condition: \[(\w+)Pressure/.exec(message)?.[1]
  const resource = low === undefined ? (pressure === undefined ? undefined : scarce[pressure]) : (scarce[low] ?? low)
  if (resource === undefined) return { cause: 'evicted-limit', detail: {}, words: message }
  return onNode(scene, 'evicted', { resource }, message.replace(/^The node was low on resource: [\w-]+\. /, ''))
}

/** As the pressure conditions of nodes are told, so that a pressed node and what it evicts are one problem. */
const scarce: Readonly<Record<string, string>> = {
  Memory: 'memory',
  Disk: 'disk space',
  PID: 'process ids',
  'ephemeral-storage': 'disk space',
  inodes: 'disk space',
  pids: 'process ids',
}

/** What a node does to pods is the node's. */
function onNode(scene: PodScene, cause: Finding['cause'], detail: Why['detail'], words: string): Why {
  const name = scene.pod.spec?.nodeName ?? ''
  const uid = scene.around.node(name)?.metadata?.uid ?? ''
  return { cause, detail, words, subject: { kind: 'Node', namespace: '', name, uid } }
}

function findPreemption(scene: PodScene): Finding | undefined {
  const disruption = disruptionOf(scene.status)
  if (disruption?.reason !== 'PreemptionByScheduler') return undefined
  return podFinding(scene, 'preempted', {
    detail: {},
    words: { why: disruption.message },
    since: disruption.lastTransitionTime,
    evidence: [
      statusEvidence(scene.object, 'conditions[DisruptionTarget]', disruption.message, disruption.lastTransitionTime),
    ],
  })
}

function endedAt({ status, unreadySince }: PodScene): number | undefined {
  return (
    disruptionOf(status)?.lastTransitionTime ??
    conditionOf(status.conditions, 'Ready')?.lastTransitionTime ??
    unreadySince
  )
}

function brokenContainer({ status, object }: PodScene) {
  for (const { name, state, restartCount } of containersOf(status)) {
    const ended = state?.terminated
    if (ended !== undefined && ended.exitCode !== 0 && shorten(ended.reason) !== null)
      return endingEvidence(object, name, ended, restartCount)
  }
  return undefined
}
