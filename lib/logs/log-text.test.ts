import { expect, test } from 'vitest'
import type { LogEntry } from './log-entry'
import { formatLog } from './log-text'

const at = Date.UTC(2026, 10, 24, 10, 0, 5, 123)
const sources = [{ id: 0, pod: 'web-a', container: 'proxy', state: 'open', sentence: null }] as const
const line = {
  type: 'line',
  source: 0,
  at,
  nanos: 456_789,
  turn: 0,
  timed: true,
  text: 'ready',
  raw: 'ready',
  cut: 0,
} as const

test.each([
  [line, '2026-11-24T10:00:05.123456789Z web-a/proxy ready\n'],
  [{ ...line, raw: '\x1b[31mready' }, '2026-11-24T10:00:05.123456789Z web-a/proxy ready\n'],
  [{ ...line, timed: false }, 'web-a/proxy ready\n'],
  [{ ...line, cut: 1_039_360 }, '2026-11-24T10:00:05.123456789Z web-a/proxy ready [1,015KiB cut]\n'],
  [
    { type: 'gap', source: 0, at, nanos: -1, turn: 0, from: at - 5_000, to: at },
    '[lines of web-a/proxy between 2026-11-24T10:00:00.123Z and 2026-11-24T10:00:05.123Z may be missing]\n',
  ],
] satisfies readonly (readonly [LogEntry, string])[])('%j', (entry, text) => {
  expect(formatLog([entry], sources)).toBe(text)
})
