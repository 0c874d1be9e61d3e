import { expect, test } from 'vitest'
import { createResumption } from './resumption'

const line = (at: number, text: string, nanos = 0) => ({ at, nanos, text })

function resumed(before: ReturnType<typeof line>[], ...after: ReturnType<typeof line>[][]) {
  const resumption = createResumption()
  for (const each of before) resumption.seen(each)
  resumption.reopened()
  const answers = after.map((lines) => resumption.resume(lines))
  return {
    fresh: answers.flatMap(({ fresh }) => fresh.map(({ text }) => text)),
    gap: answers.find(({ gap }) => gap !== undefined)?.gap?.at,
  }
}

const before = [line(1000, 'a'), line(2000, 'b'), line(2000, 'c')]

test.each<[string, ReturnType<typeof line>[][], string[], number | undefined]>([
  ['what was seen is left out', [[line(2000, 'b'), line(2000, 'c'), line(2500, 'd')]], ['d'], undefined],
  ['in several chunks', [[line(2000, 'b')], [line(2000, 'c')], [line(2500, 'd')]], ['d'], undefined],
  ['another line of the very instant is new', [[line(2000, 'b'), line(2000, 'c'), line(2000, 'd')]], ['d'], undefined],
  ['nanoseconds order', [[line(2000, 'b'), line(2000, 'c'), line(2000, 'd', 1)]], ['d'], undefined],
  ['a place that is lost is a gap', [[line(9000, 'x'), line(9001, 'y')]], ['x', 'y'], 2000],
  ['nothing new yet', [[line(2000, 'b')], [line(2000, 'c')]], [], undefined],
])('%s', (_, after, fresh, gap) => {
  expect(resumed(before, ...after)).toEqual({ fresh, gap })
})

test('is asked from the second in which it was left', () => {
  const resumption = createResumption()
  expect(resumption.sinceTime()).toBe(undefined)
  resumption.seen(line(Date.parse('2026-11-24T10:00:05.678Z'), 'a'))
  expect(resumption.sinceTime()).toBe('2026-11-24T10:00:05Z')
})
