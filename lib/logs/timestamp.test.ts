import { expect, test } from 'vitest'
import { parseLogInstant } from './timestamp'

const second = Date.parse('2026-11-24T10:00:05Z')

test.each([
  ['2026-11-24T10:00:05Z', { at: second, nanos: 0 }],
  ['2026-11-24T10:00:05.1Z', { at: second + 100, nanos: 0 }],
  ['2026-11-24T10:00:05.123456789Z', { at: second + 123, nanos: 456_789 }],
  ['2026-11-24T12:00:05.000000001+02:00', { at: second, nanos: 1 }],
  ['2026-11-24 10:00:05', undefined],
  ['2026-99-99T10:00:05Z', undefined],
  ['unable to retrieve container logs', undefined],
])('%s', (text, instant) => {
  expect(parseLogInstant(text)).toEqual(instant)
})
