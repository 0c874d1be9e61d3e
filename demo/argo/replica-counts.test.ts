import { expect, test } from 'vitest'
import { approximateCounts, basicCanaryCounts } from './replica-counts'

// The cases of argo-rollouts v1.9, utils/replicaset/canary_test.go: TestCalculateReplicaCountsForCanary.
// replicas, weight, surge, unavailable, canary and stable [asked for, available], others; then the counts.
const cases: readonly (readonly [
  string,
  number,
  number,
  number,
  number,
  readonly [number, number],
  readonly [number, number],
  number,
  number,
  number,
])[] = [
  [
    'Do not add extra RSs in scaleDownCount when .Spec.Replica < AvailableReplicas',
    10,
    100,
    3,
    0,
    [6, 3],
    [7, 8],
    0,
    6,
    7,
  ],
  ['Use max surge int to scale up canary', 10, 20, 2, 0, [0, 0], [10, 10], 0, 2, 10],
  ['Use max surge percentage to scale up canary', 10, 20, 20, 0, [0, 0], [10, 10], 0, 2, 10],
  ['Scale down extra stable replicas', 10, 20, 20, 0, [2, 2], [10, 10], 0, 2, 8],
  ['Do not go past max surge', 10, 30, 2, 0, [0, 0], [10, 10], 0, 2, 10],
  ['Use max unavailable int to scale down stableRS', 10, 20, 0, 2, [0, 0], [10, 10], 0, 0, 8],
  ['Use max surge percentage to scale down stableRS', 10, 20, 0, 20, [0, 0], [10, 10], 0, 0, 8],
  ['Do not go past max unavailable', 10, 30, 0, 2, [0, 0], [10, 10], 0, 0, 8],
  ['Use Max Surge and Max Unavailable', 10, 50, 2, 1, [0, 0], [10, 10], 0, 2, 9],
  ['Scale canaryRS to zero on setWeight of 0%', 10, 0, 1, 1, [1, 1], [10, 10], 0, 0, 10],
  ['Scale stable to zero on setWeight of 100%', 10, 100, 1, 1, [10, 10], [1, 1], 0, 10, 0],
  ['Do not scale canaryRS down to zero on non-zero weight', 1, 20, 1, 0, [0, 0], [1, 1], 0, 1, 1],
  ['Do not scale canaryRS down to zero on non-100 weight', 1, 90, 1, 0, [0, 0], [1, 1], 0, 1, 1],
  ['Scale canaryRS to zero on <50 weight without surge', 1, 49, 0, 1, [0, 0], [1, 1], 0, 0, 1],
  ['Scale stableRS down to zero on >=50 weight without surge', 1, 51, 0, 1, [0, 0], [1, 1], 0, 0, 0],
  ['Scale canaryRS to one on >=50 weight without surge and stable replicas', 1, 51, 0, 1, [0, 0], [0, 0], 0, 1, 0],
  ['Scale up Stable before canaryRS', 10, 30, 1, 0, [0, 0], [1, 1], 3, 1, 7],
  ['Scale down canaryRS and stable', 10, 30, 0, 3, [4, 4], [8, 5], 0, 3, 7],
  ['Scale down stable and canary available', 10, 100, 1, 0, [10, 8], [10, 2], 0, 9, 2],
  ['Do not scale down canaryRS or stable when older RS count >= scaleDownCount', 10, 30, 0, 1, [4, 2], [8, 6], 3, 4, 8],
  ['Do not round past maxSurge with uneven setWeight divisor', 10, 5, 0, 1, [0, 0], [10, 10], 0, 0, 9],
  ['Do not round past maxSurge with uneven setWeight divisor (part 2)', 10, 5, 0, 1, [0, 0], [9, 9], 0, 1, 9],
  [
    'Use maxUnavailable of 1 when percentage of maxUnavailable and maxSurge result in 0 replicas',
    10,
    10,
    0,
    0,
    [0, 0],
    [10, 10],
    0,
    0,
    9,
  ],
  ['scale down to maxunavailable without exceeding maxSurge', 3, 99, 0, 2, [0, 0], [3, 3], 0, 0, 1],
  ['scale down to maxunavailable without exceeding maxSurge (part 2)', 3, 99, 0, 2, [0, 0], [1, 1], 0, 2, 1],
]

