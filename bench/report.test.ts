import { expect, it } from 'vitest'
import { missedGoals, type Report } from './report'

const report = (pods: number, value: number): Report => ({
  pods,
  machine: { cores: 2, load: 1 },
  floors: [],
  results: [
    {
      name: 'change',
      wallSeconds: 1,
      cpuSeconds: 1,
      readings: [{ name: 'change p99', value, unit: 'ms' }],
      beside: [],
      notes: [],
    },
  ],
})

it('names each number that misses its goal', () => {
  expect(missedGoals(report(10_000, 1234))).toEqual(['Missed: change p99 is 1,234 ms, the goal is at most 150 ms.'])
})

it.each([
  ['kept to the point', 10_000, 150],
  ['of a cluster of a size that nothing was promised for', 20_000, 1234],
])('says nothing of a number %s', (_, pods, value) => {
  expect(missedGoals(report(pods, value))).toEqual([])
})

it('takes a number that could not be measured for missed', () => {
  expect(missedGoals(report(10_000, Number.NaN))).toHaveLength(1)
})
