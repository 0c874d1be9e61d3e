import { expect, test } from 'vitest'
import { openEmptyRig } from '@/demo/api/empty-rig'

const jobs = '/apis/batch/v1/namespaces/cart/jobs'
const sets = '/apis/apps/v1/namespaces/cart/daemonsets'
const generation = 'deprecated.daemonset.template.generation'

async function openCart() {
  const rig = await openEmptyRig()
  await rig.ask('POST', '/api/v1/namespaces', { metadata: { name: 'cart' } })
  return rig
}

const templateOf = (labels: object) => ({
  metadata: { labels },
  spec: { restartPolicy: 'Never', containers: [{ name: 'a', image: 'a:1' }] },
})

// What a real API server 1.36.3 made of the same bodies.
test.each([
  ['has its template’s, with those by which it finds its pods', {}, { app: 'report', 'job-name': 'report' }],
  ['keeps its own', { labels: { own: 'label' } }, { own: 'label' }],
])('a Job without labels or with some %s', async (_, metadata, expected) => {
  await using rig = await openCart()
  const template = templateOf({ app: 'report' })
  const { body } = await rig.ask('POST', jobs, { metadata: { name: 'report', ...metadata }, spec: { template } })
  expect(body).toMatchObject({ metadata: { labels: expected } })
  expect(body).toMatchObject({ spec: { template: { metadata: { labels: { app: 'report', 'job-name': 'report' } } } } })
  const isOwn = 'labels' in metadata
  expect('job-name' in (rig.store.jobs.get('cart', 'report')?.metadata.labels ?? {})).toBe(!isOwn)
})

test('a DaemonSet counts its templates, whatever a client writes', async () => {
  await using rig = await openCart()
  const generationNow = () => rig.store.daemonsets.get('cart', 'agent')?.metadata.annotations?.[generation]
  const template = { ...templateOf({ app: 'agent' }), spec: { containers: [{ name: 'a', image: 'a:1' }] } }
  await rig.ask('POST', sets, {
    metadata: { name: 'agent' },
    spec: { selector: { matchLabels: { app: 'agent' } }, template },
  })
  expect(generationNow()).toBe('1')
  const patch = (body: object) => rig.ask('PATCH', `${sets}/agent`, body, 'application/merge-patch+json')
  await patch({ metadata: { annotations: { [generation]: '7', note: 'x' } } })
  expect(generationNow()).toBe('1')
  await patch({ spec: { template: { metadata: { annotations: { a: 'b' } } } } })
  expect(generationNow()).toBe('2')
})
