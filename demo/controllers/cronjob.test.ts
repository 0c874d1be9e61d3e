import { expect, test } from 'vitest'
import type { CronJob } from '@/demo/store/objects'
import { parseSchedule } from './cron-schedule'
import { openWorkloads, type Workloads } from './rig'

const at = (text: string) => Date.parse(text)

test.each([
  ['*/5 * * * *', undefined, '2026-11-24T08:03:00Z', '2026-11-24T08:05:00Z'],
  ['0 2 * * *', undefined, '2026-11-24T08:00:00Z', '2026-11-25T02:00:00Z'],
  ['0,30 9-17 * * MON-FRI', undefined, '2026-11-27T17:30:00Z', '2026-11-30T09:00:00Z'],
  ['0 0 13 * 5', undefined, '2026-11-24T00:00:00Z', '2026-11-27T00:00:00Z'],
  ['0 12 29 2 *', undefined, '2026-11-24T00:00:00Z', '2028-02-29T12:00:00Z'],
  ['@hourly', undefined, '2026-11-24T08:00:00Z', '2026-11-24T09:00:00Z'],
  ['@every 90s', undefined, '2026-11-24T08:00:00Z', '2026-11-24T08:01:30Z'],
  ['30 9 * * *', 'Europe/Berlin', '2026-11-24T08:00:00Z', '2026-11-24T08:30:00Z'],
  ['30 9 * * *', 'America/New_York', '2026-07-01T00:00:00Z', '2026-07-01T13:30:00Z'],
])('%s in %s is next due after %s at %s', (text, zone, from, next) => {
  expect(new Date(parseSchedule(text, zone)?.next(at(from)) ?? 0)).toEqual(new Date(next))
})

test.each(['* * * *', '61 * * * *', '* * * * * *', 'soon', '*/0 * * * *'])('%s is no schedule', (text) => {
  expect(parseSchedule(text)).toBeUndefined()
})

test('a time zone that nobody knows is no schedule', () => {
  expect(parseSchedule('* * * * *', 'Mars/Olympus')).toBeUndefined()
})

function create(rig: Workloads, spec: Partial<CronJob['spec']> = {}, status: CronJob['status'] = {}, age = 0): void {
  rig.cluster.store.cronjobs.create({
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: rig.metadata('nightly', {
      creationTimestamp: new Date(rig.cluster.clock.now() - age * 1000).toISOString(),
    }),
    spec: {
      schedule: '* * * * *',
      concurrencyPolicy: 'Forbid',
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 1,
      jobTemplate: { spec: { template: rig.template('report:1', { restartPolicy: 'Never' }) } },
      ...spec,
    },
    status,
  })
}
const find = ({ cluster, namespace }: Workloads) => cluster.store.cronjobs.get(namespace, 'nightly')
const jobs = ({ cluster }: Workloads) => [...cluster.store.jobs.values()].map(({ metadata }) => metadata.name)

test('it starts a Job on the minute, sees it complete and keeps as many as its history allows', () => {
  const rig = openWorkloads({ scheduled: true })
  rig.behave('report:1', { run: 'complete', seconds: 5 })
  create(rig)
  rig.wait(62)
  const minute = at('2026-11-24T08:01:00Z') / 60_000
  expect(jobs(rig)).toEqual([`nightly-${minute}`])
  expect(find(rig)?.status).toMatchObject({
    lastScheduleTime: '2026-11-24T08:01:00Z',
    active: [{ kind: 'Job', name: `nightly-${minute}` }],
  })
  rig.wait(120)
  expect(jobs(rig)).toEqual([`nightly-${minute + 1}`, `nightly-${minute + 2}`])
  expect(rig.events('nightly').slice(0, 4)).toEqual([
    `SuccessfulCreate: Created job nightly-${minute}`,
    `SawCompletedJob: Saw completed job: nightly-${minute}, condition: Complete`,
    `SuccessfulCreate: Created job nightly-${minute + 1}`,
    `SawCompletedJob: Saw completed job: nightly-${minute + 1}, condition: Complete`,
  ])
  expect(rig.events('nightly')).toContain(`SuccessfulDelete: Deleted job nightly-${minute}`)
})

test('with Forbid a running Job makes it miss, with Replace the running one goes', () => {
  const rig = openWorkloads({ scheduled: true })
  rig.behave('report:1', { run: 'serve', seconds: 0 })
  create(rig)
  rig.wait(182)
  const first = at('2026-11-24T08:01:00Z') / 60_000
  expect(jobs(rig)).toEqual([`nightly-${first}`])
  expect(rig.events('nightly')).toContain(
    'JobAlreadyActive: Not starting job because prior execution is running and concurrency policy is Forbid (x2)',
  )
  rig.change(rig.cluster.store.cronjobs, 'nightly', { concurrencyPolicy: 'Replace' })
  rig.wait(1)
  expect(jobs(rig)).toEqual([`nightly-${first + 2}`])
  expect(rig.events('nightly')).toContain(`SuccessfulDelete: Deleted job nightly-${first}`)
})

test('after more than a hundred missed starts it warns and makes the latest', () => {
  const rig = openWorkloads({ scheduled: true })
  create(rig, {}, { lastScheduleTime: '2026-11-24T05:00:00Z' }, 86_400)
  rig.wait(1)
  expect(rig.events('nightly')).toContain(
    'TooManyMissedTimes: too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check clock skew',
  )
  expect(find(rig)?.status.lastScheduleTime).toBe('2026-11-24T08:00:00Z')
})

test('a start that is older than its deadline is not made up for; suspended, none is', () => {
  const rig = openWorkloads({ scheduled: true })
  create(
    rig,
    { schedule: '0 6 * * *', startingDeadlineSeconds: 600 },
    { lastScheduleTime: '2026-11-23T06:00:00Z' },
    86_400,
  )
  rig.wait(5)
  expect(jobs(rig)).toEqual([])
  rig.change(rig.cluster.store.cronjobs, 'nightly', { startingDeadlineSeconds: 8000, suspend: true })
  rig.wait(5)
  expect(jobs(rig)).toEqual([])
  rig.change(rig.cluster.store.cronjobs, 'nightly', { suspend: false })
  rig.wait(5)
  expect(find(rig)?.status.lastScheduleTime).toBe('2026-11-24T06:00:00Z')
})
