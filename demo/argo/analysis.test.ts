import { expect, test } from 'vitest'
import type { AnalysisMetric, AnalysisRun } from '@/demo/store/argo-objects'
import { openRolloutRig } from './rig'

const under = 'result[0] < 0.05'

/** Lets a run of one metric go for so many seconds. */
function judged(
  metric: Partial<AnalysisMetric>,
  query: string,
  seconds: number,
  spec: Partial<AnalysisRun['spec']> = {},
) {
  const rig = openRolloutRig()
  const { store, clock } = rig.world
  const provider = { prometheus: { query } }
  store.analysisruns.create({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AnalysisRun',
    metadata: { name: 'run', namespace: 'shop', uid: 'run', resourceVersion: '', generation: 1, creationTimestamp: '' },
    spec: { metrics: [{ name: 'share', ...metric, provider }], ...spec },
    status: { phase: '', runSummary: {} },
  })
  clock.advance(seconds * 1000)
  const run = () => store.analysisruns.get('shop', 'run')?.status
  return { rig, run }
}

test.each<[string, Partial<AnalysisMetric>, string, number, string, string | undefined]>([
  ['one measurement, good', { successCondition: under }, 'vector(0.01)', 1, 'Successful', undefined],
  ['one measurement, bad', { successCondition: under }, 'vector(0.1)', 1, 'Failed', 'failed (1) > failureLimit (0)'],
  ['no condition at all', {}, 'vector(0.1)', 1, 'Successful', undefined],
  ['only a failure condition', { failureCondition: 'result[0] > 0.05' }, 'vector(0.01)', 1, 'Successful', undefined],
  [
    'as often as it is to be',
    { successCondition: under, count: 3, interval: '4s' },
    'vector(0.01)',
    7,
    'Running',
    undefined,
  ],
  [
    'so often, all good',
    { successCondition: under, count: 3, interval: '4s' },
    'vector(0.01)',
    9,
    'Successful',
    undefined,
  ],
  [
    'within the limit of failures',
    { successCondition: under, count: 2, interval: '1s', failureLimit: 2 },
    'vector(0.1)',
    3,
    'Successful',
    undefined,
  ],
  [
    'beyond it',
    { successCondition: under, interval: '1s', failureLimit: 2 },
    'vector(0.1)',
    3,
    'Failed',
    'failed (3) > failureLimit (2)',
  ],
  [
    'neither nor',
    { successCondition: under, failureCondition: 'result[0] > 0.5' },
    'vector(0.1)',
    1,
    'Inconclusive',
    'inconclusive (1) > inconclusiveLimit (0)',
  ],
  ['an endless metric', { successCondition: under, interval: '5s' }, 'vector(0.01)', 600, 'Running', undefined],
  ['only after its delay', { successCondition: under, initialDelay: '30s' }, 'vector(0.01)', 29, 'Running', undefined],
  ['after its delay', { successCondition: under, initialDelay: '30s' }, 'vector(0.01)', 31, 'Successful', undefined],
  [
    'enough successes in a row',
    { successCondition: under, interval: '1s', consecutiveSuccessLimit: 3 },
    'vector(0.01)',
    3,
    'Successful',
    undefined,
  ],
  ['errors, tried again each 10 s', { successCondition: 'result[1] < 1' }, 'vector(0.01)', 39, 'Running', undefined],
  [
    'too many errors',
    { successCondition: 'result[1] < 1' },
    'vector(0.01)',
    41,
    'Error',
    'consecutiveErrors (5) > consecutiveErrorLimit (4): "Error Message: index out of range: 1 (array length is 1)"',
  ],
])('%s', (_, metric, query, seconds, phase, why) => {
  const { run } = judged(metric, query, seconds)
  expect(run()?.phase).toBe(phase)
  expect(run()?.message).toBe(why && `Metric "share" assessed ${phase} due to ${why}`)
})

