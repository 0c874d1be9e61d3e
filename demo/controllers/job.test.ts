import { expect, test } from 'vitest'
import type { Job, JobSpec } from '@/demo/store/objects'
import { openWorkloads, type Workloads } from './rig'

const name = 'work'

function create(rig: Workloads, spec: Partial<JobSpec> = {}): void {
  rig.cluster.store.jobs.create({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: rig.metadata(name),
    spec: {
      parallelism: 1,
      completions: 1,
      backoffLimit: 6,
      completionMode: 'NonIndexed',
      suspend: false,
      template: rig.template('work:1', { restartPolicy: 'Never' }),
      ...spec,
    },
    status: {},
  })
}
const find = ({ cluster, namespace }: Workloads): Job | undefined => cluster.store.jobs.get(namespace, name)
const told = (rig: Workloads) =>
  (find(rig)?.status.conditions ?? []).map(
    ({ type, status, reason, message }) => `${type}=${status} ${reason}: ${message}`,
  )

test('a Job runs to its completions: first the criteria are met, then it is complete', () => {
  const rig = openWorkloads()
  rig.behave('work:1', { run: 'complete', seconds: 5 })
  create(rig, { completions: 3, parallelism: 2 })
  rig.wait(5)
  expect(find(rig)?.status).toMatchObject({ active: 2, startTime: '2026-11-24T08:00:00Z' })
  expect(rig.pods(name)[0]?.metadata.finalizers).toEqual(['batch.kubernetes.io/job-tracking'])
  rig.wait(60)
  const { uid = '' } = find(rig)?.metadata ?? {}
  expect(rig.pods(name)[0]?.metadata.labels).toMatchObject({ 'batch.kubernetes.io/controller-uid': uid })
  expect(told(rig)).toEqual([
    'SuccessCriteriaMet=True CompletionsReached: Reached expected number of succeeded pods',
    'Complete=True CompletionsReached: Reached expected number of succeeded pods',
  ])
  expect(find(rig)?.status).toMatchObject({ succeeded: 3, ready: 0, terminating: 0, uncountedTerminatedPods: {} })
  expect(find(rig)?.status.completionTime).toBeDefined()
  expect(rig.pods(name).every(({ metadata }) => metadata.finalizers === undefined)).toBe(true)
  expect(rig.events(name).map((line) => line.split(':')[0])).toEqual([
    'SuccessfulCreate',
    'SuccessfulCreate',
    'SuccessfulCreate',
    'Completed',
  ])
})

test('a Job that fails tries again after 10 s, 20 s and 40 s and gives up at its limit', () => {
  const rig = openWorkloads()
  rig.behave('work:1', { run: 'fail', seconds: 1 })
  const births: number[] = []
  const deaths: number[] = []
  const { store, clock } = rig.cluster
  store.pods.listen(({ type, object, previous }) => {
    if (type === 'ADDED') births.push(clock.now())
    if (object.status.phase === 'Failed' && previous?.status.phase !== 'Failed') deaths.push(clock.now())
  })
  create(rig, { backoffLimit: 2 })
  rig.wait(120)
  const waits = births.slice(1).map((at, index) => Math.round((at - (deaths[index] ?? 0)) / 1000))
  expect(waits).toHaveLength(2)
  expect(waits[0]).toBeGreaterThanOrEqual(9)
  expect(waits[0]).toBeLessThanOrEqual(11)
  expect(waits[1]).toBeGreaterThanOrEqual(19)
  expect(waits[1]).toBeLessThanOrEqual(21)
  const words = 'BackoffLimitExceeded: Job has reached the specified backoff limit'
  expect(told(rig)).toEqual([`FailureTarget=True ${words}`, `Failed=True ${words}`])
  expect(find(rig)?.status).toMatchObject({ failed: 3 })
  expect(rig.events(name).at(-1)).toBe(words)
})

test('a Job past its deadline fails: the target at once, the end when its pods are gone', () => {
  const rig = openWorkloads()
  rig.behave('work:1', { run: 'serve', seconds: 0 })
  create(rig, { activeDeadlineSeconds: 20 })
  const steps: string[] = []
  rig.cluster.store.jobs.listen(({ object }) => {
    const line = (object.status.conditions ?? []).map(({ type }) => type).join(' ')
    if (steps.at(-1) !== line) steps.push(line)
  })
  rig.wait(90)
  expect(steps.slice(-2)).toEqual(['FailureTarget', 'FailureTarget Failed'])
  expect(told(rig)[0]).toBe('FailureTarget=True DeadlineExceeded: Job was active longer than specified deadline')
})

test('suspended, a Job gives its pods up and says so; resumed, it starts again', () => {
  const rig = openWorkloads()
  rig.behave('work:1', { run: 'serve', seconds: 0 })
  create(rig, { parallelism: 2, completions: 2, suspend: true })
  rig.wait(2)
  expect(told(rig)).toEqual(['Suspended=True JobSuspended: Job suspended'])
  expect(find(rig)?.status.startTime).toBeUndefined()
  rig.change(rig.cluster.store.jobs, name, { suspend: false })
  rig.wait(10)
  expect(told(rig)).toEqual(['Suspended=False JobResumed: Job resumed'])
  expect(find(rig)?.status).toMatchObject({ active: 2, startTime: '2026-11-24T08:00:02Z' })
})

test('an indexed Job completes each index once', () => {
  const rig = openWorkloads()
  rig.behave('work:1', { run: 'complete', seconds: 2 })
  create(rig, { completions: 4, parallelism: 2, completionMode: 'Indexed' })
  rig.wait(60)
  expect(find(rig)?.status).toMatchObject({ succeeded: 4, completedIndexes: '0-3' })
  const indexes = rig.pods(name).map(({ metadata }) => metadata.labels?.['batch.kubernetes.io/job-completion-index'])
  expect(indexes.sort()).toEqual(['0', '1', '2', '3'])
})

test('a finished Job goes after its time, and its pods with it', () => {
  const rig = openWorkloads()
  rig.behave('work:1', { run: 'complete', seconds: 2 })
  create(rig, { ttlSecondsAfterFinished: 30 })
  rig.wait(25)
  expect(told(rig)).toHaveLength(2)
  rig.wait(30)
  expect(find(rig)).toBeUndefined()
  expect(rig.pods(name)).toEqual([])
})