test.each(cases)(
  '%s',
  (_, replicas, weight, surge, unavailable, canary, stable, others, expectedCanary, expectedStable) => {
    const counts = basicCanaryCounts({
      replicas,
      weight,
      maxWeight: 100,
      surge: surge === 0 && unavailable === 0 ? 0 : surge,
      unavailable: surge === 0 && unavailable === 0 ? 1 : unavailable,
      canary: { replicas: canary[0], available: canary[1] },
      stable: { replicas: stable[0], available: stable[1] },
      others,
    })
    expect(counts).toEqual({ canary: expectedCanary, stable: expectedStable })
  },
)

// TestApproximateWeightedNewStableReplicaCounts: replicas, weight, most, surge; canary, stable.
const weights: readonly (readonly [number, number, number, number, number, number])[] = [
  [1, 0, 100, 0, 0, 1],
  [1, 1, 100, 0, 0, 1],
  [1, 49, 100, 0, 0, 1],
  [1, 50, 100, 0, 1, 0],
  [1, 99, 100, 0, 1, 0],
  [1, 100, 100, 0, 1, 0],
  [1, 0, 100, 1, 0, 1],
  [1, 1, 100, 1, 1, 1],
  [1, 49, 100, 1, 1, 1],
  [1, 50, 100, 1, 1, 1],
  [1, 99, 100, 1, 1, 1],
  [1, 100, 100, 1, 1, 0],
  [2, 0, 100, 0, 0, 2],
  [2, 1, 100, 0, 1, 1],
  [2, 50, 100, 0, 1, 1],
  [2, 99, 100, 0, 1, 1],
  [2, 100, 100, 0, 2, 0],
  [2, 0, 100, 1, 0, 2],
  [2, 1, 100, 1, 1, 2],
  [2, 50, 100, 1, 1, 1],
  [2, 99, 100, 1, 2, 1],
  [2, 100, 100, 1, 2, 0],
  [3, 10, 100, 0, 1, 2],
  [3, 25, 100, 0, 1, 2],
  [3, 33, 100, 0, 1, 2],
  [3, 34, 100, 0, 1, 2],
  [3, 49, 100, 0, 1, 2],
  [3, 50, 100, 0, 2, 1],
  [3, 10, 100, 1, 1, 3],
  [3, 25, 100, 1, 1, 3],
  [3, 33, 100, 1, 1, 2],
  [3, 34, 100, 1, 1, 2],
  [3, 49, 100, 1, 2, 2],
  [3, 50, 100, 1, 2, 2],
  [10, 0, 100, 1, 0, 10],
  [10, 1, 100, 0, 1, 9],
  [10, 14, 100, 0, 1, 9],
  [10, 15, 100, 0, 2, 8],
  [10, 16, 100, 0, 2, 8],
  [10, 99, 100, 0, 9, 1],
  [10, 100, 100, 1, 10, 0],
  [10, 0, 100, 1, 0, 10],
  [10, 1, 100, 1, 1, 10],
  [10, 18, 100, 1, 2, 9],
  [10, 19, 100, 1, 2, 9],
  [10, 20, 100, 1, 2, 8],
  [10, 23, 100, 1, 2, 8],
  [10, 24, 100, 1, 3, 8],
  [10, 25, 100, 1, 3, 8],
  [10, 99, 100, 1, 10, 1],
  [10, 100, 100, 1, 10, 0],
]

test.each(weights)(
  '%d replicas at weight %d of %d with a surge of %d are %d canaries and %d stable ones',
  (replicas, weight, maxWeight, surge, canary, stable) => {
    expect(approximateCounts({ replicas, weight, maxWeight, surge })).toEqual({ canary, stable })
  },
)

test('a Rollout whose canary is its stable set follows its own size', () => {
  const given = { weight: 100, maxWeight: 100, surge: 1, unavailable: 0, stable: undefined, others: 0 }
  expect(basicCanaryCounts({ ...given, replicas: 3, canary: { replicas: 5, available: 5 } }).canary).toBe(3)
  expect(basicCanaryCounts({ ...given, replicas: 8, canary: { replicas: 5, available: 5 } }).canary).toBe(8)
})
