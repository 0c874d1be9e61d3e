import { isDeepStrictEqual } from 'node:util'
import { storedJob } from '@/demo/api/writes/jobs'
import { toTimestamp } from '@/demo/clock'
import { deleteObject } from '@/demo/store/deletion'
import { type CronJob, controllerOf, type Job, type JobReference } from '@/demo/store/objects'
import type { World } from '@/demo/world/world'
import { dueTime } from './cron-due'
import { parseSchedule } from './cron-schedule'
import { isEnd, isFinished } from './job-pods'
import { quietly } from './pods'
import { createQueue } from './queue'

const component = 'cronjob-controller'
const minute = 60_000

/** Starts Jobs when the schedule names it, and keeps the status and the history of a CronJob; `scheduled`: off, none starts. */
export function startCronJobController(world: World, { scheduled }: { scheduled: boolean }): void {
  const { store, clock } = world
  const queue = createQueue(clock, 60, (namespace, name) => {
    const cronJob = store.cronjobs.get(namespace, name)
    if (cronJob === undefined) return
    const next = sync(world, cronJob, scheduled)
    if (next !== undefined) queue.add(namespace, name, next)
  })
  store.jobs.listen(({ object }) => queue.addController(object, 'CronJob'))
  store.cronjobs.listen(({ type, object, previous }) => {
    if (type !== 'DELETED' && previous?.spec !== object.spec) queue.add(object.metadata.namespace, object.metadata.name)
  })
  if (scheduled) for (const { metadata } of store.cronjobs.values()) queue.add(metadata.namespace, metadata.name)
}

/** For those who build a past: history and status, no start. */
export function reconcileCronJob(world: World, cronJob: CronJob): void {
  sync(quietly(world), cronJob, false)
}

/** pkg/controller/cronjob/cronjob_controllerv2.go, sync; gives the milliseconds until the next start. */
function sync(world: World, given: CronJob, scheduled: boolean): number | undefined {
  const cronJob = review(world, given)
  const { schedule: text, timeZone, suspend } = cronJob.spec
  if (!scheduled || cronJob.metadata.deletionTimestamp !== undefined || suspend) return undefined
  const { clock, events } = world
  const now = clock.now()
  const warn = (reason: string, message: string, type: 'Normal' | 'Warning' = 'Warning') =>
    events.record(cronJob, { type, reason, message, component })
  const schedule = parseSchedule(text, timeZone)
  if (schedule === undefined) {
    if (timeZone !== undefined && parseSchedule(text) !== undefined)
      warn('UnknownTimeZone', `invalid timeZone: "${timeZone}": unknown time zone ${timeZone}`)
    else warn('UnparseableSchedule', `unparseable schedule: "${text}" : ${text}`)
    return undefined
  }
  const { due, hasMissedMany } = dueTime(cronJob, schedule, now)
  if (hasMissedMany)
    warn(
      'TooManyMissedTimes',
      'too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check clock skew',
    )
  if (due !== undefined) start(world, cronJob, due, warn)
  // A little later than due, as upstream's nextScheduleDelta has it.
  const next = schedule.next(now)
  return next === undefined ? undefined : next + 100 - now
}

type Warn = (reason: string, message: string, type?: 'Normal' | 'Warning') => void

function start(world: World, cronJob: CronJob, due: number, warn: Warn): void {
  const { store, clock } = world
  const { startingDeadlineSeconds: limit, concurrencyPolicy } = cronJob.spec
  const { active = [], lastScheduleTime } = cronJob.status
  if (limit !== undefined && due + limit * 1000 < clock.now())
    return warn('MissSchedule', `Missed scheduled time to start a job: ${rfc1123(due)}`)
  if (lastScheduleTime === toTimestamp(due)) return
  if (concurrencyPolicy === 'Forbid' && active.length > 0)
    return warn(
      'JobAlreadyActive',
      'Not starting job because prior execution is running and concurrency policy is Forbid',
      'Normal',
    )
  if (concurrencyPolicy === 'Replace')
    for (const { namespace, name } of active) {
      const job = store.jobs.get(namespace, name)
      if (job !== undefined) removeJob(world, cronJob, job)
    }
  const current = store.cronjobs.get(cronJob.metadata.namespace, cronJob.metadata.name)
  if (current !== undefined) startJob(world, current, due)
}

const rfc1123 = (instant: number) => new Date(instant).toUTCString().replace('GMT', '+0000')

