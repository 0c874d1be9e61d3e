import { describe, expect, test } from 'vitest'
import { keep } from '@/lib/kube/json'
import { cronJob } from '@/lib/kube/kinds/cronjob'
import { job } from '@/lib/kube/kinds/job'
import { pod } from '@/lib/kube/kinds/pod'
import { projectPod } from '@/lib/views/pods'
import type { PodsSummary } from '@/lib/views/pods-summary'
import type { WorkloadRow } from '@/lib/views/workloads'
import { projectBarePod } from './bare-pod'
import { projectCronJob } from './cronjob'
import { projectJob } from './job'

type Json = Readonly<Record<string, unknown>>

const deletionTimestamp = '2026-11-24T10:00:00Z'
const failing: PodsSummary = {
  restarts: 0,
  lastRestartAt: null,
  worst: { health: 'failed', reason: 'Error in main, exit 3' },
}
const told = ({ health, status, reason }: WorkloadRow) => `${health}, ${status}${reason === null ? '' : `: ${reason}`}`
const conditions = (...types: readonly string[]) => ({
  conditions: types.map((type) => ({ type, status: 'True', reason: 'BackoffLimitExceeded', message: 'It gave up' })),
})

describe('a Job', () => {
  test.each<[string, Json, Json, PodsSummary | undefined, string]>([
    [
      'that is done is healthy, whatever failed on the way',
      {},
      { ...conditions('SuccessCriteriaMet', 'Complete'), failed: 2 },
      failing,
      'healthy, Complete',
    ],
    [
      'that failed says why',
      {},
      conditions('FailureTarget', 'Failed'),
      failing,
      'failed, Failed: It gave up: Error in main, exit 3',
    ],
    [
      'that failed while it is deleted has failed',
      { deletionTimestamp },
      conditions('Failed'),
      undefined,
      'failed, Failed: It gave up',
    ],
    ['being deleted is terminating', { deletionTimestamp }, { active: 1 }, undefined, 'progressing, Terminating'],
    ['that is suspended is paused', {}, conditions('Suspended'), undefined, 'paused, Suspended'],
    [
      'whose failure is settled is not finished',
      {},
      conditions('FailureTarget'),
      undefined,
      'failed, Failing: It gave up',
    ],
    [
      'whose success is settled is not finished',
      {},
      conditions('SuccessCriteriaMet'),
      undefined,
      'progressing, Completing',
    ],
    [
      'with a condition that is False runs',
      {},
      { conditions: [{ type: 'Complete', status: 'False' }], active: 1 },
      undefined,
      'progressing, Running',
    ],
    [
      'that retries is degraded',
      {},
      { active: 1, failed: 1 },
      failing,
      'degraded, Running: 1 pod failed so far: Error in main, exit 3',
    ],
    [
      'that retries often says how often',
      {},
      { active: 1, failed: 4 },
      undefined,
      'degraded, Running: 4 pods failed so far',
    ],
    [
      'whose only pod cannot start has failed',
      {},
      { active: 1, ready: 0 },
      failing,
      'failed, Running: It cannot go on: Error in main, exit 3',
    ],
    [
      'of which some pods run is degraded',
      {},
      { active: 2, ready: 1 },
      failing,
      'degraded, Running: It cannot go on: Error in main, exit 3',
    ],
  ])('%s', (_, metadata, status, pods, expected) => {
    expect(told(projectJob(keep(job.fields, { metadata, spec: {}, status }), pods))).toBe(expected)
  })

  test('asked to suspend is paused before its controller says so', () => {
    const row = projectJob(
      keep(job.fields, { spec: { suspend: true, completions: 5 }, status: { succeeded: 2 } }),
      undefined,
    )
    expect(told(row)).toBe('paused, Suspended')
    expect(row).toMatchObject({ desired: 5, ready: 2, updated: null, available: null })
  })

  test('without completions asks for one success', () => {
    expect(projectJob(keep(job.fields, { spec: { parallelism: 4 }, status: {} }), undefined).desired).toBe(1)
  })
})

const early = '2026-11-24T10:00:00Z'
const late = '2026-11-24T11:00:00Z'

describe('a CronJob', () => {
  test.each<[string, Json, Json, string]>([
    ['that never ran is scheduled', {}, {}, 'healthy, Scheduled'],
    ['that is suspended is paused', { suspend: true }, { lastScheduleTime: late }, 'paused, Suspended'],
    [
      'that runs leaves the outcome open',
      {},
      { active: [{ name: 'a' }], lastScheduleTime: late, lastSuccessfulTime: early },
      'healthy, Running',
    ],
    [
      'whose last run succeeded is healthy',
      {},
      { lastScheduleTime: early, lastSuccessfulTime: late },
      'healthy, Scheduled',
    ],
    [
      'whose last run did not succeed is degraded',
      {},
      { lastScheduleTime: late, lastSuccessfulTime: early },
      'degraded, Last run failed: The last run did not succeed',
    ],
    [
      'that never succeeded is degraded',
      {},
      { lastScheduleTime: late },
      'degraded, Last run failed: No run has succeeded yet',
    ],
  ])('%s', (_, spec, status, expected) => {
    const row = projectCronJob(keep(cronJob.fields, { spec, status }), undefined)
    expect(told(row)).toBe(expected)
    expect(row.desired).toBeNull()
  })

  test('being deleted is terminating', () => {
    const row = projectCronJob(
      keep(cronJob.fields, { metadata: { deletionTimestamp }, spec: {}, status: {} }),
      undefined,
    )
    expect(told(row)).toBe('progressing, Terminating')
  })
})

describe('a pod that nothing owns', () => {
  test.each<[string, Json, string, number]>([
    [
      'is ready when it is',
      { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] },
      'healthy, Running',
      1,
    ],
    ['has done its part when it succeeded', { phase: 'Succeeded' }, 'healthy, Succeeded', 1],
    [
      'is told as in its own line',
      { phase: 'Failed', reason: 'Evicted', message: 'low on memory' },
      'failed, Evicted: Evicted: low on memory',
      0,
    ],
  ])('%s', (_, status, expected, ready) => {
    const object = keep(pod.fields, { metadata: { uid: 'u' }, spec: { containers: [{ image: 'tool:1' }] }, status })
    const row = projectBarePod(object, projectPod(object, null))
    expect(told(row)).toBe(expected)
    expect(row).toMatchObject({ key: 'u', kind: 'Pod', desired: 1, ready, images: 'tool:1' })
  })
})
