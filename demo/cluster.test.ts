import { expect, test } from 'vitest'
import { surgeOf } from '@/demo/controllers/deployment'
import { isActive, isReady } from '@/demo/store/objects'
import { podCells } from '@/demo/tables/pods'
import { type Cluster, createCluster } from './cluster'

const now = Date.parse('2026-11-24T08:00:00Z')
const create = (settings: Partial<Parameters<typeof createCluster>[0]> = {}) =>
  createCluster({ pods: 600, churn: 0, seed: '1', now, ...settings })

function record(cluster: Cluster, seconds: number): readonly string[] {
  const events: string[] = []
  for (const collection of cluster.store.all)
    collection.listen(({ type, object }) => void events.push(JSON.stringify([type, object])))
  cluster.clock.advance(seconds * 1000)
  return events
}

test('the same seed gives the same world and the same events; another seed another', () => {
  const first = record(create({ churn: 50 }), 20)
  expect(first.length).toBeGreaterThan(500)
  expect(record(create({ churn: 50 }), 20).slice(0, 500)).toEqual(first.slice(0, 500))
  expect(record(create({ churn: 50, seed: '2' }), 20).slice(0, 20)).not.toEqual(first.slice(0, 20))
})

test('without churn the world stands still, even when every object is looked at again', () => {
  const cluster = create()
  expect(record(cluster, 3600)).toEqual([])
  for (const { metadata, ...rest } of [...cluster.store.deployments.values()]) {
    cluster.store.deployments.update({ ...rest, metadata, spec: { ...rest.spec } })
  }
  const rewritten = cluster.store.version()
  cluster.clock.advance(3_600_000)
  expect(cluster.store.version()).toBe(rewritten)
})

test.each([0, 20, 75, 600, 2003])('a cluster of %i pods has so many, broken in the usual ways', (pods) => {
  const cluster = create({ pods })
  expect(cluster.store.pods.size).toBe(pods)
  if (pods < 600) return
  const statuses = new Set([...cluster.store.pods.values()].map((pod) => podCells(pod, now)[2]))
  expect(statuses).toEqual(
    new Set([
      'Running',
      'Completed',
      'Error',
      'Pending',
      'CrashLoopBackOff',
      'ImagePullBackOff',
      'CreateContainerConfigError',
      'Init:CrashLoopBackOff',
      'Evicted',
      'Terminating',
    ]),
  )
})

test('a StatefulSet whose update crashes has the revision before, and every node an identity of its own', () => {
  const { store } = create()
  const stopped = [...store.statefulsets.values()].filter(
    ({ status }) => status.currentRevision !== status.updateRevision,
  )
  expect(stopped).not.toEqual([])
  for (const { metadata, status } of stopped)
    expect(store.controllerrevisions.ownedBy(metadata.uid).map(({ metadata: { name } }) => name)).toEqual([
      status.currentRevision,
      status.updateRevision,
    ])
  const nodes = [...store.nodes.values()]
  for (const field of ['machineID', 'systemUUID', 'bootID'])
    expect(new Set(nodes.map(({ status }) => status.nodeInfo[field] || undefined)).size).toBe(nodes.length)
})

test.each([5, 60])('about %i changes a second happen when asked for', (churn) => {
  const { store, clock } = create({ churn })
  const first = store.version()
  clock.advance(300_000)
  const rate = (store.version() - first) / 300
  expect(rate).toBeGreaterThan(churn * 0.7)
  expect(rate).toBeLessThan(churn * 1.3)
})

