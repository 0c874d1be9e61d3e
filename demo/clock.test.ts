import { expect, test } from 'vitest'
import { createClock, toTimestamp } from './clock'

test.each([
  '2026-11-24T08:00:00.000Z',
  '2026-11-24T23:59:59.999Z',
  '1969-12-31T23:59:59.500Z',
  '2028-02-29T00:00:01.001Z',
])('a timestamp of %s has its seconds', (text) => {
  expect(toTimestamp(Date.parse(text))).toBe(`${text.slice(0, 19)}Z`)
  expect(toTimestamp(Date.parse(text) + 0.25)).toBe(`${text.slice(0, 19)}Z`)
})

test('what is due runs in the order of its instants, and of the asking where they are equal', () => {
  const clock = createClock(1000)
  const ran: string[] = []
  const run = (name: string) => () => void ran.push(`${name} ${clock.now()}`)
  clock.after(30, run('late'))
  clock.after(10, run('first'))
  clock.after(10, run('second'))
  clock.after(20, run('never'))()
  clock.after(10, () => clock.after(5, run('later')))
  clock.advanceTo(1030)
  expect(ran).toEqual(['first 1010', 'second 1010', 'later 1015', 'late 1030'])
})

test('a skewed clock shows another time and waits as long as before', () => {
  const clock = createClock(1000)
  const ran: number[] = []
  clock.after(10, () => ran.push(clock.now()))
  clock.skew(-500)
  clock.advance(9)
  expect([clock.now(), clock.elapsed(), ran]).toEqual([509, 9, []])
  clock.advance(1)
  clock.skew(0)
  expect([clock.now(), ran]).toEqual([1010, [510]])
})
