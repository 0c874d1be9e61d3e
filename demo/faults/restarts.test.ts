import { expect, test } from 'vitest'
import { openRig, type Rig } from '@/demo/rig'

const fault = (rig: Rig, body: object) => rig.json('/demo/faults', { method: 'POST', body: JSON.stringify(body) })
/** A client may still pick a connection that was cut: it asks again, as clients do. */
const ask = (rig: Rig, path: string) => rig.json(path).catch(() => rig.json(path))
const watchFrom = (rig: Rig, version: number | string) => {
  const path = `/api/v1/pods?watch=1&resourceVersion=${version}`
  return rig.watch(path).catch(() => rig.watch(path))
}
const touch = ({ cluster: { store } }: Rig) => {
  const [pod] = store.pods.values()
  return pod && store.pods.update(pod)
}

test('restart cuts every connection; watches of before are told 410, lists of before go on, and versions too', async () => {
  await using rig = await openRig()
  const { store } = rig.cluster
  const version = store.version()
  const { metadata } = (await rig.json('/api/v1/pods?limit=50')).body
  touch(rig)
  const watch = await watchFrom(rig, store.version())
  const waiting = watch.next()
  await fault(rig, { fault: 'restart' })
  await expect(waiting).rejects.toThrow()
  const again = await watchFrom(rig, version)
  expect((await again.next())?.object).toMatchObject({
    code: 410,
    message: `too old resource version: ${version} (${version + 1})`,
  })
  const page = (await ask(rig, `/api/v1/pods?limit=50&continue=${metadata.continue}`)).body
  expect([page.metadata.resourceVersion, page.items.length]).toEqual([String(version), 50])
  const next = await watchFrom(rig, store.version())
  touch(rig)
  expect((await next.next())?.object.metadata.resourceVersion).toBe(String(version + 2))
})

test('rollback brings back the remembered state with its versions and uids', async () => {
  await using rig = await openRig()
  const { store } = rig.cluster
  await fault(rig, { fault: 'remember' })
  const version = store.version()
  const before = (await rig.json('/api/v1/pods')).body
  const [first, second] = store.pods.values()
  if (first === undefined || second === undefined) throw new Error('There are no pods.')
  store.pods.remove(first)
  store.pods.update(second)
  const configmap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { ...second.metadata, name: 'later' } }
  store.configmaps.create(configmap as never)
  const watch = await watchFrom(rig, store.version())
  const waiting = watch.next()
  const future = store.version()
  await fault(rig, { fault: 'rollback' })
  await expect(waiting).rejects.toThrow()
  expect(store.configmaps.get(second.metadata.namespace, 'later')).toBeUndefined()
  const after = (await ask(rig, '/api/v1/pods')).body
  expect([after.metadata.resourceVersion, after.items]).toEqual([String(version), before.items])
  expect((await ask(rig, `/api/v1/pods?resourceVersion=${future}`)).body.message).toBe(
    `Timeout: Too large resource version: ${future}, current: ${version}`,
  )
})

test('a watch from a version that a rollback took away hears nothing until the versions have caught up', async () => {
  await using rig = await openRig()
  const { store } = rig.cluster
  await fault(rig, { fault: 'remember' })
  const version = store.version()
  for (let count = 0; count < 3; count++) touch(rig)
  await fault(rig, { fault: 'rollback' })
  const watch = await watchFrom(rig, version + 3)
  for (let count = 0; count < 4; count++) touch(rig)
  expect((await watch.next())?.object.metadata.resourceVersion).toBe(String(version + 4))
})

test('after a rollback the controllers bring the world in order again', async () => {
  await using rig = await openRig({ pods: 300 })
  const { store, clock } = rig.cluster
  await fault(rig, { fault: 'remember' })
  const deployment = store.deployments.get('cart', 'api')
  if (deployment === undefined) throw new Error('The shop has no cart.')
  store.deployments.update({ ...deployment, spec: { ...deployment.spec, replicas: 1 } })
  clock.advance(120_000)
  await fault(rig, { fault: 'rollback' })
  clock.advance(120_000)
  const now = store.deployments.get('cart', 'api')
  expect([now?.metadata.uid, now?.spec.replicas]).toEqual([deployment.metadata.uid, deployment.spec.replicas])
  expect(now?.status.readyReplicas).toBe(deployment.spec.replicas)
})

test('a rollback without anything remembered is refused in a sentence', async () => {
  await using rig = await openRig()
  expect(await fault(rig, { fault: 'rollback' })).toMatchObject({
    code: 400,
    body: { message: 'Nothing is remembered yet: send {"fault":"remember"} first.' },
  })
})
