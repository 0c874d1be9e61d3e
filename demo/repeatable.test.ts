import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { findStory } from '@/demo/story/stories'
import { createCluster } from './cluster'

const minute = 60_000

/** What every change of ten minutes comes to: each one's type, key, version and JSON. */
function tenMinutes(stride: number) {
  const now = Date.parse('2026-11-24T08:00:00Z')
  const cluster = createCluster({ pods: 600, churn: 5, seed: '1', now, story: findStory('shop') })
  const hash = createHash('sha256')
  let changes = 0
  for (const collection of cluster.store.all)
    collection.listen(({ type, version, object }) => {
      changes++
      const { namespace = '', name } = object.metadata
      hash.update(`${type} ${collection.type.resource} ${namespace}/${name} ${version} ${JSON.stringify(object)}\n`)
    })
  for (let at = 0; at < 10 * minute; at += stride) cluster.clock.advance(stride)
  return { changes, hash: hash.digest('hex') }
}

test('the same seed and start give the same changes to the last byte, in ticks as in strides', () => {
  const ticked = tenMinutes(50)
  expect(ticked.changes).toBeGreaterThan(3000)
  expect(tenMinutes(1000)).toEqual(ticked)
}, 30_000)
