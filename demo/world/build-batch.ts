import { frozenClock, toTimestamp } from '@/demo/clock'
import { reconcileCronJob, startJob } from '@/demo/controllers/cronjob'
import { jobLabels, reconcileJob } from '@/demo/controllers/job'
import { newPod } from '@/demo/controllers/pods'
import type { Job, JobSpec } from '@/demo/store/objects'
import type { Service } from './catalogue'
import { addPod, type Look } from './looks'
import { imageOf, templateOf } from './templates'
import type { World } from './world'

const minute = 60_000
const at = (world: World, instant: number): World => ({ ...world, clock: frozenClock(instant) })

/** Jobs that have run or run, and CronJobs with their last runs. */
export function buildBatch(world: World, service: Service): void {
  const { registry, clock } = world
  const { namespace, name, tag, trouble } = service
  const seconds = service.kind === 'Job' ? 600 : 20
  registry.set(imageOf(namespace, name, tag), { run: trouble === 'failed' ? 'fail' : 'complete', seconds })
  if (service.kind === 'CronJob') return buildCronJob(world, service)
  const since = clock.now() - 9 * minute
  if (trouble === 'failed') addRun(world, newJob(world, service, since, { backoffLimit: 3 }), 'failed', 4, since)
  else if (name.startsWith('backfill')) {
    addRun(world, newJob(world, service, since, { parallelism: 4, completions: 24 }), 'running', 4, since)
  } else addRun(world, newJob(world, service, since, { parallelism: 4, completions: 4 }), 'succeeded', 4, since)
}

function newJob(world: World, service: Service, since: number, spec: Partial<JobSpec>): Job {
  const { namespace, name } = service
  const uid = world.random.uuid()
  return world.store.jobs.create({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name,
      namespace,
      uid,
      resourceVersion: '',
      generation: 1,
      creationTimestamp: toTimestamp(since),
      labels: { app: name },
    },
    spec: {
      parallelism: 1,
      completions: 1,
      backoffLimit: 6,
      completionMode: 'NonIndexed',
      suspend: false,
      selector: { matchLabels: { 'batch.kubernetes.io/controller-uid': uid } },
      template: templateOf(service, service.tag),
      ...spec,
    },
    status: {},
  })
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

const periods: Readonly<Record<string, number>> = { '*/2 * * * *': 2, '*/5 * * * *': 5, '0,30 * * * *': 30 }

function buildCronJob(world: World, service: Service): void {
  const { store, clock, random } = world
  const { name, namespace, tag, trouble, schedule = '' } = service
  const period = (periods[schedule] ?? 24 * 60) * minute
  const last = Math.floor((clock.now() - minute) / period) * period
  const suspend = trouble === 'suspended'
  const created = store.cronjobs.create({
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: {
      name,
      namespace,
      uid: random.uuid(),
      resourceVersion: '',
      generation: 1,
      creationTimestamp: toTimestamp(last - 1000 * period),
      labels: { app: name },
    },
    spec: {
      schedule,
      suspend,
      concurrencyPolicy: 'Forbid',
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 1,
      jobTemplate: {
        metadata: { labels: { app: name } },
        spec: { parallelism: 1, completions: 1, backoffLimit: 0, suspend: false, template: templateOf(service, tag) },
      },
    },
    status: suspend ? { lastScheduleTime: toTimestamp(last - 20 * period) } : {},
  })
  if (suspend) return
  for (const run of [2, 1, 0]) {
    const since = last - run * period
    const job = startJob(at(world, since), created, since)
    if (job !== undefined) addRun(world, job, trouble === 'failed' && run === 0 ? 'failed' : 'succeeded', 1, since)
  }
  const current = store.cronjobs.get(namespace, name)
  if (current !== undefined) reconcileCronJob(world, current)
}
