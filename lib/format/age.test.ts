import { expect, test } from 'vitest'
import { formatAge } from './age'
import { formatRestarts } from './restarts'

const s = 1000
const m = 60 * s
const h = 60 * m
const d = 24 * h
const now = Date.UTC(2026, 10, 24)

// The cases of TestHumanDuration and TestHumanDurationBoundaries (apimachinery v0.36 pkg/util/duration), and some more.
test.each([
  [-10 * s, '<invalid>'],
  [-2 * s, '<invalid>'],
  [-2 * s + 1, '0s'],
  [-1 * s, '0s'],
  [-1, '0s'],
  [0, '0s'],
  [999, '0s'],
  [1 * s, '1s'],
  [70 * s, '70s'],
  [2 * m - 1, '119s'],
  [2 * m, '2m'],
  [2 * m + 1 * s, '2m1s'],
  [10 * m - 1, '9m59s'],
  [10 * m, '10m'],
  [10 * m + 30 * s, '10m'],
  [3 * h - 1, '179m'],
  [3 * h, '3h'],
  [3 * h + 10 * m, '3h10m'],
  [8 * h - 1, '7h59m'],
  [8 * h, '8h'],
  [8 * h + 45 * m, '8h'],
  [2 * d - 1, '47h'],
  [2 * d, '2d'],
  [2 * d + 2 * h, '2d2h'],
  [8 * d - 1, '7d23h'],
  [8 * d, '8d'],
  [8 * d + 12 * h, '8d'],
  [2 * 365 * d - 1, '729d'],
  [2 * 365 * d, '2y'],
  [2 * 365 * d + 3 * d, '2y3d'],
  [8 * 365 * d - 1, '7y364d'],
  [8 * 365 * d, '8y'],
  [8 * 365 * d + 364 * d, '8y'],
  [9 * 365 * d, '9y'],
])('an age of %i ms reads as kubectl prints it: %s', (age, expected) => {
  expect(formatAge(now, now - age)).toBe(expected)
})

test.each([
  [0, null, '0'],
  [0, now - m, '0'],
  [3, null, '3'],
  [3, now - 5 * m, '3 (5m ago)'],
  [12, now - 49 * s, '12 (49s ago)'],
])('%i restarts, the last at %s, read as kubectl prints them: %s', (restarts, at, expected) => {
  expect(formatRestarts(restarts, at, now)).toBe(expected)
})
