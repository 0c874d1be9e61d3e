import { expect, test } from 'vitest'
import { parseTextFilter } from './log-filter'

const line = 'GET /Cart 500 in 12 ms: upstream timed out (a.b)'

/** The line with what matches in angle brackets; undefined when it does not match. */
function marked(filter: string, text = line): string | undefined {
  const { matcher } = parseTextFilter(filter)
  if (matcher === null) return text
  if (!matcher.matches(text)) return undefined
  let end = 0
  const parts = matcher.placesIn(text).map(([begin, to]) => {
    const part = `${text.slice(end, begin)}<${text.slice(begin, to)}>`
    end = to
    return part
  })
  return parts.join('') + text.slice(end)
}

test.each([
  ['', line],
  ['  ', line],
  ['cart', 'GET /<Cart> 500 in 12 ms: upstream timed out (a.b)'],
  ['TIMED get', '<GET> /Cart 500 in 12 ms: upstream <timed> out (a.b)'],
  ['cart 404', undefined],
  ['"timed out"', 'GET /Cart 500 in 12 ms: upstream <timed out> (a.b)'],
  ['"out timed"', undefined],
  ['(a.b)', 'GET /Cart 500 in 12 ms: upstream timed out <(a.b)>'],
  ['a.r', undefined],
  ['/a.t 5\\d\\d/', 'GET /C<art 500> in 12 ms: upstream timed out (a.b)'],
  ['/cart', 'GET </Cart> 500 in 12 ms: upstream timed out (a.b)'],
  ['/^get/i', '<GET> /Cart 500 in 12 ms: upstream timed out (a.b)'],
  ['/x*/', line],
  ['time timed', 'GET /Cart 500 in 12 ms: upstream <timed> out (a.b)'],
])('%s', (filter, expected) => {
  expect(marked(filter)).toBe(expected)
})

test('an expression that is none says so, and filters nothing', () => {
  expect(parseTextFilter('/(a/')).toEqual({
    matcher: null,
    problem: expect.stringMatching(/^This regular expression can't be used: .+\.$/),
  })
})
