import { expect, test } from 'vitest'
import { shortNames } from './short-names'

test.each([
  [[], []],
  [['web-7d4-abcde'], ['web-7d4-abcde']],
  [
    ['web-7d4-abcde', 'web-7d4-xyz12'],
    ['abcde', 'xyz12'],
  ],
  [
    ['web-7d4-abcde', 'web-8ff-abcde'],
    ['7d4-abcde', '8ff-abcde'],
  ],
  [
    ['db-0', 'db-1', 'db-10'],
    ['0', '1', '10'],
  ],
  [
    ['web-7d4-abcde', 'web-7d4-abxyz'],
    ['abcde', 'abxyz'],
  ],
  [
    ['alpha', 'beta'],
    ['alpha', 'beta'],
  ],
  [
    ['web', 'web-1'],
    ['web', 'web-1'],
  ],
  [
    ['db-0', 'db-0'],
    ['db-0', 'db-0'],
  ],
])('%j are told apart as %j', (names, expected) => {
  const short = shortNames(names)
  expect(names.map((name) => short.get(name))).toEqual(expected)
})
