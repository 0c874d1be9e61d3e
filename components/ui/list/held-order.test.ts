import { expect, test } from 'vitest'
import { countMoves } from './held-order'

test.each([
  ['nothing happened', 'abcd', 'abcd', 0],
  ['one moved to the top', 'abcd', 'dabc', 1],
  ['two changed places', 'abcd', 'bacd', 1],
  ['one came and pushed the rest down', 'abcd', 'xabcd', 1],
  ['one came and the last left the window', 'abcd', 'xabc', 1],
  ['one left', 'abcd', 'acd', 1],
  ['all turned round', 'abcd', 'dcba', 3],
  ['all are others', 'abcd', 'wxyz', 4],
  ['from nothing', '', 'ab', 2],
])('%s', (_, shown, latest, moves) => {
  expect(countMoves([...shown], [...latest])).toBe(moves)
})
