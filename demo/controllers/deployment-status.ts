import { toTimestamp } from '@/demo/clock'
import { type Condition, type Deployment, type ReplicaSet, withCondition } from '@/demo/store/objects'
import { nonZero } from './pods'

/** Surge rounds up, unavailability down; never both 0 (k8s.io/kubernetes pkg/controller/deployment/util). */
export function surgeOf({ spec: { replicas, strategy } }: Deployment): { surge: number; unavailable: number } {
  if (strategy.type !== 'RollingUpdate') return { surge: 0, unavailable: replicas }
  const { maxSurge = '25%', maxUnavailable = '25%' } = strategy.rollingUpdate ?? {}
  const share = (value: number | string, round: (number: number) => number) =>
    typeof value === 'number' ? value : round((Number.parseInt(value, 10) * replicas) / 100)
  const surge = share(maxSurge, Math.ceil)
  const unavailable = Math.min(replicas, share(maxUnavailable, Math.floor))
  return { surge, unavailable: surge === 0 && unavailable === 0 ? 1 : unavailable }
}

export function withProgress(
  deployment: Deployment,
  status: Condition['status'],
  reason: string,
  message: string,
  now: string,
): Deployment {
  const next: Condition = { type: 'Progressing', status, reason, message, lastUpdateTime: now, lastTransitionTime: now }
  const conditions = withCondition(deployment.status.conditions, next)
  return { ...deployment, status: { ...deployment.status, conditions } }
}

/** The status that follows from the ReplicaSets, and when the progress deadline will have passed, in milliseconds. */
export function deploymentStatus(
  deployment: Deployment,
  current: ReplicaSet | undefined,
  old: readonly ReplicaSet[],
  at: number,
): { status: Deployment['status']; again: number | undefined } {
  const sets = current === undefined ? old : [current, ...old]
  const sum = (count: (set: ReplicaSet) => number | undefined) => sets.reduce((all, set) => all + (count(set) ?? 0), 0)
  const asked = sum(({ spec }) => spec.replicas)
  const counts = {
    replicas: sum(({ status }) => status.replicas),
    updatedReplicas: current?.status.replicas ?? 0,
    readyReplicas: sum(({ status }) => status.readyReplicas),
    availableReplicas: sum(({ status }) => status.availableReplicas),
  }
  const unavailableReplicas = Math.max(0, asked - counts.availableReplicas)
  const base = {
    observedGeneration: deployment.metadata.generation ?? 1,
    ...nonZero({ ...counts, unavailableReplicas }),
    terminatingReplicas: sum(({ status }) => status.terminatingReplicas),
  }
  const now = toTimestamp(at)
  const available = withCondition(deployment.status.conditions, availability(deployment, counts.availableReplicas, now))
  const known = available.find(({ type }) => type === 'Progressing')
  const judged = progress(deployment, { counts, known, current, at })
  const conditions = judged === undefined ? available : withCondition(available, judged)
  return { status: { ...base, conditions }, again: deadlineOf(deployment, judged ?? known, at) }
}

function availability(deployment: Deployment, count: number, now: string): Condition {
  const { unavailable } = surgeOf(deployment)
  const enough = count >= deployment.spec.replicas - unavailable
  const old = deployment.status.conditions?.find(({ type }) => type === 'Available')
  const status = enough ? 'True' : 'False'
  return {
    type: 'Available',
    status,
    reason: enough ? 'MinimumReplicasAvailable' : 'MinimumReplicasUnavailable',
    message: enough ? 'Deployment has minimum availability.' : 'Deployment does not have minimum availability.',
    lastUpdateTime: old?.status === status && old.lastUpdateTime ? old.lastUpdateTime : now,
    lastTransitionTime: now,
  }
}

interface Counts {
  readonly replicas: number
  readonly updatedReplicas: number
  readonly readyReplicas: number
  readonly availableReplicas: number
}

interface Seen {
  readonly counts: Counts
  readonly known: Condition | undefined
  readonly current: ReplicaSet | undefined
  readonly at: number
}

/** k8s.io/kubernetes pkg/controller/deployment/progress.go; undefined leaves the condition as it is. */
function progress(deployment: Deployment, { counts, known, current, at }: Seen): Condition | undefined {
  const { spec, status } = deployment
  const of =
    current === undefined ? `Deployment "${deployment.metadata.name}"` : `ReplicaSet "${current.metadata.name}"`
  const now = toTimestamp(at)
  const say = (reason: string, what: string, holds = true): Condition => ({
    type: 'Progressing',
    status: holds ? 'True' : 'False',
    reason,
    message: `${of} ${what}`,
    lastUpdateTime: now,
    lastTransitionTime: now,
  })
  if (spec.paused)
    return known?.reason === 'DeploymentPaused' || known?.reason === 'ProgressDeadlineExceeded'
      ? undefined
      : pausedCondition(now)
  const settled = known?.reason === 'NewReplicaSetAvailable' && counts.replicas === counts.updatedReplicas
  if (settled) return undefined
  const { replicas } = spec
  const complete =
    counts.updatedReplicas === replicas && counts.replicas === replicas && counts.availableReplicas === replicas
  if (complete) return say('NewReplicaSetAvailable', 'has successfully progressed.')
  const oldReplicas = (all: number | undefined, updated: number | undefined) => (all ?? 0) - (updated ?? 0)
  const moved =
    counts.updatedReplicas > (status.updatedReplicas ?? 0) ||
    oldReplicas(counts.replicas, counts.updatedReplicas) < oldReplicas(status.replicas, status.updatedReplicas) ||
    counts.readyReplicas > (status.readyReplicas ?? 0) ||
    counts.availableReplicas > (status.availableReplicas ?? 0)
  if (moved) return say('ReplicaSetUpdated', 'is progressing.')
  const isLate = deadlineOf(deployment, known, at) === 0
  return isLate ? say('ProgressDeadlineExceeded', 'has timed out progressing.', false) : undefined
}

const pausedCondition = (now: string): Condition => ({
  type: 'Progressing',
  status: 'Unknown',
  reason: 'DeploymentPaused',
  message: 'Deployment is paused',
  lastUpdateTime: now,
  lastTransitionTime: now,
})

const running = ['ReplicaSetUpdated', 'NewReplicaSetCreated', 'FoundNewReplicaSet', 'DeploymentResumed']

function deadlineOf({ spec }: Deployment, known: Condition | undefined, at: number): number | undefined {
  if (known?.lastUpdateTime === undefined || !running.includes(known.reason ?? '')) return undefined
  return Math.max(0, Date.parse(known.lastUpdateTime) + (spec.progressDeadlineSeconds ?? 600) * 1000 - at)
}
