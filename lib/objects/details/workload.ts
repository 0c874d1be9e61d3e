import { keep } from '@/lib/kube/json'
import { describeConditions } from './conditions'
import { describeContainers } from './containers'
import { secondsFact, textFact } from './facts'
import { describeIdentity } from './identity'
import { cronJobFacts, jobFacts } from './job-facts'
import { graceOf, schedulingFacts } from './pod'
import { podSpec } from './pod-fields'
import { describeReferences } from './references'
import { scheduleWords } from './schedule-words'
import { selectorText } from './selectors'
import { daemonSetStrategy, deploymentStrategy, statefulSetStrategy } from './strategy'
import type { JobRun, Revision, Schedule, WorkloadDetail } from './workload-detail'
import {
  specFields,
  statusFields,
  type Workload,
  type WorkloadSpec,
  type WorkloadStatus,
  workloadFields,
} from './workload-fields'

/** What the cluster's other objects and views tell of a workload: a Deployment's revisions, a CronJob's Jobs. */
export interface AroundWorkload {
  readonly standing: WorkloadDetail['standing']
  readonly revisions: readonly Revision[]
  readonly jobs: readonly JobRun[]
}

/** Takes whatever the API gave; what is missing or odd is left out. */
export function describeWorkload(kind: string, object: unknown, around: AroundWorkload): WorkloadDetail {
  const workload = keep(workloadFields, object)
  const spec = workload.spec ?? keep(specFields, {})
  const status = workload.status ?? keep(statusFields, {})
  const pod = (kind === 'CronJob' ? spec.jobTemplate?.spec : spec)?.template?.spec ?? keep(podSpec, {})
  return {
    of: 'workload',
    ...describeIdentity(kind, workload.metadata),
    standing: around.standing,
    counts: countsOf(kind, spec, status),
    strategy: strategyOf(kind, spec),
    selector: kind === 'CronJob' || kind === 'Job' ? null : selectorText(spec.selector),
    facts: [...factsOf(kind, spec, status), ...schedulingFacts(pod)],
    containers: describeContainers(pod),
    references: describeReferences(pod),
    graceMs: graceOf(pod),
    conditions: describeConditions(status.conditions),
    revisions: kind === 'StatefulSet' ? statefulSetRevisions(workload, status) : around.revisions,
    schedule: kind === 'CronJob' ? scheduleOf(spec) : null,
    jobs: around.jobs,
  }
}

function countsOf(kind: string, spec: WorkloadSpec, status: WorkloadStatus): WorkloadDetail['counts'] {
  const count = (term: string, number: number) => ({ term, count: number })
  switch (kind) {
    case 'CronJob':
      return []
    case 'Job':
      return [
        count('Desired', spec.completions ?? spec.parallelism ?? 1),
        count('Active', status.active),
        count('Succeeded', status.succeeded),
        count('Failed', status.failed),
      ]
    case 'DaemonSet':
      return [
        count('Desired', status.desiredNumberScheduled),
        count('Current', status.currentNumberScheduled),
        count('Updated', status.updatedNumberScheduled),
        count('Ready', status.numberReady),
        count('Available', status.numberAvailable),
      ]
    default:
      return [
        count('Desired', spec.replicas ?? 1),
        count('Current', status.replicas),
        ...(kind === 'ReplicaSet' ? [] : [count('Updated', status.updatedReplicas)]),
        count('Ready', status.readyReplicas),
        count('Available', status.availableReplicas),
      ]
  }
}

function strategyOf(kind: string, spec: WorkloadSpec): readonly string[] {
  const none = { type: '', rollingUpdate: undefined }
  if (kind === 'Deployment') return deploymentStrategy(spec.strategy ?? none, spec.replicas ?? 1, spec.minReadySeconds)
  if (kind === 'DaemonSet') return daemonSetStrategy(spec.updateStrategy ?? none, spec.minReadySeconds)
  if (kind !== 'StatefulSet') return []
  return statefulSetStrategy(spec.updateStrategy ?? none, spec.podManagementPolicy, spec.minReadySeconds)
}

function factsOf(kind: string, spec: WorkloadSpec, status: WorkloadStatus): WorkloadDetail['facts'] {
  if (kind === 'Job') return jobFacts(spec, spec.suspend === true, status)
  if (kind === 'CronJob') return cronJobFacts(spec, status)
  const claims = spec.volumeClaimTemplates.map(({ metadata, spec: claim }) => {
    const storageClass = claim?.storageClassName ?? ''
    return `${metadata?.name ?? ''}${storageClass === '' ? '' : ` (${storageClass})`}`
  })
  return [
    ...textFact('Paused', spec.paused === true ? 'yes: changes of the template wait' : ''),
    ...secondsFact('Progress deadline', spec.progressDeadlineSeconds),
    ...textFact('Revisions kept', kind === 'Deployment' ? String(spec.revisionHistoryLimit ?? 10) : ''),
    ...textFact('Service', spec.serviceName),
    ...textFact('Claims per pod', claims.join(', ')),
    ...textFact('On wrong nodes', status.numberMisscheduled > 0 ? String(status.numberMisscheduled) : ''),
  ]
}

const scheduleOf = (spec: WorkloadSpec): Schedule => ({
  expression: spec.schedule,
  words: scheduleWords(spec.schedule),
  zone: spec.timeZone,
  suspended: spec.suspend === true,
})

/** With a partition both stay different for ever; the hash in a pod's label is the whole name of the revision. */
function statefulSetRevisions({ metadata }: Workload, status: WorkloadStatus): readonly Revision[] {
  const { currentRevision, updateRevision } = status
  const hashes = [...new Set([updateRevision, currentRevision])].filter((hash) => hash !== '')
  return hashes.map((hash) => ({
    hash,
    number: null,
    current: hash === updateRevision,
    images: '',
    madeAt: hashes.length === 1 ? (metadata?.creationTimestamp ?? null) : null,
  }))
}
