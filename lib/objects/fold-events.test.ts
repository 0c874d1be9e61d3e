import { expect, test } from 'vitest'
import type { EventRow } from '@/lib/views/events'
import { foldEvents } from './fold-events'

let made = 0
const event = (change: Partial<EventRow>): EventRow => ({
  key: `e${++made}`,
  namespace: 'shop',
  type: 'Normal',
  reason: 'Pulled',
  message: 'Image pulled',
  object: 'Pod/web-1',
  owner: 'Deployment/web',
  about: 'u1',
  container: null,
  source: 'kubelet',
  count: 1,
  firstAt: 10,
  lastAt: 10,
  ...change,
})

test('events of one reason are one, with their count and time', () => {
  const folds = foldEvents([
    event({ reason: 'BackOff', type: 'Warning', count: 7, firstAt: 5, lastAt: 40 }),
    event({ lastAt: 20, firstAt: 20 }),
    event({ reason: 'BackOff', type: 'Warning', count: 2, firstAt: 3, lastAt: 60 }),
  ])
  expect(folds).toMatchObject([
    { reason: 'BackOff', warning: true, count: 9, firstAt: 3, lastAt: 60, events: [{ lastAt: 60 }, { lastAt: 40 }] },
    { reason: 'Pulled', warning: false, count: 1 },
  ])
})

test('a warning and a normal event of one reason stay apart', () => {
  expect(foldEvents([event({}), event({ type: 'Warning' })])).toHaveLength(2)
})

test('a namesake inherits none', () => {
  expect(foldEvents([event({}), event({ about: 'u0' })], 'u1')).toMatchObject([{ count: 1 }])
})

test('an event without times or count is one event', () => {
  expect(foldEvents([event({ count: 0, firstAt: 0, lastAt: 0 })])).toMatchObject([{ count: 1, firstAt: 0, lastAt: 0 }])
})