/** A Job for the scheduled instant, on the CronJob's list of active ones; undefined when there is one already. */
export function startJob(world: World, cronJob: CronJob, scheduledAt: number): Job | undefined {
  const { store, clock, random, events } = world
  const { namespace } = cronJob.metadata
  const name = `${cronJob.metadata.name}-${Math.floor(scheduledAt / minute)}`
  if (store.jobs.get(namespace, name) !== undefined) return undefined
  const job = store.jobs.create(newJob(cronJob, name, random.uuid(), scheduledAt, clock.now()))
  events.record(cronJob, { type: 'Normal', reason: 'SuccessfulCreate', message: `Created job ${name}`, component })
  const current = store.cronjobs.get(namespace, cronJob.metadata.name) ?? cronJob
  const active = [...(current.status.active ?? []), referenceTo(job)]
  store.cronjobs.update({
    ...current,
    status: { ...current.status, active, lastScheduleTime: toTimestamp(scheduledAt) },
  })
  return job
}

function newJob(cronJob: CronJob, name: string, uid: string, scheduledAt: number, now: number): Job {
  const { spec, metadata } = cronJob.spec.jobTemplate
  return storedJob({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name,
      namespace: cronJob.metadata.namespace,
      uid,
      resourceVersion: '',
      generation: 1,
      creationTimestamp: toTimestamp(now),
      labels: metadata?.labels,
      annotations: {
        ...metadata?.annotations,
        'batch.kubernetes.io/cronjob-scheduled-timestamp': toTimestamp(scheduledAt),
      },
      ownerReferences: [controllerOf(cronJob)],
    },
    spec,
    status: {},
  })
}

function referenceTo({ apiVersion, kind, metadata }: Job): JobReference {
  const { namespace, name, uid, resourceVersion } = metadata
  return { apiVersion, kind, namespace, name, uid, resourceVersion }
}

/** What became of its Jobs: the list of active ones, the last success, and the history within its limits. */
function review(world: World, cronJob: CronJob): CronJob {
  const { store, events } = world
  const say = (reason: string, message: string, type: 'Normal' | 'Warning' = 'Normal') =>
    events.record(cronJob, { type, reason, message, component })
  const jobs = store.jobs.ownedBy(cronJob.metadata.uid).toSorted(byAge)
  const byUid = new Map(jobs.map((job) => [job.metadata.uid, job]))
  const known = cronJob.status.active ?? []
  const active = known.filter(({ uid, name }) => {
    const job = byUid.get(uid)
    if (job === undefined) say('MissingJob', `Active job went missing: ${name}`)
    const end = job?.status.conditions?.find(isEnd)
    if (end !== undefined) say('SawCompletedJob', `Saw completed job: ${name}, condition: ${end.type}`)
    return job !== undefined && end === undefined
  })
  const unknown = jobs.filter((job) => !isFinished(job) && !known.some(({ uid }) => uid === job.metadata.uid))
  for (const { metadata } of unknown)
    say('UnexpectedJob', `Saw a job that the controller did not create or forgot: ${metadata.name}`, 'Warning')
  const ended = (type: string) => jobs.filter(({ status }) => status.conditions?.some((each) => each.type === type))
  const times = ended('Complete').flatMap(({ status }) => status.completionTime ?? [])
  const last = [cronJob.status.lastSuccessfulTime, ...times]
    .filter((time) => time !== undefined)
    .sort()
    .at(-1)
  const { lastScheduleTime } = cronJob.status
  const status: CronJob['status'] = {
    ...(active.length > 0 ? { active } : {}),
    ...(lastScheduleTime === undefined ? {} : { lastScheduleTime }),
    ...(last === undefined ? {} : { lastSuccessfulTime: last }),
  }
  const { successfulJobsHistoryLimit = 3, failedJobsHistoryLimit = 1 } = cronJob.spec
  const surplus = (list: readonly Job[], keep: number) => list.slice(0, Math.max(0, list.length - keep))
  for (const job of surplus(ended('Complete'), successfulJobsHistoryLimit)) removeJob(world, cronJob, job)
  for (const job of surplus(ended('Failed'), failedJobsHistoryLimit)) removeJob(world, cronJob, job)
  if (isDeepStrictEqual(status, cronJob.status)) return cronJob
  return store.cronjobs.update({ ...cronJob, status }) ?? cronJob
}

const byAge = (a: Job, b: Job) =>
  (a.status.startTime ?? '').localeCompare(b.status.startTime ?? '') || a.metadata.name.localeCompare(b.metadata.name)

function removeJob({ store, clock, events }: World, cronJob: CronJob, job: Job): void {
  if (job.metadata.deletionTimestamp !== undefined) return
  deleteObject(store.jobs, clock, job, undefined, 'Background')
  const message = `Deleted job ${job.metadata.name}`
  events.record(cronJob, { type: 'Normal', reason: 'SuccessfulDelete', message, component })
}
