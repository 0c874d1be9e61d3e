import fc from 'fast-check'
import { expect, test } from 'vitest'
import { comparePlaces, createTimeline, type Placed } from './timeline'

const place = (at: number, nanos: number, turn: number): Placed => ({ at, nanos, turn })

function read<T extends Placed>(timeline: { readonly length: number; at(index: number): T | undefined }) {
  return Array.from({ length: timeline.length }, (_, index) => timeline.at(index))
}

test('whatever the batches and however much is taken away, what is left is what sorting would give', () => {
  const instants = fc.array(fc.tuple(fc.nat(20), fc.nat(2)), { minLength: 1, maxLength: 8 })
  const step = fc.oneof(instants, fc.nat(6))
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const timeline = createTimeline<Placed>()
      let expected: Placed[] = []
      let turn = 0
      for (const what of steps) {
        if (typeof what === 'number') {
          for (let count = 0; count < what; count++) expect(timeline.shift()).toBe(expected.shift())
          continue
        }
        const batch = what.map(([at, nanos]) => place(at, nanos, turn++)).sort(comparePlaces)
        timeline.merge(batch)
        expected = [...expected, ...batch].sort(comparePlaces)
      }
      expect(read(timeline)).toEqual(expected)
      for (const [index, item] of expected.entries()) expect(timeline.countBefore(item)).toBe(index)
    }),
  )
})

test('a hundred thousand more than there is room for leave exactly the latest', () => {
  const timeline = createTimeline<Placed>()
  for (let turn = 0; turn < 120_000; turn += 100) {
    timeline.merge(Array.from({ length: 100 }, (_, index) => place(turn + index, 0, turn + index)))
    while (timeline.length > 20_000) timeline.shift()
  }
  expect([timeline.length, timeline.at(0)?.at, timeline.at(19_999)?.at]).toEqual([20_000, 100_000, 119_999])
  expect(timeline.at(20_000)).toBeUndefined()
  expect(timeline.at(-1)).toBeUndefined()
})
