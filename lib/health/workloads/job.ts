import type { Cause } from '@/lib/health/causes'
import { conditionEvidence, statusEvidence } from '@/lib/health/evidence'
import type { Finding } from '@/lib/health/finding'
import { referTo } from '@/lib/health/reference'
import type { Surroundings } from '@/lib/health/surroundings'
import { count, span } from '@/lib/health/words'
import type { Job } from '@/lib/kube/kinds/job'
import { denialInEvents } from './creation'

type Condition = NonNullable<Job['status']>['conditions'][number]

const none: readonly Finding[] = []

const day = 86_400_000

/** Reasons of FailureTarget and Failed (job_controller.go). */
const failures: Readonly<Record<string, Cause>> = {
  DeadlineExceeded: 'job-deadline',
  PodFailurePolicy: 'job-failure-policy',
  FailedIndexes: 'job-indexes-failed',
  MaxFailedIndexesExceeded: 'job-indexes-failed',
}

/** A Job of its own; what a CronJob started is judged as that CronJob's run. */
export function findInJob(job: Job, around: Pick<Surroundings, 'events' | 'ownerOf'>): readonly Finding[] {
  const { metadata, spec, status } = job
  const object = referTo('Job', job)
  if (status === undefined || around.ownerOf('Job', job).reference.uid !== object.uid) return none
  const failed = failureOf(job)
  if (failed !== undefined) return [failure(job, failed)]
  const is = (type: string) => status.conditions.some((it) => it.type === type && it.status === 'True')
  if (is('Complete') || is('SuccessCriteriaMet') || is('Suspended') || spec?.suspend === true) return none
  if (metadata?.deletionTimestamp !== undefined) return none
  const wanted = (spec?.parallelism ?? 1) - status.active - (status.terminating ?? 0)
  const missing = Math.min(wanted, (spec?.completions ?? 1) - status.succeeded - status.active)
  const denied = missing > 0 ? denialInEvents(object, object, missing, around.events(object)) : undefined
  return denied === undefined ? findRetries(job) : [denied]
}

/** `Failed`, or `FailureTarget`, which says so while pods still end. */
export function failureOf({ status }: Job): Condition | undefined {
  const is = (type: string) => status?.conditions.find((it) => it.type === type && it.status === 'True')
  return is('Failed') ?? is('FailureTarget')
}

function failure(job: Job, condition: Condition): Finding {
  const { spec, status } = job
  const object = referTo('Job', job)
  const cause = failures[condition.reason] ?? 'job-failed'
  const indexes = status?.failedIndexes ?? ''
  const failed = status?.failed ?? 0
  const at = condition.lastTransitionTime
  return {
    cause,
    detail: {},
    words: {
      why: condition.reason === 'BackoffLimitExceeded' ? 'it may not be retried any more' : condition.message,
      pods: failed === 0 ? '' : count(failed, 'pod'),
      deadline: span((spec?.activeDeadlineSeconds ?? 0) * 1000),
      indexes: count(countIndexes(indexes), 'index').replace('indexs', 'indexes'),
      which: indexes,
    },
    object,
    owner: object,
    subject: object,
    since: at,
    // A Job that failed stays for as long as nobody deletes it; after a day it is history.
    until: at === undefined ? undefined : at + day,
    evidence: [conditionEvidence(object, condition)],
  }
}

function findRetries(job: Job): readonly Finding[] {
  const { spec, status } = job
  const object = referTo('Job', job)
  const base = { object, owner: object, subject: object, since: status?.startTime }
  const indexes = status?.failedIndexes ?? ''
  if (indexes !== '') {
    const words = { indexes: count(countIndexes(indexes), 'index').replace('indexs', 'indexes'), which: indexes }
    const evidence = [statusEvidence(object, 'failedIndexes', indexes)]
    return [{ ...base, cause: 'job-indexes-failed', detail: {}, words, evidence }]
  }
  const failed = status?.failed ?? 0
  if (failed === 0) return none
  const limit = spec?.backoffLimitPerIndex === undefined ? (spec?.backoffLimit ?? 6) : undefined
  const words = { pods: count(failed, 'pod'), limit: limit === undefined ? 'any number' : String(limit) }
  return [
    { ...base, cause: 'job-retries', detail: {}, words, evidence: [statusEvidence(object, 'failed', String(failed))] },
  ]
}

/** How many indexes `1,3-5,7` names. */
export function countIndexes(text: string): number {
  let sum = 0
  for (const part of text.split(',')) {
    const [from = '', to = from] = part.split('-')
    if (/^\d+$/.test(from) && /^\d+$/.test(to)) sum += Math.max(0, Number(to) - Number(from) + 1)
  }
  return sum
}
