import { expect, test } from 'vitest'
import { backoffDelay } from './backoff'

test('doubles from 0.5 s to 10 s', () => {
  expect([0, 1, 2, 3, 4, 5, 60].map((failures) => backoffDelay(failures, 0))).toEqual([
    500, 1000, 2000, 4000, 8000, 10_000, 10_000,
  ])
})

test('comes up to half of it sooner', () => {
  expect(backoffDelay(0, 0.5)).toBe(375)
  expect(backoffDelay(60, 1)).toBe(5000)
})
