import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { parseQuestion } from '@/lib/live/question'
import { podsShape } from '@/lib/views/pods'
import { everything } from '@/lib/views/sight'
import { sightOf } from '@/lib/views/testing/sight'
import type { ViewShape } from '@/lib/views/view'
import { createFrame } from './frame'
import { createSelections } from './selections'
import { createView } from './view'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function open() {
  const frame = createFrame()
  const { view } = createView(podsShape as unknown as ViewShape, frame, () => undefined)
  const freshness = { read: () => ({}), subscribe: () => () => undefined }
  let last = 0
  const selections = createSelections(
    {
      open: (_, __, sight) => ({ view, rank: 0, sight, close: () => undefined }),
      freshness: () => freshness,
    },
    frame,
    () => `s${++last}`,
  )
  return (query: string, sight = everything) => {
    const parsed = parseQuestion(podsShape, new URLSearchParams(query))
    if ('problem' in parsed) throw new Error(parsed.problem.sentence)
    return selections.acquire('pods', parsed.value, sight).value.id
  }
}

test.each([
  ['q=Web&namespace=b&namespace=a', 'namespace=a&namespace=b&q=web'],
  ['name=web-1&limit=100', 'name=web-1'],
  ['facet.status=A&facet.health=failed&facet.status=B', 'facet.health=failed&facet.status=B&facet.status=A'],
])('equal questions share a selection: %s and %s', (one, other) => {
  const ask = open()
  expect(ask(one)).toBe(ask(other))
})

test.each([
  ['name=web-1', 'name=web-2'],
  ['name=web-1', 'q=web-1'],
  ['namespace=a', 'namespace=b'],
  ['facet.node=', ''],
  ['sort=name', 'sort=-name'],
  ['limit=1', 'limit=2'],
  ['offset=1', 'offset=2'],
])('other questions have one of their own: %s and %s', (one, other) => {
  const ask = open()
  expect(ask(one)).not.toBe(ask(other))
})

test('other sights have one of their own', () => {
  const ask = open()
  expect(ask('name=web-1')).not.toBe(ask('name=web-1', sightOf({ pods: 'all' })))
})
