import { expect, it } from 'vitest'
import { latencies } from './writes'

const writes = [
  { number: 1, sentAt: 100 },
  { number: 2, sentAt: 110 },
  { number: 3, sentAt: 120 },
]

it('counts a write as seen when its number or a later one of the same pod was seen', () => {
  const seenLate = [
    [3, 150],
    [2, 140],
  ] as const
  expect(latencies(writes, seenLate, 2)).toEqual([50, 30, 30])
})

it('leaves out what was never seen', () => {
  expect(latencies(writes, [[1, 101]], 2)).toEqual([1])
})
