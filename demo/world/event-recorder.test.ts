import { expect, test } from 'vitest'
import { createClock } from '@/demo/clock'
import type { KubeObject } from '@/demo/store/objects'
import { createStore } from '@/demo/store/store'
import { createEventRecorder } from './event-recorder'

const start = Date.parse('2026-11-24T10:00:00Z')
const pod = (name: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'shop', uid: `uid-${name}`, resourceVersion: '7', creationTimestamp: '' },
})
const pulled = { type: 'Normal', reason: 'Pulled', message: 'Image pulled', component: 'kubelet', host: 'n1' } as const

function createRecorder(most?: number) {
  const clock = createClock(start)
  const store = createStore()
  const recorder = createEventRecorder(store, clock, most)
  const events = () => [...store.events.values()].map(({ involvedObject, count }) => `${involvedObject.name} ${count}`)
  return { clock, recorder, events, store }
}

test('the same words about the same object are counted up', () => {
  const { clock, recorder, events, store } = createRecorder()
  recorder.record(pod('a'), pulled)
  clock.advance(5000)
  recorder.record(pod('a'), pulled)
  recorder.record(pod('b'), pulled)
  expect(events()).toEqual(['a 2', 'b 1'])
  const [first] = store.events.values()
  expect(first).toMatchObject({ firstTimestamp: '2026-11-24T10:00:00Z', lastTimestamp: '2026-11-24T10:00:05Z' })
})

test('they are gone an hour after they were last said', () => {
  const { clock, recorder, events } = createRecorder()
  recorder.record(pod('a'), pulled)
  recorder.record(pod('b'), pulled)
  clock.advance(40 * 60_000)
  recorder.record(pod('a'), pulled)
  clock.advance(25 * 60_000)
  expect(events()).toEqual(['a 2'])
  clock.advance(60 * 60_000)
  expect(events()).toEqual([])
})

test('of very many, those that were silent longest go', () => {
  const { recorder, events } = createRecorder(2)
  for (const name of ['a', 'b', 'a', 'c']) recorder.record(pod(name), pulled)
  expect(events()).toEqual(['a 2', 'c 1'])
})
