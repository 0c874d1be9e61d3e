import { expect, test } from 'vitest'
import { dayOf, formatExactTime, formatLineTime } from './line-time'
import { parseLogInstant } from './timestamp'

const at = Date.UTC(2026, 10, 24, 23, 2, 5, 7)

test('a line begins with the time to the millisecond, with its day where asked', () => {
  expect(formatLineTime(at, 'utc', false)).toBe('23:02:05.007')
  expect(formatLineTime(at, 'utc', true)).toBe('2026-11-24 23:02:05.007')
})

test("on the reader's clock it is what their clock shows", () => {
  const date = new Date(at)
  expect(formatLineTime(at, 'local', false).slice(0, 5)).toBe(
    [date.getHours(), date.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':'),
  )
})

test('days change at midnight', () => {
  expect(dayOf(at + 3_600_000, 'utc') - dayOf(at, 'utc')).toBe(1)
  expect(dayOf(at + 3_000_000, 'utc')).toBe(dayOf(at, 'utc'))
})

test.each(['2026-11-24T10:00:05.123456789Z', '2026-11-24T10:00:05.000000001Z'])(
  '%s is written as it was read',
  (text) => {
    expect(formatExactTime(parseLogInstant(text) ?? { at: 0, nanos: 0 })).toBe(text)
  },
)
