import { expect, it } from 'vitest'
import { median, percentile } from './percentile'

it('gives a value that was there, whatever their order', () => {
  const values = [5, 1, 4, 2, 3]
  expect([percentile(values, 0), median(values), percentile(values, 0.99), percentile(values, 1)]).toEqual([1, 3, 5, 5])
  expect(percentile([], 0.5)).toBeNaN()
})