test('its status has what the real one has', () => {
  const { run } = judged({ successCondition: under, count: 2, interval: '4s' }, 'vector(0.01)', 6)
  const measurement = (at: string) => ({ phase: 'Successful', value: '[0.01]', startedAt: at, finishedAt: at })
  expect(run()).toEqual({
    phase: 'Successful',
    startedAt: '2026-11-24T12:00:00Z',
    completedAt: '2026-11-24T12:00:04Z',
    dryRunSummary: {},
    runSummary: { count: 1, successful: 1 },
    metricResults: [
      {
        name: 'share',
        phase: 'Successful',
        count: 2,
        successful: 2,
        consecutiveSuccess: 2,
        metadata: { ResolvedPrometheusQuery: 'vector(0.01)' },
        measurements: [measurement('2026-11-24T12:00:00Z'), measurement('2026-11-24T12:00:04Z')],
      },
    ],
  })
})

test('a run that is told to end is done with what it has', () => {
  const { rig, run } = judged({ successCondition: under, interval: '5s' }, 'vector(0.01)', 11)
  const { store, clock } = rig.world
  const stored = store.analysisruns.get('shop', 'run')
  if (stored !== undefined) store.analysisruns.update({ ...stored, spec: { ...stored.spec, terminate: true } })
  clock.advance(1000)
  expect(run()).toMatchObject({ phase: 'Successful', message: 'Run Terminated' })
})

test('arguments come into the query, and one without a value is an error', () => {
  const args = [{ name: 'value', value: '0.25' }]
  expect(judged({}, 'vector({{args.value}})', 1, { args }).run()?.metricResults?.[0]?.measurements[0]?.value).toBe(
    '[0.25]',
  )
  expect(judged({}, 'vector({{args.other}})', 1, { args }).run()).toMatchObject({
    phase: 'Error',
    message: 'Unable to resolve metric arguments: failed to resolve {{args.other}}',
  })
})

test('a query that nobody here can answer is an error with a hint', () => {
  const { run } = judged({}, 'sum(up)', 1)
  expect(run()?.metricResults?.[0]?.measurements[0]).toMatchObject({
    phase: 'Error',
    message: expect.stringContaining('vector(N)'),
  })
})

test.each<[string, object, string]>([
  ['no metrics', {}, 'Analysis spec invalid: no metrics specified'],
  ['no provider', { metrics: [{ name: 'a' }] }, 'Analysis spec invalid: metrics[0]: no provider specified'],
  [
    'a name twice',
    { metrics: [{ name: 'a', provider: { web: {} } }, { name: 'a' }] },
    "Analysis spec invalid: metrics[1]: duplicate name 'a'",
  ],
])('a run with %s is an error', (_, spec, message) => {
  const { world } = openRolloutRig()
  const metadata = { name: 'x', namespace: 'shop', uid: 'x', resourceVersion: '', creationTimestamp: '' }
  // As the API stores what users write, whatever the types say.
  world.store.analysisruns.create({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AnalysisRun',
    metadata,
    spec,
  } as unknown as AnalysisRun)
  world.clock.advance(1000)
  expect(world.store.analysisruns.get('shop', 'x')?.status).toMatchObject({ phase: 'Error', message })
})

test('a job is a measurement that takes until it ends', () => {
  const { rig, run } = judged({}, '', 0, {
    metrics: [
      {
        name: 'smoke',
        provider: { job: { spec: { template: { spec: { containers: [{ name: 'smoke', image: 'smoke:1' }] } } } } },
      },
    ],
  })
  const { store, clock } = rig.world
  clock.advance(1000)
  const [job] = store.jobs.values()
  expect(job?.metadata.name).toBe('run.smoke.1')
  expect(run()?.metricResults?.[0]?.measurements[0]).toMatchObject({
    phase: 'Running',
    metadata: { 'job-name': 'run.smoke.1', 'job-namespace': 'shop' },
  })
  const lastTransitionTime = '2026-11-24T12:00:01Z'
  if (job !== undefined)
    store.jobs.update({ ...job, status: { conditions: [{ type: 'Failed', status: 'True', lastTransitionTime }] } })
  clock.advance(1000)
  expect(run()?.phase).toBe('Failed')
})
