import { expect, test } from 'vitest'
import { windowAround } from './query'

test.each([
  ['the first screen asks what the server drew', 0, 27, 0, 100],
  ['near the end of a block the next comes along', 30, 70, 0, 200],
  ['in the middle of nowhere', 4210, 4240, 4100, 200],
  ['a jump to the end of a long list', 49_970, 49_999, 49_900, 200],
  ['a screen higher than any window', 0, 900, 0, 500],
])('%s', (_, first, last, offset, limit) => {
  expect(windowAround(first, last)).toEqual({ offset, limit })
})