test('a rolling update keeps to surge and availability and ends with everything new', () => {
  const cluster = create()
  const { store, clock } = cluster
  const find = () => {
    const deployment = store.deployments.get('cart', 'api')
    if (deployment === undefined) throw new Error('cart/api is missing.')
    return deployment
  }
  const { metadata, ...old } = find()
  const { surge, unavailable } = surgeOf(find())
  const podsNow = () =>
    store.replicasets
      .ownedBy(metadata.uid)
      .flatMap((set) => store.pods.ownedBy(set.metadata.uid))
      .filter(isActive)
  let most = 0
  let fewestReady = Number.POSITIVE_INFINITY
  store.pods.listen(() => {
    most = Math.max(most, podsNow().length)
    fewestReady = Math.min(fewestReady, podsNow().filter(isReady).length)
  })
  const [container] = old.spec.template.spec.containers
  if (container === undefined) throw new Error('cart/api has no container.')
  const template = {
    ...old.spec.template,
    spec: { ...old.spec.template.spec, containers: [{ ...container, image: 'shop/api:9.9.9' }] },
  }
  store.deployments.update({ ...old, metadata: { ...metadata, generation: 7 }, spec: { ...old.spec, template } })
  clock.advance(100)
  expect(find().status.observedGeneration).toBe(7)
  expect(find().status.conditions?.find(({ type }) => type === 'Progressing')?.reason).toMatch(
    /^(NewReplicaSetCreated|ReplicaSetUpdated)$/,
  )
  clock.advance(300_000)
  const { replicas } = old.spec
  expect(most).toBeLessThanOrEqual(replicas + surge)
  expect(fewestReady).toBeGreaterThanOrEqual(replicas - unavailable)
  expect(find().status).toMatchObject({
    replicas,
    updatedReplicas: replicas,
    readyReplicas: replicas,
    availableReplicas: replicas,
  })
  expect(find().status.conditions?.find(({ type }) => type === 'Progressing')?.reason).toBe('NewReplicaSetAvailable')
  expect(podsNow().every(({ spec }) => spec.containers[0]?.image === 'shop/api:9.9.9')).toBe(true)
})

test('scaling up brings ready pods, scaling down takes them away gracefully', () => {
  const { store, clock } = create()
  const scale = (replicas: number) => {
    const deployment = store.deployments.get('orders', 'api')
    if (deployment !== undefined) store.deployments.update({ ...deployment, spec: { ...deployment.spec, replicas } })
  }
  const status = () => store.deployments.get('orders', 'api')?.status
  scale(30)
  clock.advance(60_000)
  expect(status()).toMatchObject({ replicas: 30, readyReplicas: 30 })
  scale(2)
  clock.advance(200)
  expect(
    [...store.pods.values()].filter(
      ({ metadata }) =>
        metadata.labels?.['app'] === 'api' &&
        metadata.namespace === 'orders' &&
        metadata.deletionTimestamp !== undefined,
    ),
  ).toHaveLength(28)
  clock.advance(60_000)
  expect(status()).toMatchObject({ replicas: 2, readyReplicas: 2 })
})

test('a pod that is labelled out of its set is let go and replaced', () => {
  const { store, clock } = create()
  const pod = [...store.pods.values()].find(
    ({ metadata }) => metadata.labels?.['app'] === 'stock' && metadata.namespace === 'inventory',
  )
  if (pod === undefined) throw new Error('inventory/stock has no pod.')
  const count = () =>
    [...store.pods.values()].filter(
      ({ metadata }) => metadata.namespace === 'inventory' && metadata.labels?.['app'] === 'stock',
    ).length
  const before = count()
  store.pods.update({ ...pod, metadata: { ...pod.metadata, labels: { ...pod.metadata.labels, app: 'quarantined' } } })
  clock.advance(60_000)
  expect(store.pods.get('inventory', pod.metadata.name)?.metadata.ownerReferences).toBeUndefined()
  expect(count()).toBe(before)
})

test('deleting a Deployment takes its ReplicaSets and pods with it', () => {
  const { store, clock } = create()
  const deployment = store.deployments.get('search', 'frontend')
  if (deployment !== undefined) store.deployments.remove(deployment)
  clock.advance(60_000)
  expect(store.replicasets.ownedBy(deployment?.metadata.uid ?? '')).toEqual([])
  expect(
    [...store.pods.values()].some(
      ({ metadata }) => metadata.namespace === 'search' && metadata.labels?.['app'] === 'frontend',
    ),
  ).toBe(false)
})

test('new pods land on no cordoned, broken or control-plane node', () => {
  const { store, clock } = create()
  const closed = new Set(
    [...store.nodes.values()].filter(({ spec }) => spec.taints?.length).map(({ metadata }) => metadata.name),
  )
  const landed: string[] = []
  store.pods.listen(({ object, previous }) => {
    if (previous?.spec.nodeName === undefined && object.spec.nodeName !== undefined) landed.push(object.spec.nodeName)
  })
  const deployment = store.deployments.get('orders', 'api')
  if (deployment !== undefined) store.deployments.update({ ...deployment, spec: { ...deployment.spec, replicas: 60 } })
  clock.advance(60_000)
  expect(landed.length).toBeGreaterThan(30)
  expect(landed.filter((name) => closed.has(name))).toEqual([])
})
