import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { web } from '@/lib/health/testing/objects'
import type { FreshnessByType } from '@/lib/live/freshness'
import { adviceQuestion } from '@/lib/objects/advice-question'
import { relatedQuestion } from '@/lib/objects/related-question'
import { shapes } from '@/lib/views/shapes'
import { resourcesOf } from '@/lib/views/sight'
import { createFrame } from '@/server/live/frame'
import { createSubjectViews } from './subject-views'
import { createFilledStores, type Json } from './testing/filled-stores'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const types = [...resourcesOf(shapes.related), ...resourcesOf(shapes.advice)]

/** Types of which one is still being read. */
function createReading(last: string) {
  const listeners = new Set<() => void>()
  const told = (state: 'syncing' | 'live'): FreshnessByType => ({
    ...Object.fromEntries(types.map((type) => [type, { state: 'live', since: 0 }])),
    [last]: state === 'live' ? { state, since: 0 } : { state, since: 0, loaded: 0, expected: null },
  })
  let now = told('syncing')
  return {
    read: () => now,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    end() {
      now = told('live')
      for (const listener of listeners) listener()
    },
  }
}

const service: Json = {
  kind: 'Service',
  metadata: { name: 'web', namespace: 'shop', uid: 'service-web' },
  spec: { selector: { app: 'web' }, ports: [{ port: 80 }] },
}

function open(last = 'services') {
  const { stores, put } = createFilledStores()
  const reading = createReading(last)
  const onWhole = vi.fn()
  const views = createSubjectViews(stores, createFrame(), reading, onWhole)
  return { put, views, reading, onWhole }
}

const labelled = { template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'main' }] } } }
const related = relatedQuestion('elsewhere', { kind: 'Deployment', name: 'web' }, [])
const advice = adviceQuestion('Deployment', 'elsewhere', 'web')

const settle = () => vi.advanceTimersByTimeAsync(1_000)

test('a view that nobody asks for costs nothing', async () => {
  const { put, views, reading, onWhole } = open()
  for (const object of [...web({ ready: 3 }), service]) put(object)
  reading.end()
  expect(vi.getTimerCount()).toBe(0)
  expect(onWhole).not.toHaveBeenCalled()
  expect(views.isWhole('related')).toBe(false)
})

test('a view that is asked for late is whole once all that there is was looked at', async () => {
  const { put, views, reading, onWhole } = open()
  for (const object of [...web({ ready: 3 }), service]) put(object)
  reading.end()
  const { rows } = views.open('related', related)
  expect(views.isWhole('related')).toBe(false)
  await settle()
  expect(views.isWhole('related')).toBe(true)
  expect([...rows.values()].map(({ name }) => name)).toEqual(['web'])
  expect(onWhole).toHaveBeenCalledTimes(1)
  expect(views.isWhole('advice')).toBe(false)
})

test.each(['services', 'pods'])('a view is not whole before %s were read', async (last) => {
  const { put, views, reading, onWhole } = open(last)
  views.open('advice', advice)
  for (const object of web({ ready: 3 })) put(object)
  await settle()
  expect(views.isWhole('advice')).toBe(false)
  put(service)
  reading.end()
  expect(views.isWhole('advice')).toBe(false)
  await settle()
  expect(views.isWhole('advice')).toBe(true)
  expect(onWhole).toHaveBeenCalledTimes(1)
})

test('where there is nothing a view is whole at once', () => {
  const { views, reading } = open()
  reading.end()
  views.open('related', related)
  expect(views.isWhole('related')).toBe(true)
})

test('who asks again gets the same view', () => {
  const { views } = open()
  expect(views.open('related', related)).toBe(views.open('related', related))
})

test('what is asked for is told at once, before all else', async () => {
  const { put, views } = open()
  const other = { kind: 'Deployment', metadata: { name: 'api', namespace: 'shop', uid: 'api' }, spec: labelled }
  for (const object of [other, ...web({ ready: 3 }), service]) put(object)
  const { rows } = views.open('related', relatedQuestion('shop', { kind: 'Deployment', name: 'web' }, []))
  expect([...rows.values()].map(({ subject }) => subject)).toEqual(['Deployment/web'])
  const advised = views.open('advice', adviceQuestion('Deployment', 'shop', 'web'))
  expect(advised.rows.size).toBeGreaterThan(0)
  expect(views.isWhole('related')).toBe(false)
})
