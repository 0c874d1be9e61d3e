import { describe, expect, test } from 'vitest'
import { nextRuns } from './next-runs'
import { scheduleWords } from './schedule-words'
import { describeWorkload } from './workload'

const alone = { standing: null, revisions: [], jobs: [] }
const describeOf = (kind: string, spec: object, status: object = {}) =>
  describeWorkload(kind, { metadata: { name: 'web', namespace: 'shop' }, spec, status }, alone)

test.each<[string, object, readonly string[]]>([
  [
    'Deployment',
    { replicas: 10, strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } } },
    ['Rolling update: at most 3 pods more (25%) and 2 fewer (25%) than the 10 wanted.'],
  ],
  [
    'Deployment',
    { replicas: 3, strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: '10%' } } },
    ['Rolling update: at most 0 pods more and 1 fewer (10%) than the 3 wanted.'],
  ],
  [
    'Deployment',
    { strategy: { type: 'Recreate' } },
    ['Recreate: all old pods end before new ones start; nothing serves in between.'],
  ],
  [
    'StatefulSet',
    { podManagementPolicy: 'OrderedReady', updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 2 } } },
    [
      'Rolling update: one pod at a time, the highest ordinal first.',
      'Partition 2: pods with a lower ordinal keep the old revision on purpose.',
      'Pods start one after the other, each once the one before is ready.',
    ],
  ],
  [
    'DaemonSet',
    { updateStrategy: { type: 'OnDelete' } },
    ['On delete: a pod gets the new revision when somebody deletes it.'],
  ],
  [
    'DaemonSet',
    {
      minReadySeconds: 30,
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
    },
    ['Rolling update: at most 1 of its pods away at a time.', 'A pod counts as available once it was ready for 30 s.'],
  ],
])('the strategy of a %s %o in words', (kind, spec, words) => {
  expect(describeOf(kind, spec).strategy).toEqual(words)
})

test.each<[string, object, object, readonly string[]]>([
  [
    'Deployment',
    { replicas: 3 },
    { replicas: 4, updatedReplicas: 2, readyReplicas: 3, availableReplicas: 3 },
    ['Desired 3', 'Current 4', 'Updated 2', 'Ready 3', 'Available 3'],
  ],
  [
    'Job',
    { completions: 5, parallelism: 2 },
    { active: 2, succeeded: 3 },
    ['Desired 5', 'Active 2', 'Succeeded 3', 'Failed 0'],
  ],
  [
    'DaemonSet',
    {},
    { desiredNumberScheduled: 61, currentNumberScheduled: 61, numberReady: 60 },
    ['Desired 61', 'Current 61', 'Updated 0', 'Ready 60', 'Available 0'],
  ],
  ['CronJob', {}, {}, []],
])('the counts of a %s', (kind, spec, status, counts) => {
  expect(describeOf(kind, spec, status).counts.map(({ term, count }) => `${term} ${count}`)).toEqual(counts)
})

test('a StatefulSet in the middle of a rollout has two revisions, the one it goes to first', () => {
  const { revisions } = describeOf('StatefulSet', {}, { currentRevision: 'db-1', updateRevision: 'db-2' })
  expect(revisions.map(({ hash, current }) => [hash, current])).toEqual([
    ['db-2', true],
    ['db-1', false],
  ])
})

test('a CronJob shows the template, schedule and limits of its Jobs', () => {
  const spec = {
    schedule: '0 3 * * *',
    timeZone: 'Europe/Lisbon',
    concurrencyPolicy: 'Forbid',
    jobTemplate: {
      spec: { backoffLimit: 0, template: { spec: { containers: [{ name: 'main', image: 'report:1' }] } } },
    },
  }
  const detail = describeOf('CronJob', spec, { lastSuccessfulTime: '2026-11-24T03:00:09Z' })
  expect(detail.schedule).toEqual({
    expression: '0 3 * * *',
    words: 'every day at 03:00',
    zone: 'Europe/Lisbon',
    suspended: false,
  })
  expect(detail.containers).toMatchObject([{ name: 'main', image: 'report:1', state: null }])
  expect(detail.facts).toEqual(
    expect.arrayContaining([
      { term: 'Last success', at: Date.parse('2026-11-24T03:00:09Z') },
      { term: 'Concurrency', text: 'a new run is left out while one still runs' },
      { term: 'Gives up after', text: '0 failures' },
    ]),
  )
})

test.each([
  ['* * * * *', 'every minute'],
  ['*/5 * * * *', 'every 5 minutes'],
  ['0 * * * *', 'every hour at minute 0'],
  ['30 */6 * * *', 'every 6 hours at minute 30'],
  ['0 3 * * *', 'every day at 03:00'],
  ['15 6,18 * * *', 'every day at 06:15, 18:15'],
  ['30 2 * * 1-5', 'Monday to Friday at 02:30'],
  ['0 0 * * 0', 'every Sunday at 00:00'],
  ['0 9 * * mon,thu', 'on Monday, Thursday at 09:00'],
  ['0 4 1 * *', 'on day 1 of every month at 04:00'],
  ['@hourly', 'every hour at minute 0'],
  ['@every 90m', 'every 90m'],
  ['0 4 1 1 *', null],
  ['1-5 3 * * *', null],
  ['0 0 13 * 5', null],
  ['0 25x * * *', null],
  ['', null],
])('the schedule "%s" in words: %s', (expression, words) => expect(scheduleWords(expression)).toBe(words))

describe('the next runs', () => {
  const now = Date.parse('2026-11-24T10:02:30Z')
  const runs = (expression: string, zone = '', suspended = false) =>
    nextRuns({ expression, words: null, zone, suspended }, now, 2).map((at) => new Date(at).toISOString())

  test.each([
    ['*/5 * * * *', '', ['2026-11-24T10:05:00.000Z', '2026-11-24T10:10:00.000Z']],
    ['0 3 * * *', 'Europe/Berlin', ['2026-11-25T02:00:00.000Z', '2026-11-26T02:00:00.000Z']],
    ['0 3 * * *', 'Nowhere/Land', []],
    ['not a schedule', '', []],
  ])('of %s %s', (expression, zone, expected) => expect(runs(expression, zone)).toEqual(expected))

  test('of a suspended one are none', () => expect(runs('* * * * *', '', true)).toEqual([]))
})

test.each(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'CronJob'])(
  'odd input gives a detail of a %s all the same',
  (kind) => {
    for (const object of [
      null,
      [],
      { spec: [], status: 'x' },
      { spec: { template: { spec: { containers: 1 } }, replicas: 'two' } },
    ])
      expect(describeWorkload(kind, object, alone)).toMatchObject({ of: 'workload', kind })
  },
)
