import { expect, test } from 'vitest'
import { deleteObject } from '@/demo/store/deletion'
import { openWorkloads, type Workloads } from './rig'

function remove(rig: Workloads, propagation?: 'Foreground' | 'Background' | 'Orphan'): void {
  const { store, clock } = rig.cluster
  const deployment = store.deployments.get(rig.namespace, 'web')
  if (deployment !== undefined) deleteObject(store.deployments, clock, deployment, undefined, propagation)
}
function deployed(): Workloads {
  const rig = openWorkloads()
  rig.deployment('web', { replicas: 2 })
  rig.wait(30)
  return rig
}

test('in the background the owner goes first', () => {
  const rig = deployed()
  const gone: string[] = []
  const { store } = rig.cluster
  for (const collection of [store.deployments, store.replicasets, store.pods])
    collection.listen(({ type, object }) => {
      if (type === 'DELETED') gone.push(object.kind)
    })
  remove(rig, 'Background')
  rig.wait(60)
  expect(gone).toEqual(['Deployment', 'ReplicaSet', 'Pod', 'Pod'])
})

test('in the foreground it waits for what it owns, and that for what that owns', () => {
  const rig = deployed()
  const gone: string[] = []
  const { store } = rig.cluster
  for (const collection of [store.deployments, store.replicasets, store.pods])
    collection.listen(({ type, object }) => {
      if (type === 'DELETED') gone.push(object.kind)
    })
  remove(rig, 'Foreground')
  expect(store.deployments.get(rig.namespace, 'web')?.metadata.finalizers).toEqual(['foregroundDeletion'])
  rig.wait(60)
  expect(gone).toEqual(['Pod', 'Pod', 'ReplicaSet', 'Deployment'])
})

test('orphaned, the sets and pods stay without their owner', () => {
  const rig = deployed()
  const { store } = rig.cluster
  remove(rig, 'Orphan')
  rig.wait(60)
  expect(store.deployments.get(rig.namespace, 'web')).toBeUndefined()
  const [set] = [...store.replicasets.values()].filter(({ metadata }) => metadata.namespace === rig.namespace)
  expect(set?.metadata.ownerReferences).toBeUndefined()
  expect(rig.pods('web')).toHaveLength(2)
})

test('what has another owner stays, without the reference to the one that is gone', () => {
  const rig = openWorkloads()
  const { store, clock } = rig.cluster
  const map = (name: string, owners: readonly string[] = []) =>
    store.configmaps.create({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: rig.metadata(name, {
        ownerReferences: owners.map((owner) => ({
          apiVersion: 'v1',
          kind: 'ConfigMap',
          name: owner,
          uid: store.configmaps.get(rig.namespace, owner)?.metadata.uid ?? '',
        })),
      }),
    })
  map('a')
  map('b')
  map('both', ['a', 'b'])
  map('one', ['a'])
  const a = store.configmaps.get(rig.namespace, 'a')
  if (a !== undefined) deleteObject(store.configmaps, clock, a)
  rig.wait(1)
  const names = [...store.configmaps.values()].filter(({ metadata }) => metadata.namespace === rig.namespace)
  expect(names.map(({ metadata }) => metadata.name)).toEqual(expect.arrayContaining(['b', 'both']))
  expect(names.map(({ metadata }) => metadata.name)).not.toContain('one')
  expect(store.configmaps.get(rig.namespace, 'both')?.metadata.ownerReferences).toMatchObject([{ name: 'b' }])
})

test('a namespace goes when its contents are gone, and says what holds it until then', () => {
  const rig = deployed()
  const { store, clock } = rig.cluster
  store.configmaps.create({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: rig.metadata('held', { finalizers: ['shop.example/hold'] }),
  })
  const namespace = store.namespaces.get(undefined, rig.namespace)
  if (namespace === undefined) throw new Error('The namespace is missing.')
  const metadata = { ...namespace.metadata, deletionTimestamp: new Date(clock.now()).toISOString() }
  store.namespaces.update({ ...namespace, metadata, status: { phase: 'Terminating' } })
  rig.wait(60)
  const told = store.namespaces.get(undefined, rig.namespace)?.status.conditions ?? []
  expect(told.filter(({ status }) => status === 'True').map(({ message }) => message)).toEqual([
    'Some resources are remaining: configmaps. has 1 resource instances',
    'Some content in the namespace has finalizers remaining: shop.example/hold in 1 resource instances',
  ])
  expect(rig.pods('web')).toEqual([])
  const held = store.configmaps.get(rig.namespace, 'held')
  if (held !== undefined) store.configmaps.remove(held)
  rig.wait(10)
  expect(store.namespaces.get(undefined, rig.namespace)).toBeUndefined()
})
