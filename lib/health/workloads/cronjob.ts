import { eventEvidence, eventTimes, latestEvent } from '@/lib/health/events'
import { conditionEvidence, specEvidence, statusEvidence } from '@/lib/health/evidence'
import type { Finding } from '@/lib/health/finding'
import { type Reference, referTo } from '@/lib/health/reference'
import { nextDue, parseSchedule, type Schedule, zoneOffset } from '@/lib/health/schedule'
import type { Surroundings } from '@/lib/health/surroundings'
import type { CronJob } from '@/lib/kube/kinds/cronjob'
import type { Job } from '@/lib/kube/kinds/job'
import { failureOf } from './job'

type Around = Pick<Surroundings, 'events' | 'jobsOf'>

const hour = 3_600_000
/** The controller looks every ten seconds; clocks and a restart of it may add to that, ms. */
const slack = 120_000

/** A CronJob has no conditions: its Jobs, its times and its events are all there is. Suspended, it waits on purpose. */
export function findInCronJob(cronJob: CronJob, around: Around): readonly Finding[] {
  const { metadata, spec } = cronJob
  if (metadata?.deletionTimestamp !== undefined || spec === undefined || spec.suspend === true) return []
  const object = referTo('CronJob', cronJob)
  const invalid = findInvalid(object, cronJob, around)
  if (invalid !== undefined) return [invalid]
  const late = findSkips(object, cronJob, around) ?? findMissed(object, cronJob, around)
  return [findLastFailed(object, cronJob, around), late].filter((finding) => finding !== undefined)
}

const base = (object: Reference) => ({ object, owner: object, subject: object, detail: {} })

const invalidReasons = new Set(['UnknownTimeZone', 'UnparseableSchedule', 'InvalidSchedule', 'UnsupportedSchedule'])

function findInvalid(object: Reference, { metadata, spec }: CronJob, around: Around): Finding | undefined {
  const zone = spec?.timeZone ?? ''
  const event = latestEvent(around.events(object), ({ reason }) => invalidReasons.has(reason))
  const unknown = zone !== '' && zoneOffset(zone) === undefined
  // An event outlives the mistake that it tells of by up to an hour; what can be read now is right.
  const readable = parseSchedule(spec?.schedule ?? '') !== undefined && !unknown
  if (readable || (event === undefined && !unknown)) return undefined
  return {
    ...base(object),
    cause: 'cronjob-schedule',
    words: { why: unknown ? `there is no time zone ${zone}` : (event?.message ?? '') },
    since: event === undefined ? metadata?.creationTimestamp : eventTimes(event).first,
    evidence: [
      specEvidence(object, 'spec.schedule', `${spec?.schedule ?? ''}${zone === '' ? '' : `, ${zone}`}`),
      ...(event === undefined ? [] : [eventEvidence(object, event)]),
    ],
  }
}

const startedAt = ({ metadata, status }: Job) => status?.startTime ?? metadata?.creationTimestamp ?? 0

/** The newest run that has ended decides; a run under way leaves the question to the one before it. */
function findLastFailed(object: Reference, { status }: CronJob, around: Around): Finding | undefined {
  const ended = [...around.jobsOf(object)]
    .filter((job) => job.status?.completionTime !== undefined || failureOf(job) !== undefined)
    .sort((a, b) => startedAt(b) - startedAt(a))
  const [last] = ended
  const failure = last === undefined ? undefined : failureOf(last)
  if (last === undefined || failure === undefined) return undefined
  const succeeded = status?.lastSuccessfulTime
  if (succeeded !== undefined && succeeded >= startedAt(last)) return undefined
  // Failed runs since the last that succeeded, as far as the history reaches.
  const since = ended
    .filter((job) => failureOf(job) !== undefined && startedAt(job) > (succeeded ?? 0))
    .reduce<number | undefined>((first, job) => failureOf(job)?.lastTransitionTime ?? first, undefined)
  return {
    ...base(object),
    cause: 'cronjob-last-failed',
    words: { why: `${failure.message}${succeeded === undefined ? ', and no run has succeeded yet' : ''}` },
    since: since ?? failure.lastTransitionTime,
    evidence: [conditionEvidence(referTo('Job', last), failure)],
  }
}

function findSkips(object: Reference, { spec, status }: CronJob, around: Around): Finding | undefined {
  if (spec?.concurrencyPolicy !== 'Forbid' || (status?.active.length ?? 0) === 0) return undefined
  const event = latestEvent(around.events(object), ({ reason }) => reason === 'JobAlreadyActive')
  const due = dueAfter(spec, status?.lastScheduleTime)
  if (event === undefined && due === undefined) return undefined
  return {
    ...base(object),
    cause: 'cronjob-skips',
    words: { policy: spec.concurrencyPolicy },
    since: event === undefined ? due : eventTimes(event).first,
    from: event === undefined ? (due ?? 0) + slack : undefined,
    evidence: [
      event === undefined ? statusEvidence(object, 'active', 'a run goes on') : eventEvidence(object, event),
      specEvidence(object, 'spec.concurrencyPolicy', spec.concurrencyPolicy),
    ],
  }
}

function findMissed(object: Reference, { metadata, spec, status }: CronJob, around: Around): Finding | undefined {
  if (spec?.concurrencyPolicy === 'Forbid' && (status?.active.length ?? 0) > 0) return undefined
  const last = status?.lastScheduleTime ?? metadata?.creationTimestamp
  const due = spec === undefined ? undefined : dueAfter(spec, last)
  if (due === undefined || spec === undefined) return undefined
  const event = latestEvent(
    around.events(object),
    ({ reason }) => reason === 'TooManyMissedTimes' || reason === 'MissSchedule' || reason === 'FailedCreate',
  )
  return {
    ...base(object),
    cause: 'cronjob-missed',
    words: { due: `${new Date(due).toISOString().slice(0, 16).replace('T', ' ')} UTC` },
    since: due,
    // In a zone that we don't know its clock may change by an hour.
    from: due + (spec.timeZone === '' ? slack + (isHourly(spec.schedule) ? 0 : hour) : slack),
    evidence: [
      statusEvidence(object, 'lastScheduleTime', last === undefined ? 'never' : new Date(last).toISOString(), last),
      ...(event === undefined ? [] : [eventEvidence(object, event)]),
    ],
  }
}

/** Due in every hour of every day: then the zone does not matter, save for the few that are off by part of an hour. */
const isHourly = (schedule: string): boolean => /^\S+ \* \* \* \*$/.test(schedule.trim())

function dueAfter(spec: NonNullable<CronJob['spec']>, last: number | undefined): number | undefined {
  const schedule = parseSchedule(spec.schedule)
  if (schedule === undefined || last === undefined) return undefined
  const offset =
    spec.timeZone === '' ? controllersZone(schedule, last, isHourly(spec.schedule)) : zoneOffset(spec.timeZone)
  return offset === undefined ? undefined : nextDue(schedule, last, offset)
}

/** Without a zone that of the controller manager counts: the one in which its last run was on time, UTC if it can be. */
function controllersZone(schedule: Schedule, last: number, hourly: boolean): ((utc: number) => number) | undefined {
  for (let step = 0; step <= 28; step++)
    for (const offset of [(step * hour) / 2, (-step * hour) / 2])
      if (nextDue(schedule, last - 1, () => offset) === last) return () => offset
  return hourly ? () => 0 : undefined
}
