import { expect, test } from 'vitest'
import type { HorizontalPodAutoscaler } from '@/demo/store/autoscaling-objects'
import { afterScaling, emptyMemory, normalize, type ScalingMemory } from './hpa-limits'

type Spec = HorizontalPodAutoscaler['spec']

const second = 1000
const now = 10_000 * second
const base: Spec = { scaleTargetRef: { kind: 'Deployment', name: 'web' }, minReplicas: 2, maxReplicas: 20 }
const up = (rules: object): Spec => ({ ...base, behavior: { scaleUp: rules } })
const down = (rules: object): Spec => ({
  ...base,
  behavior: { scaleDown: { stabilizationWindowSeconds: 0, ...rules } },
})
const pods = (value: number, periodSeconds = 60) => ({ type: 'Pods', value, periodSeconds })
const percent = (value: number, periodSeconds = 60) => ({ type: 'Percent', value, periodSeconds })

/** Recommendations so many seconds ago. */
const recommended = (...all: readonly (readonly [number, number])[]): ScalingMemory => ({
  ...emptyMemory,
  recommendations: all.map(([ago, replicas]) => ({ at: now - ago * second, replicas })),
})

test.each<[string, Spec, number, number, ScalingMemory, number, string, string]>([
  ['as wished', base, 4, 5, emptyMemory, 5, 'ReadyForNewScale', 'DesiredWithinRange'],
  ['at most twice as many', base, 6, 18, emptyMemory, 12, 'ReadyForNewScale', 'ScaleUpLimit'],
  ['at least 4 may be reached at once', base, 1, 9, emptyMemory, 4, 'ReadyForNewScale', 'ScaleUpLimit'],
  ['not above the maximum', base, 15, 40, emptyMemory, 20, 'ReadyForNewScale', 'TooManyReplicas'],
  ['not below the minimum', base, 4, 1, emptyMemory, 2, 'ReadyForNewScale', 'TooFewReplicas'],
  [
    'the highest wish of 5 minutes',
    base,
    8,
    3,
    recommended([100, 6], [301, 12]),
    6,
    'ScaleDownStabilized',
    'DesiredWithinRange',
  ],
  ['default rules: 4 pods or twice as many', up({}), 3, 20, emptyMemory, 7, 'ReadyForNewScale', 'ScaleUpLimit'],
  [
    'policies: the greater change',
    up({ policies: [pods(4), percent(50)] }),
    10,
    20,
    emptyMemory,
    15,
    'ReadyForNewScale',
    'ScaleUpLimit',
  ],
  [
    'policies: the smaller change',
    up({ selectPolicy: 'Min', policies: [pods(4), percent(50)] }),
    10,
    20,
    emptyMemory,
    14,
    'ReadyForNewScale',
    'ScaleUpLimit',
  ],
  ['upwards disabled', up({ selectPolicy: 'Disabled' }), 5, 9, emptyMemory, 5, 'ReadyForNewScale', 'ScaleUpLimit'],
  [
    'upwards only after a window',
    up({ stabilizationWindowSeconds: 60 }),
    5,
    9,
    recommended([30, 6]),
    6,
    'ScaleUpStabilized',
    'DesiredWithinRange',
  ],
  ['downwards by pods', down({ policies: [pods(2)] }), 10, 4, emptyMemory, 8, 'ReadyForNewScale', 'ScaleDownLimit'],
  [
    'downwards by per cent',
    down({ policies: [percent(10)] }),
    15,
    4,
    emptyMemory,
    13,
    'ReadyForNewScale',
    'ScaleDownLimit',
  ],
  [
    'downwards: the smaller change',
    down({ selectPolicy: 'Min', policies: [pods(4), percent(10)] }),
    20,
    4,
    emptyMemory,
    18,
    'ReadyForNewScale',
    'ScaleDownLimit',
  ],
  [
    'downwards disabled',
    down({ selectPolicy: 'Disabled' }),
    9,
    3,
    emptyMemory,
    9,
    'ReadyForNewScale',
    'ScaleDownLimit',
  ],
  [
    'a window of its own',
    down({ stabilizationWindowSeconds: 60 }),
    9,
    3,
    recommended([59, 7], [61, 9]),
    7,
    'ScaleDownStabilized',
    'DesiredWithinRange',
  ],
])('%s', (_, spec, current, desired, memory, replicas, able, limited) => {
  const found = normalize({ spec, current, desired, memory, now })
  expect([found.replicas, found.able.reason, found.limited.reason]).toEqual([replicas, able, limited])
  expect(found.limited.holds).toBe(limited !== 'DesiredWithinRange')
})

test('a policy counts what its period has seen already', () => {
  const spec = up({ policies: [pods(4, 60)] })
  const grown = afterScaling(emptyMemory, 6, 9, now - 30 * second)
  expect(normalize({ spec, current: 9, desired: 20, memory: grown, now }).replicas).toBe(10)
  expect(normalize({ spec, current: 9, desired: 20, memory: grown, now: now + 31 * second }).replicas).toBe(13)
  const shrunk = afterScaling(emptyMemory, 12, 9, now - 30 * second)
  expect(normalize({ spec, current: 9, desired: 20, memory: shrunk, now }).replicas).toBe(16)
})
