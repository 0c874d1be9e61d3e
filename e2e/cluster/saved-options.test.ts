import { expect, it } from 'vitest'
import { Failure } from './failure'
import { mergeOptions } from './saved-options'
import { defaultOptions } from './spec'

it('starts from the defaults in a new folder', () => {
  expect(mergeOptions({}, undefined)).toEqual(defaultOptions)
})

it('keeps what a cluster was made with unless asked otherwise', () => {
  const saved = { ...defaultOptions, nodes: 60, portBase: 20_000, metricResolution: '30s' }
  expect(mergeOptions({ scrapeInterval: '1m' }, saved)).toEqual({ ...saved, scrapeInterval: '1m' })
})

it('adds nodes to a cluster and never forgets any', () => {
  const saved = { ...defaultOptions, nodes: 60 }
  expect(mergeOptions({ nodes: 100 }, saved).nodes).toBe(100)
  expect(mergeOptions({ nodes: 5 }, saved).nodes).toBe(60)
})

it('refuses other ports for a cluster whose nodes already carry theirs', () => {
  const saved = { ...defaultOptions, portBase: 20_000 }
  expect(() => mergeOptions({ portBase: 30_000 }, saved)).toThrow(Failure)
  expect(mergeOptions({ portBase: 20_000 }, saved).portBase).toBe(20_000)
})
