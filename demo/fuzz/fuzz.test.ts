import { expect, test } from 'vitest'
import { createRandom } from '@/demo/random'
import { openRig } from '@/demo/rig'
import { findStory } from '@/demo/story/stories'
import { fuzz } from './fuzz'

test('random requests are answered as a server answers them, and the controllers go on', async () => {
  await using rig = await openRig({ pods: 300, churn: 20, story: findStory('shop') })
  const { cluster, port } = rig
  const { unintended, codes } = await fuzz({ cluster, port, random: createRandom('1') }, (requests) => requests < 1000)
  expect(unintended).toEqual([])
  expect([...codes.keys()]).toEqual(expect.arrayContaining([200, 201, 400, 403, 404, 409, 415, 422]))
  await rig.json('/demo/faults', { method: 'POST', body: JSON.stringify({ fault: 'heal' }) })
  const create = (path: string, body: object) => rig.json(path, { method: 'POST', body: JSON.stringify(body) })
  const labels = { app: 'after' }
  const template = {
    metadata: { labels },
    spec: { containers: [{ name: 'web', image: 'registry.shop.example/web:1' }] },
  }
  await create('/api/v1/namespaces', { metadata: { name: 'after' } })
  await create('/apis/apps/v1/namespaces/after/deployments', {
    metadata: { name: 'after' },
    spec: { replicas: 2, selector: { matchLabels: labels }, template },
  })
  cluster.clock.advance(30_000)
  expect((await rig.json('/api/v1/namespaces/after/pods')).body.items).toHaveLength(2)
}, 20_000)
