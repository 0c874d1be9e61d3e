import { expect, it } from 'vitest'
import { concurrently } from './concurrently'

it('works every item once, never more than the limit at a time', async () => {
  const worked: number[] = []
  let [running, most] = [0, 0]
  await concurrently(
    Array.from({ length: 20 }, (_, index) => index),
    3,
    async (item) => {
      running += 1
      most = Math.max(most, running)
      await Promise.resolve()
      running -= 1
      worked.push(item)
    },
  )
  expect(worked.toSorted((left, right) => left - right)).toEqual(Array.from({ length: 20 }, (_, index) => index))
  expect(most).toBe(3)
})

it('fails with the first error', async () => {
  const failing = concurrently([1, 2, 3], 1, async (item) => {
    if (item === 2) throw new Error('two')
  })
  await expect(failing).rejects.toThrow('two')
})
