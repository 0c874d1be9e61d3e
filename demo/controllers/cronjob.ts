import { toTimestamp } from '@/demo/clock'
import { type CronJob, controllerOf, type Job } from '@/demo/store/objects'
import type { World } from '@/demo/world/world'
import { isFinished } from './job'
import { createQueue } from './queue'

const minute = 60_000

/** Starts Jobs on the minute that the schedule names, and keeps the status and the history of a CronJob. */
export function startCronJobController(world: World, { scheduled }: { scheduled: boolean }): void {
  const { store, clock } = world
  const queue = createQueue(clock, 60, (namespace, name) => {
    const cronJob = store.cronjobs.get(namespace, name)
    if (cronJob !== undefined) reconcileCronJob(world, cronJob)
  })
  store.jobs.listen(({ object }) => queue.addController(object, 'CronJob'))
  const tick = () => {
    const now = clock.now()
    for (const cronJob of store.cronjobs.values()) if (isDue(cronJob, now)) startJob(world, cronJob, now)
    clock.after(minute - (now % minute), tick)
  }
  if (scheduled) clock.after(minute - (clock.now() % minute), tick)
}

function isDue(cronJob: CronJob, now: number): boolean {
  return (
    !cronJob.spec.suspend &&
    cronJob.metadata.deletionTimestamp === undefined &&
    matchesSchedule(cronJob.spec.schedule, now)
  )
}

// Five fields, each of `*`, `*/n`, a number or a list of numbers; in UTC.
function matchesSchedule(schedule: string, instant: number): boolean {
  const date = new Date(instant)
  const values = [date.getUTCMinutes(), date.getUTCHours(), date.getUTCDate(), date.getUTCMonth() + 1, date.getUTCDay()]
  return schedule.split(' ').every((field, at) => {
    const value = values[at] ?? 0
    if (field.startsWith('*/')) return value % Number(field.slice(2)) === 0
    return field === '*' || field.split(',').map(Number).includes(value)
  })
}

export function startJob({ store, clock, random }: World, cronJob: CronJob, scheduledAt: number): Job | undefined {
  const { jobTemplate, concurrencyPolicy } = cronJob.spec
  const running = store.jobs.ownedBy(cronJob.metadata.uid).some((job) => !isFinished(job))
  const name = `${cronJob.metadata.name}-${Math.floor(scheduledAt / minute)}`
  const { namespace } = cronJob.metadata
  if ((running && concurrencyPolicy === 'Forbid') || store.jobs.get(namespace, name) !== undefined) return undefined
  const uid = random.uuid()
  const job = store.jobs.create({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name,
      namespace,
      uid,
      resourceVersion: '',
      generation: 1,
      creationTimestamp: toTimestamp(clock.now()),
      labels: jobTemplate.metadata?.labels,
      annotations: { 'batch.kubernetes.io/cronjob-scheduled-timestamp': toTimestamp(scheduledAt) },
      ownerReferences: [controllerOf(cronJob)],
    },
    spec: { ...jobTemplate.spec, selector: { matchLabels: { 'batch.kubernetes.io/controller-uid': uid } } },
    status: {},
  })
  const current = store.cronjobs.get(namespace, cronJob.metadata.name) ?? cronJob
  store.cronjobs.update({ ...current, status: { ...current.status, lastScheduleTime: toTimestamp(scheduledAt) } })
  return job
}

export function reconcileCronJob({ store }: World, cronJob: CronJob): void {
  const jobs = store.jobs.ownedBy(cronJob.metadata.uid).toSorted((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1))
  const ended = (type: string) => jobs.filter(({ status }) => status.conditions?.some((known) => known.type === type))
  const { successfulJobsHistoryLimit = 3, failedJobsHistoryLimit = 1 } = cronJob.spec
  const complete = ended('Complete')
  const surplus = (list: readonly Job[], keep: number) => list.slice(0, Math.max(0, list.length - keep))
  for (const job of [
    ...surplus(complete, successfulJobsHistoryLimit),
    ...surplus(ended('Failed'), failedJobsHistoryLimit),
  ])
    store.jobs.remove(job)
  const active = jobs
    .filter((job) => !isFinished(job))
    .map(({ apiVersion, kind, metadata }) => ({
      apiVersion,
      kind,
      namespace: metadata.namespace,
      name: metadata.name,
      uid: metadata.uid,
    }))
  const last = complete.at(-1)?.status.completionTime ?? cronJob.status.lastSuccessfulTime
  const { lastScheduleTime } = cronJob.status
  const status: CronJob['status'] = {
    ...(active.length > 0 ? { active } : {}),
    ...(lastScheduleTime === undefined ? {} : { lastScheduleTime }),
    ...(last === undefined ? {} : { lastSuccessfulTime: last }),
  }
  if (JSON.stringify(status) !== JSON.stringify(cronJob.status)) store.cronjobs.update({ ...cronJob, status })
}
