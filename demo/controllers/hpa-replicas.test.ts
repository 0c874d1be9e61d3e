import { expect, test } from 'vitest'
import { type Ask, replicasForUtilization, replicasForValue, type ScaledPod } from './hpa-replicas'

const now = Date.parse('2026-11-24T08:00:00Z')
const minute = 60_000

/** As in upstream's tests: a pod is hot while it still starts, cold once it should have been ready. */
interface Given {
  readonly value?: number
  readonly request?: number
  readonly unready?: true
  readonly hot?: true
  readonly phase?: string
  readonly deleted?: true
}

function podOf({ value, request = 1000, unready, hot, phase = 'Running', deleted }: Given, index: number): ScaledPod {
  const startedAt = hot ? now : now - 10 * minute
  return {
    name: `pod-${index}`,
    phase,
    deleted: deleted ?? false,
    startedAt,
    ready: { holds: !unready, since: startedAt },
    sample: value === undefined ? undefined : { value, at: now, window: minute },
    request,
  }
}

function ask(current: number, pods: readonly Given[], isCpu = true): Ask {
  return { pods: pods.map(podOf), current, isCpu, now, tolerance: { up: 0.1, down: 0.1 } }
}

const values = (...all: readonly number[]) => all.map((value): Given => ({ value }))
const unready = (pod: Given): Given => ({ ...pod, unready: true })
const hot = (pod: Given): Given => ({ ...pod, hot: true })

// k8s.io/kubernetes pkg/controller/podautoscaler/replica_calculator_test.go, v1.36, with one container for its two.
test.each<[string, number, readonly Given[], number, number, number]>([
  ['ScaleUp', 3, values(300, 500, 700), 30, 5, 50],
  ['ScaleUpUnreadyLessScale', 3, [unready({ value: 300 }), ...values(500, 700)], 30, 4, 60],
  ['ScaleUpHotCpuLessScale', 3, [hot({ value: 300 }), ...values(500, 700)], 30, 4, 60],
  ['ScaleUpUnreadyNoScale', 3, [{ value: 400 }, unready({ value: 500 }), unready({ value: 700 })], 30, 3, 40],
  ['ScaleHotCpuNoScale', 3, [{ value: 400 }, hot(unready({ value: 500 })), hot(unready({ value: 700 }))], 30, 3, 40],
  ['ScaleUpIgnoresFailedPods', 2, [...values(500, 700), { phase: 'Failed' }, { phase: 'Failed' }], 30, 4, 60],
  ['ScaleUpIgnoresDeletionPods', 2, [...values(500, 700), { deleted: true }, { deleted: true }], 30, 4, 60],
  ['ScaleDown', 5, values(100, 300, 500, 250, 250), 50, 3, 28],
  ['ScaleDownExcludeUnreadyPods', 5, [...values(100, 300, 500), ...values(250, 250).map(unready)], 50, 2, 30],
  ['ScaleDownExcludeUnscheduledPods', 5, [{ value: 100 }, ...Array(4).fill({ phase: 'Pending' })], 50, 1, 10],
  ['ScaleDownIgnoreHotCpuPods', 5, [...values(100, 300, 500), ...values(250, 250).map(hot)], 50, 2, 30],
  ['ScaleDownIgnoresFailedPods', 5, [...values(100, 300, 500, 250, 250), { phase: 'Failed' }], 50, 3, 28],
  [
    'Tolerance',
    3,
    [
      { value: 1010, request: 900 },
      { value: 1030, request: 1000 },
      { value: 1020, request: 1100 },
    ],
    100,
    3,
    102,
  ],
  ['MissingMetrics', 4, [...values(400, 95), {}, {}], 100, 3, 24],
  ['MissingMetricsNoChangeEq', 2, [{ value: 1000 }, {}], 100, 2, 100],
  ['MissingMetricsNoChangeGt', 2, [{ value: 1900 }, {}], 100, 2, 190],
  ['MissingMetricsNoChangeLt', 2, [{ value: 600 }, {}], 100, 2, 60],
  ['MissingMetricsUnreadyChange', 3, [unready({ value: 100 }), { value: 450 }, {}], 50, 3, 45],
  ['MissingMetricsHotCpuNoChange', 3, [hot({ value: 100 }), { value: 450 }, {}], 50, 3, 45],
  ['MissingMetricsUnreadyScaleUp', 3, [unready({ value: 100 }), { value: 2000 }, {}], 50, 4, 200],
  ['MissingMetricsUnreadyScaleDown', 4, [unready({ value: 100 }), ...values(100, 100), {}], 50, 3, 10],
  ['DuringRollingUpdateWithMaxSurge', 2, [...values(100, 100), {}], 50, 2, 10],
])('%s', (_, current, pods, target, replicas, utilization) => {
  expect(replicasForUtilization(ask(current, pods), target)).toMatchObject({ replicas, utilization })
})

test.each<[string, number, readonly Given[], number, number, number]>([
  ['ScaleUpCM', 3, values(20_000, 10_000, 30_000), 15_000, 4, 20_000],
  [
    'ScaleUpCMUnreadyHotCpuNoLessScale',
    3,
    [...values(50_000, 10_000), hot(unready({ value: 30_000 }))],
    15_000,
    6,
    30_000,
  ],
  ['ScaleDownCM', 5, values(12_000, 12_000, 12_000, 12_000, 12_000), 20_000, 3, 12_000],
  ['ToleranceCM', 3, values(20_000, 21_000, 21_000), 20_000, 3, 20_666],
  ['DuringRollingUpdateWithMaxSurgeCM', 2, [...values(10_000, 10_000), {}], 17_000, 2, 10_000],
])('%s: readiness says nothing about what is not CPU', (_, current, pods, target, replicas, average) => {
  expect(replicasForValue(ask(current, pods, false), target)).toMatchObject({ replicas, average })
})

test('a tolerance of its own lets a direction move', () => {
  const given = { ...ask(3, values(20_000, 21_000, 21_000), false), tolerance: { up: 0.01, down: 0.1 } }
  expect(replicasForValue(given, 20_000)).toMatchObject({ replicas: 4 })
})

test.each<[string, readonly ScaledPod[], string]>([
  ['no pods', [], 'no pods returned by selector while calculating replica count'],
  [
    'only pods that start',
    [podOf({ phase: 'Pending' }, 0)],
    'did not receive metrics for targeted pods (pods might be unready)',
  ],
  [
    'a pod without a request',
    [{ ...podOf({ value: 200 }, 0), request: { missing: 'missing request for cpu in container main of Pod pod-0' } }],
    'missing request for cpu in container main of Pod pod-0',
  ],
])('%s: there is no size', (_, pods, failure) => {
  expect(replicasForUtilization({ ...ask(2, []), pods }, 50)).toEqual({ failure })
})
