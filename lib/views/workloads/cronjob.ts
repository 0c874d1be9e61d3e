import type { CronJob } from '@/lib/kube/kinds/cronjob'
import type { PodsSummary } from '@/lib/views/pods-summary'
import type { WorkloadRow } from '@/lib/views/workloads'
import { sharedColumns } from './columns'
import { terminating, type Verdict } from './verdict'

export function projectCronJob(cronJob: CronJob, pods: PodsSummary | undefined): WorkloadRow {
  const { metadata, spec, status } = cronJob
  return {
    ...sharedColumns('CronJob', metadata, spec?.jobTemplate?.spec?.template?.spec, pods),
    ...judgeCronJob(cronJob),
    desired: null,
    ready: status?.active.length ?? 0,
    updated: null,
    available: null,
  }
}

/**
 * A CronJob has no conditions: its last run failed when it was started after the last success and runs no more. While one
 * runs, the outcome is open (pkg/controller/cronjob/cronjob_controllerv2.go sets all three in one update).
 */
function judgeCronJob({ metadata, spec, status }: CronJob): Verdict {
  if (metadata?.deletionTimestamp !== undefined) return terminating
  if (spec?.suspend === true) return { health: 'paused', status: 'Suspended', reason: null }
  const active = status?.active.length ?? 0
  if (active > 0) return { health: 'healthy', status: 'Running', reason: null }
  const scheduled = status?.lastScheduleTime
  if (scheduled === undefined) return { health: 'healthy', status: 'Scheduled', reason: null }
  const succeeded = status?.lastSuccessfulTime
  if (succeeded !== undefined && succeeded >= scheduled) return { health: 'healthy', status: 'Scheduled', reason: null }
  return {
    health: 'degraded',
    status: 'Last run failed',
    reason: succeeded === undefined ? 'No run has succeeded yet' : 'The last run did not succeed',
  }
}
