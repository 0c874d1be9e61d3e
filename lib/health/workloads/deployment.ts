import { conditionEvidence } from '@/lib/health/evidence'
import type { Finding } from '@/lib/health/finding'
import { conditionOf } from '@/lib/health/pod-conditions'
import { referTo } from '@/lib/health/reference'
import { span } from '@/lib/health/words'
import { patienceOf } from '@/lib/health/workload'
import type { Deployment } from '@/lib/kube/kinds/deployment'
import { revisionAnnotation } from '@/lib/kube/kinds/metadata'
import { denialFinding } from './creation'

type Progress = NonNullable<Deployment['status']>['conditions'][number]

const none: readonly Finding[] = []

/**
 * What a Deployment says of itself beyond its pods, by the rules of `kubectl rollout status`: an error is a finding, waiting
 * is none. Paused, being deleted, not looked at yet or asked for nothing, it waits on purpose.
 */
export function findInDeployment(deployment: Deployment): readonly Finding[] {
  const { metadata, spec, status } = deployment
  if (status === undefined || metadata?.deletionTimestamp !== undefined || spec?.paused === true) return none
  if ((metadata?.generation ?? 0) > status.observedGeneration) return none
  const progress = conditionOf(status.conditions, 'Progressing')
  if (progress?.reason === 'ProgressDeadlineExceeded') return [stuck(deployment, progress)]
  if (progress?.status === 'False') return [refused(deployment, progress)]
  return findMissing(deployment, progress)
}

function refused(deployment: Deployment, progress: Progress): Finding {
  const object = referTo('Deployment', deployment)
  const missing = Math.max(0, (deployment.spec?.replicas ?? 1) - (deployment.status?.replicas ?? 0))
  const evidence = conditionEvidence(object, progress)
  return denialFinding({
    object,
    owner: object,
    missing,
    message: progress.message,
    since: progress.lastTransitionTime,
    evidence,
  })
}

function stuck(deployment: Deployment, progress: Progress): Finding {
  const object = referTo('Deployment', deployment)
  const { status, spec, metadata } = deployment
  const deadline = patienceOf({ kind: 'Deployment', object: deployment })
  const revision = metadata?.annotations[revisionAnnotation]
  const desired = spec?.replicas ?? 1
  const { updatedReplicas = 0, availableReplicas = 0 } = status ?? {}
  return {
    cause: 'rollout-stuck',
    detail: {},
    words: {
      revision: revision === undefined ? 'its rollout' : `revision ${revision}`,
      deadline: span(deadline),
      why:
        updatedReplicas < desired
          ? `${amount(updatedReplicas, desired)} updated`
          : `${amount(availableReplicas, desired)} available`,
    },
    object,
    owner: object,
    subject: object,
    // The condition turned when the deadline had passed: progress ended so much earlier (deployment/progress.go).
    since: progress.lastUpdateTime === undefined ? undefined : progress.lastUpdateTime - deadline,
    evidence: [conditionEvidence(object, progress)],
  }
}

const amount = (have: number, desired: number): string =>
  have === 0 ? `none of ${desired} replicas is` : `only ${have} of ${desired} replicas are`

/** Too little is available for longer than a rollout may take, and no rollout is under way, which has a deadline of its own. */
function findMissing(deployment: Deployment, progress: Progress | undefined): readonly Finding[] {
  if (progress !== undefined && progress.reason !== 'NewReplicaSetAvailable') return none
  const object = referTo('Deployment', deployment)
  const { status, spec } = deployment
  const available = conditionOf(status?.conditions, 'Available')
  const desired = spec?.replicas ?? 1
  const ready = status?.readyReplicas ?? 0
  if (desired === 0 || ready >= desired || available?.status !== 'False') return none
  const since = available.lastTransitionTime
  return [
    {
      cause: 'replicas-missing',
      detail: {},
      words: { ready: String(ready), desired: String(desired) },
      object,
      owner: object,
      subject: object,
      since,
      from: (since ?? 0) + patienceOf({ kind: 'Deployment', object: deployment }),
      evidence: [conditionEvidence(object, available)],
    },
  ]
}
