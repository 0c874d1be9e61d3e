import { expect, test } from 'vitest'
import { formatAtOffset, formatInstant } from './instant'

const at = Date.UTC(2026, 2, 29, 0, 59, 5, 999)

test('an instant reads in UTC to the second', () => {
  expect(formatInstant(at, 'utc')).toBe('2026-03-29 00:59:05 UTC')
})

test.each([
  [60, '2026-03-29 01:59:05 +01:00'],
  [345, '2026-03-29 06:44:05 +05:45'],
  [-150, '2026-03-28 22:29:05 -02:30'],
  [0, '2026-03-29 00:59:05 +00:00'],
])('an instant reads on a clock %i minutes ahead of UTC: %s', (offset, expected) => {
  expect(formatAtOffset(at, offset)).toBe(expected)
})

test('the reader is told the same instant on their own clock', () => {
  const [date, time, offset] = formatInstant(at, 'local').split(' ')
  expect(Date.parse(`${date}T${time}${offset}`)).toBe(at - 999)
})
