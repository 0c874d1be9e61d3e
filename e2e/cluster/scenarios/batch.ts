import type { CronJob, CronJobSpec, Job, JobSpec } from 'kubernetes-types/batch/v1'
import type { Manifest } from '@/e2e/cluster/manifest'
import { namespaceManifest, type PodOptions, podTemplate } from './workload'

const namespace = 'batch'

const jobTemplate = (name: string, options: PodOptions) =>
  podTemplate(name, { ...options, spec: { restartPolicy: 'Never' } })

const job = (name: string, options: PodOptions, spec: Partial<JobSpec> = {}): Manifest<Job> => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name, namespace },
  spec: { ...spec, template: jobTemplate(name, options) },
})

const cronJob = (
  name: string,
  schedule: string,
  options: PodOptions,
  spec: Partial<CronJobSpec> = {},
): Manifest<CronJob> => ({
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  metadata: { name, namespace },
  spec: {
    schedule,
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 2,
    ...spec,
    jobTemplate: { spec: { backoffLimit: 0, template: jobTemplate(name, options) } },
  },
})

/** Jobs and schedules in each of their states. */
export const batchObjects: readonly Manifest[] = [
  namespaceManifest(namespace),
  job('report', {}, { completions: 5, parallelism: 2 }),
  job('failing', { fault: 'jobfail' }, { backoffLimit: 2 }),
  job('running-long', { fault: 'hang' }),
  job('suspended', {}, { suspend: true }),
  job('past-deadline', { fault: 'hang' }, { activeDeadlineSeconds: 20 }),
  cronJob('every-minute', '* * * * *', {}),
  cronJob('nightly', '0 3 * * *', {}, { timeZone: 'Europe/Lisbon' }),
  cronJob('always-fails', '*/2 * * * *', { fault: 'jobfail' }),
  cronJob('paused', '*/5 * * * *', {}, { suspend: true }),
]
