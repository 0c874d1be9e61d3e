import { isDeepStrictEqual } from 'node:util'
import { toTimestamp } from '@/demo/clock'
import type { Condition, Job } from '@/demo/store/objects'
import type { World } from '@/demo/world/world'
import { without } from './fields'
import { formatIndexes, isIndexed, type Tally } from './job-pods'
import { nonZero } from './pods'

const component = 'job-controller'

/** How a Job ends: first its target is stated, then, when its pods are gone, the end itself. */
export interface Ending {
  readonly isSuccess: boolean
  readonly reason: string
  readonly message: string
}

const complete: Ending = {
  isSuccess: true,
  reason: 'CompletionsReached',
  message: 'Reached expected number of succeeded pods',
}

/** What the Job is to end with, or undefined while it goes on. */
export function endingOf(job: Job, seen: Tally, now: number): Ending | undefined {
  const stated = job.status.conditions?.find(({ type }) => type === 'FailureTarget' || type === 'SuccessCriteriaMet')
  if (stated !== undefined) {
    const { type, reason = '', message = '' } = stated
    return { isSuccess: type === 'SuccessCriteriaMet', reason, message }
  }
  const { backoffLimit = 6, activeDeadlineSeconds, suspend, completions } = job.spec
  if (seen.failed > backoffLimit || hasRestartedTooOften(job, seen))
    return failure('BackoffLimitExceeded', 'Job has reached the specified backoff limit')
  const { startTime } = job.status
  const isLate =
    activeDeadlineSeconds !== undefined &&
    !suspend &&
    startTime !== undefined &&
    now - Date.parse(startTime) >= activeDeadlineSeconds * 1000
  if (isLate) return failure('DeadlineExceeded', 'Job was active longer than specified deadline')
  const isEnough = completions === undefined ? seen.succeeded > 0 : seen.succeeded >= completions
  return isEnough && seen.active.length === 0 ? complete : undefined
}

const failure = (reason: string, message: string): Ending => ({ isSuccess: false, reason, message })

/** Of pods that restart their containers themselves, the restarts count. */
function hasRestartedTooOften({ spec }: Job, { active }: Tally): boolean {
  if (spec.template.spec.restartPolicy !== 'OnFailure') return false
  const { backoffLimit = 6 } = spec
  const restarts = active
    .flatMap(({ status }) => [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])])
    .reduce((sum, { restartCount }) => sum + restartCount, 0)
  return backoffLimit === 0 ? restarts > 0 : restarts >= backoffLimit
}

function condition(type: string, status: Condition['status'], reason: string, message: string, now: number): Condition {
  const at = toTimestamp(now)
  return { type, status, lastProbeTime: at, lastTransitionTime: at, reason, message }
}

/** The Job with its start and what suspension makes of it; says so when that changes. */
export function statusOf({ clock, events }: World, job: Job): Job {
  const { suspend = false } = job.spec
  const { conditions = [] } = job.status
  const now = clock.now()
  const known = conditions.find(({ type }) => type === 'Suspended')
  const rest = without(job.status, 'startTime')
  if (suspend && known?.status !== 'True') {
    events.record(job, { type: 'Normal', reason: 'Suspended', message: 'Job suspended', component })
    const next = condition('Suspended', 'True', 'JobSuspended', 'Job suspended', now)
    return { ...job, status: { ...rest, conditions: [...conditions.filter((each) => each !== known), next] } }
  }
  const startTime = job.status.startTime ?? toTimestamp(now)
  if (suspend) return job
  if (known?.status !== 'True') return { ...job, status: { ...job.status, startTime } }
  events.record(job, { type: 'Normal', reason: 'Resumed', message: 'Job resumed', component })
  const next = condition('Suspended', 'False', 'JobResumed', 'Job resumed', now)
  const others = conditions.filter((each) => each !== known)
  return { ...job, status: { ...rest, startTime: toTimestamp(now), conditions: [...others, next] } }
}

/** Counts, and as much of the ending as may be stated: the end itself waits for pods on their way out. */
export function writeStatus(world: World, given: Job, job: Job, seen: Tally, ending: Ending | undefined): void {
  const { store, clock, events } = world
  const current = store.jobs.get(given.metadata.namespace, given.metadata.name)
  if (current === undefined) return
  const left = store.pods.ownedBy(job.metadata.uid)
  const active = left.filter(
    ({ status, metadata }) =>
      status.phase !== 'Succeeded' && status.phase !== 'Failed' && metadata.deletionTimestamp === undefined,
  )
  const terminating = left.filter(
    ({ status, metadata }) =>
      status.phase !== 'Succeeded' && status.phase !== 'Failed' && metadata.deletionTimestamp !== undefined,
  ).length
  const now = clock.now()
  const isOver = ending !== undefined && terminating === 0 && active.length === 0
  const conditions = withEnding(job.status.conditions ?? [], ending, isOver, now)
  const { startTime } = job.status
  const status: Job['status'] = {
    ...nonZero({ active: active.length, succeeded: seen.succeeded, failed: seen.failed }),
    ready: seen.ready > active.length ? active.length : seen.ready,
    terminating,
    ...(isIndexed(job) && seen.completed.size > 0 ? { completedIndexes: formatIndexes(seen.completed) } : {}),
    uncountedTerminatedPods: {},
    ...(startTime === undefined ? {} : { startTime }),
    ...(isOver && ending.isSuccess ? { completionTime: toTimestamp(now) } : {}),
    ...(conditions.length > 0 ? { conditions } : {}),
  }
  if (isDeepStrictEqual(current.status, status)) return
  store.jobs.update({ ...current, status })
  if (!isOver) return
  if (ending.isSuccess) events.record(job, { type: 'Normal', reason: 'Completed', message: 'Job completed', component })
  else events.record(job, { type: 'Warning', reason: ending.reason, message: ending.message, component })
}

function withEnding(known: readonly Condition[], ending: Ending | undefined, isOver: boolean, now: number) {
  if (ending === undefined) return known
  const [target, end] = ending.isSuccess ? ['SuccessCriteriaMet', 'Complete'] : ['FailureTarget', 'Failed']
  const told = [target, ...(isOver ? [end] : [])].filter((type) => !known.some((each) => each.type === type))
  return [
    ...known,
    ...told.flatMap((type) => (type === undefined ? [] : condition(type, 'True', ending.reason, ending.message, now))),
  ]
}
