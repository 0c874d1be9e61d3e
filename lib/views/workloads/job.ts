import { shorten } from '@/lib/health/words'
import type { Job } from '@/lib/kube/kinds/job'
import type { PodsSummary } from '@/lib/views/pods-summary'
import type { WorkloadRow } from '@/lib/views/workloads'
import { sharedColumns } from './columns'
import { terminating, unbounded, type Verdict, withCause } from './verdict'

export function projectJob(job: Job, pods: PodsSummary | undefined): WorkloadRow {
  const { metadata, spec, status } = job
  return {
    ...sharedColumns('Job', metadata, spec?.template?.spec, pods),
    ...judgeJob(job, pods),
    desired: spec?.completions ?? 1,
    ready: status?.succeeded ?? 0,
    updated: null,
    available: null,
  }
}

/**
 * In the order in which the API server prints STATUS (printJob, v1.36.3). FailureTarget and SuccessCriteriaMet say that the
 * outcome is settled while pods still end: the Job is not finished. Without completions one success is asked for.
 */
function judgeJob({ metadata, spec, status }: Job, pods: PodsSummary | undefined): Verdict {
  const condition = (type: string) => status?.conditions.find((it) => it.type === type && it.status === 'True')
  if (condition('Complete')) return { health: 'healthy', status: 'Complete', reason: null }
  const failed = condition('Failed')
  if (failed !== undefined) return failure('Failed', failed, pods)
  if (metadata?.deletionTimestamp !== undefined) return terminating
  if (condition('Suspended') || spec?.suspend === true) return { health: 'paused', status: 'Suspended', reason: null }
  const failing = condition('FailureTarget')
  if (failing !== undefined) return failure('Failing', failing, pods)
  if (condition('SuccessCriteriaMet')) return { health: 'progressing', status: 'Completing', reason: null }
  return judgeRunning(status?.failed ?? 0, (status?.succeeded ?? 0) + (status?.ready ?? 0), pods)
}

function failure(
  status: string,
  { reason, message }: { readonly reason: string; readonly message: string },
  pods: PodsSummary | undefined,
): Verdict {
  return { health: 'failed', status, reason: withCause(shorten(message) ?? reason, pods) }
}

/** A failed pod is retried, so it is not the end; a pod that cannot start holds the Job up for ever. */
function judgeRunning(failures: number, going: number, pods: PodsSummary | undefined): Verdict {
  if (failures > 0) {
    const sentence = `${failures} ${failures === 1 ? 'pod' : 'pods'} failed so far`
    return { health: 'degraded', status: 'Running', reason: withCause(sentence, pods) }
  }
  const verdict = unbounded('Running', 'It cannot go on', { ready: going }, pods)
  return verdict.health === 'progressing' ? { ...verdict, reason: null } : verdict
}
