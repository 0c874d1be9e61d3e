import { expect, test } from 'vitest'
import { openRig, type Rig } from '@/demo/rig'

const fault = (rig: Rig, body: object) => rig.json('/demo/faults', { method: 'POST', body: JSON.stringify(body) })
const open = (rig: Rig, resource: string) =>
  rig.watch(`/api/v1/${resource}?watch=1&resourceVersion=${rig.cluster.store.version()}`)
const touch = ({ cluster: { store } }: Rig) => {
  const [pod] = store.pods.values()
  if (pod !== undefined) store.pods.update(pod)
}
test('delay makes the answers about one type late', async () => {
  await using rig = await openRig()
  const { clock } = rig.cluster
  await fault(rig, { fault: 'delay', resource: 'pods', milliseconds: 3000 })
  const began = clock.elapsed()
  let late: number | undefined
  const answer = rig.json('/api/v1/pods?limit=1').then(({ code }) => {
    late = clock.elapsed() - began
    return code
  })
  while (late === undefined) {
    clock.advance(100)
    expect((await rig.json('/api/v1/nodes')).code).toBe(200)
  }
  expect(late).toBeGreaterThanOrEqual(3000)
  expect(await answer).toBe(200)
})

test('delay makes events late; when it heals, none is lost or overtaken', async () => {
  await using rig = await openRig()
  const { clock, store } = rig.cluster
  const watch = await open(rig, 'pods')
  await fault(rig, { fault: 'delay', resource: 'pods', milliseconds: 3000 })
  touch(rig)
  const first = store.version()
  let came = false
  const line = watch.next().then((next) => {
    came = true
    return next
  })
  clock.advance(2900)
  touch(rig)
  expect((await rig.json('/api/v1/nodes')).code).toBe(200)
  expect(came).toBe(false)
  clock.advance(200)
  touch(rig)
  await line
  await fault(rig, { fault: 'heal' })
  touch(rig)
  const seen = [await line, await watch.next(), await watch.next(), await watch.next()]
  expect(seen.map((each) => Number(each?.object.metadata.resourceVersion) - first)).toEqual([0, 1, 2, 3])
})

test('clock-skew puts the timestamps and the Date header off, and nothing is waited for longer or shorter', async () => {
  await using rig = await openRig({ churn: 0 })
  const { clock, store } = rig.cluster
  const before = clock.now()
  const order: string[] = []
  clock.after(5000, () => order.push('five seconds'))
  await fault(rig, { fault: 'clock-skew', offset: 3600, seconds: 60 })
  clock.advance(4900)
  expect(order).toEqual([])
  clock.advance(100)
  expect(order).toEqual(['five seconds'])
  const body = JSON.stringify({ metadata: { name: 'skewed' } })
  const response = await rig.request('/api/v1/namespaces/cart/configmaps', { method: 'POST', body })
  expect(response.headers.get('date')).toBe(new Date(before + 3_605_000).toUTCString())
  expect(store.configmaps.get('cart', 'skewed')?.metadata.creationTimestamp).toBe('2026-11-24T09:00:05Z')
  clock.advance(60_000)
  expect(clock.now()).toBe(before + 65_000)
})

test.each([-3600, 3600])('with a clock that is off by %d s the cluster goes on', async (offset) => {
  await using rig = await openRig({ pods: 300 })
  const { clock, store } = rig.cluster
  await fault(rig, { fault: 'clock-skew', offset })
  const deployment = store.deployments.get('cart', 'api')
  if (deployment === undefined) throw new Error('The shop has no cart.')
  const replicas = deployment.spec.replicas + 2
  const body = JSON.stringify({ spec: { replicas } })
  const patched = await rig.json('/apis/apps/v1/namespaces/cart/deployments/api', {
    method: 'PATCH',
    body,
    headers: { 'content-type': 'application/merge-patch+json' },
  })
  expect(patched.code).toBe(200)
  clock.advance(120_000)
  expect(store.deployments.get('cart', 'api')?.status.readyReplicas).toBe(replicas)
})

const webhook = 'admission webhook "policy.quarterdeck.example" denied the request'
const unreachable =
  'Internal error occurred: failed calling webhook "policy.quarterdeck.example": failed to call webhook: Post ' +
  '"https://policy-webhook.platform.svc:443/validate?timeout=10s": dial tcp 10.96.200.17:443: connect: connection refused'

test.each([
  [{ message: 'images must come from our registry' }, 400, `${webhook}: images must come from our registry`],
  [{}, 400, `${webhook} without explanation`],
  [{ unreachable: true }, 500, unreachable],
])('a webhook (%j) refuses what people and controllers create', async (more, code, message) => {
  await using rig = await openRig({ pods: 300 })
  const { clock, store } = rig.cluster
  await fault(rig, { fault: 'webhook', namespace: 'cart', ...more })
  const body = JSON.stringify({ metadata: { name: 'new' } })
  const create = (namespace: string) => rig.json(`/api/v1/namespaces/${namespace}/configmaps`, { method: 'POST', body })
  expect(await create('cart')).toMatchObject({ code, body: { message } })
  expect((await create('checkout')).code).toBe(201)
  const pod = [...store.pods.values()].find(
    ({ metadata: { namespace, ownerReferences } }) =>
      namespace === 'cart' && ownerReferences?.[0]?.kind === 'ReplicaSet',
  )
  if (pod === undefined) throw new Error('The shop has no cart.')
  store.pods.remove(pod)
  clock.advance(2000)
  const said = [...store.events.values()].filter(({ reason }) => reason === 'FailedCreate')
  expect(said.map((event) => event.message)).toContain(`Error creating: ${message}`)
  await fault(rig, { fault: 'heal' })
  expect((await create('cart')).code).toBe(201)
})

test('a webhook can be asked about one type only, on a dry run too', async () => {
  await using rig = await openRig()
  await fault(rig, { fault: 'webhook', resource: 'configmaps', message: 'no' })
  const create = (path: string) =>
    rig.json(`/api/v1${path}?dryRun=All`, { method: 'POST', body: JSON.stringify({ metadata: { name: 'new' } }) })
  expect((await create('/namespaces/cart/configmaps')).body.message).toBe(`${webhook}: no`)
  expect((await create('/namespaces')).code).toBe(201)
})
