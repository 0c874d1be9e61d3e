import { storedJob } from '@/demo/api/writes/jobs'
import { toTimestamp } from '@/demo/clock'
import { parseSchedule } from '@/demo/controllers/cron-schedule'
import { reconcileCronJob, startJob } from '@/demo/controllers/cronjob'
import { jobLabels, reconcileJob } from '@/demo/controllers/job'
import { newPod } from '@/demo/controllers/pods'
import type { Job, JobSpec } from '@/demo/store/objects'
import type { Service } from './catalogue'
import { addPod, type Look } from './looks'
import { past as at, day, hour, metadataOf, minute } from './past'
import { imageOf, templateOf } from './templates'
import type { World } from './world'

/** Jobs that have run or run, and CronJobs with their last runs. */
export function buildBatch(world: World, service: Service): void {
  const { registry, clock } = world
  const { namespace, name, tag, trouble } = service
  const seconds = service.kind === 'Job' ? 600 : 20
  registry.set(imageOf(namespace, name, tag), { run: trouble === 'failed' ? 'fail' : 'complete', seconds })
  if (service.kind === 'CronJob') return buildCronJob(world, service)
  const since = clock.now() - (trouble === 'failed' ? 9 * hour : 9 * minute)
  if (trouble === 'failed') addRun(world, newJob(world, service, since, { backoffLimit: 3 }), 'failed', 4, since)
  else if (name.startsWith('backfill')) {
    addRun(world, newJob(world, service, since, { parallelism: 4, completions: 24 }), 'running', 4, since)
  } else addRun(world, newJob(world, service, since, { parallelism: 4, completions: 4 }), 'succeeded', 4, since)
}

function newJob(world: World, service: Service, since: number, spec: Partial<JobSpec>): Job {
  const { namespace, name } = service
  return world.store.jobs.create(
    storedJob({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: metadataOf(world, since, { name, namespace, generation: 1, labels: { app: name } }),
      spec: { template: templateOf(service, service.tag), ...spec },
      status: {},
    }),
  )
}

/** The Job's pods in their look, and the Job as it stands a minute later. */
function addRun(world: World, job: Job, look: Look, pods: number, since: number): void {
  const labels = jobLabels(job.metadata.name, job.metadata.uid)
  for (let made = 0; made < pods; made++)
    addPod(world, newPod(at(world, since), job, job.spec.template, { labels }), look, since)
  const { jobs } = world.store
  const started = jobs.update({ ...job, status: { startTime: toTimestamp(since) } })
  reconcileJob(at(world, since + minute), started ?? job)
}

/** The last starts that a schedule has named, oldest first. */
function lastStarts(text: string, now: number, count: number): readonly number[] {
  const schedule = parseSchedule(text)
  for (const span of [count * 5 * minute, count * hour, count * 2 * day]) {
    const starts: number[] = []
    for (let next = schedule?.next(now - span); next !== undefined && next < now - minute; next = schedule?.next(next))
      starts.push(next)
    if (starts.length >= count) return starts.slice(-count)
  }
  return []
}

function buildCronJob(world: World, service: Service): void {
  const { store, clock, random } = world
  const { name, namespace, tag, trouble, schedule = '' } = service
  const suspend = trouble === 'suspended'
  const starts = lastStarts(schedule, clock.now(), 3)
  const created = store.cronjobs.create({
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: {
      name,
      namespace,
      uid: random.uuid(),
      resourceVersion: '',
      generation: 1,
      creationTimestamp: toTimestamp(clock.now() - 120 * day),
      labels: { app: name },
    },
    spec: {
      schedule,
      suspend,
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 60,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 1,
      jobTemplate: {
        metadata: { labels: { app: name } },
        spec: {
          parallelism: 1,
          completions: 1,
          backoffLimit: trouble === 'failed' ? 0 : 2,
          suspend: false,
          template: templateOf(service, tag),
        },
      },
    },
    status: suspend ? { lastScheduleTime: toTimestamp(clock.now() - 20 * day) } : {},
  })
  if (suspend) return
  for (const since of starts) {
    const job = startJob(at(world, since), created, since)
    const hasFailed = trouble === 'failed' && since === starts.at(-1)
    if (job !== undefined) addRun(world, job, hasFailed ? 'failed' : 'succeeded', 1, since)
  }
  const current = store.cronjobs.get(namespace, name)
  if (current !== undefined) reconcileCronJob(world, current)
}
