import { expect, test } from 'vitest'
import type { StatefulSet } from '@/demo/store/objects'
import { openWorkloads, type Workloads } from './rig'

const name = 'db'

function create(rig: Workloads, spec: Partial<StatefulSet['spec']> = {}): void {
  rig.cluster.store.statefulsets.create({
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: rig.metadata(name),
    spec: {
      replicas: 3,
      serviceName: name,
      podManagementPolicy: 'OrderedReady',
      selector: { matchLabels: { app: 'web' } },
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
      template: rig.template('db:1'),
      ...spec,
    },
    status: { replicas: 0 },
  })
}
const find = ({ cluster, namespace }: Workloads) => cluster.store.statefulsets.get(namespace, name)
const images = (rig: Workloads) =>
  rig
    .pods(name)
    .toSorted((a, b) => a.metadata.name.localeCompare(b.metadata.name))
    .map(({ spec }) => spec.containers[0]?.image)
const update = (rig: Workloads, image: string) =>
  rig.change(rig.cluster.store.statefulsets, name, { template: rig.template(image) })

test('its pods come up one after the other, each with its name, host name and labels', () => {
  const rig = openWorkloads()
  const born: string[] = []
  rig.cluster.store.pods.listen(({ type, object }) => {
    const ready = rig
      .pods()
      .filter(({ status }) => status.conditions?.some(({ type: of, status: is }) => of === 'Ready' && is === 'True'))
    if (type === 'ADDED') born.push(`${object.metadata.name} after ${ready.length}`)
  })
  create(rig)
  rig.wait(60)
  expect(born).toEqual(['db-0 after 0', 'db-1 after 1', 'db-2 after 2'])
  const { updateRevision } = find(rig)?.status ?? {}
  expect(rig.pods('db-1')[0]).toMatchObject({
    metadata: {
      labels: {
        'controller-revision-hash': updateRevision,
        'statefulset.kubernetes.io/pod-name': 'db-1',
        'apps.kubernetes.io/pod-index': '1',
      },
    },
    spec: { hostname: 'db-1', subdomain: 'db' },
  })
  expect(find(rig)?.status).toMatchObject({
    replicas: 3,
    readyReplicas: 3,
    currentReplicas: 3,
    updatedReplicas: 3,
    currentRevision: updateRevision,
  })
  expect(rig.events(name)[0]).toBe('SuccessfulCreate: Create Pod db-0 in StatefulSet db successful')
})

test('Parallel pods come up together', () => {
  const rig = openWorkloads()
  create(rig, { podManagementPolicy: 'Parallel' })
  rig.cluster.clock.advance(100)
  expect(rig.pods(name)).toHaveLength(3)
})

test('an update goes from the highest ordinal down to the partition, whose pods come back as they were', () => {
  const rig = openWorkloads()
  create(rig, { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 1 } } })
  rig.wait(60)
  const gone: string[] = []
  rig.cluster.store.pods.listen(({ type, object }) => {
    if (type === 'DELETED') gone.push(object.metadata.name)
  })
  update(rig, 'db:2')
  rig.wait(120)
  expect(gone).toEqual(['db-2', 'db-1'])
  expect(images(rig)).toEqual(['db:1', 'db:2', 'db:2'])
  expect(find(rig)?.status).toMatchObject({ updatedReplicas: 2, currentReplicas: 1, readyReplicas: 3 })
  expect(find(rig)?.status.currentRevision).not.toBe(find(rig)?.status.updateRevision)
  const [first] = rig.pods('db-0')
  if (first !== undefined) rig.cluster.store.pods.remove(first)
  rig.wait(30)
  expect(images(rig)).toEqual(['db:1', 'db:2', 'db:2'])
  rig.change(rig.cluster.store.statefulsets, name, {
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
  })
  rig.wait(60)
  expect(images(rig)).toEqual(['db:2', 'db:2', 'db:2'])
  expect(find(rig)?.status.currentRevision).toBe(find(rig)?.status.updateRevision)
  expect([...rig.cluster.store.controllerrevisions.values()].map(({ revision }) => revision)).toEqual([1, 2])
})

test('a broken pod blocks the rest, and a mended template does not replace it', () => {
  const rig = openWorkloads()
  rig.behave('db:2', { run: 'no-image', seconds: 0 })
  create(rig)
  rig.wait(60)
  update(rig, 'db:2')
  rig.wait(90)
  expect(images(rig)).toEqual(['db:1', 'db:1', 'db:2'])
  expect(find(rig)?.status).toMatchObject({ readyReplicas: 2, updatedReplicas: 1 })
  update(rig, 'db:3')
  rig.wait(90)
  expect(images(rig)).toEqual(['db:1', 'db:1', 'db:2'])
  const [broken] = rig.pods('db-2')
  if (broken !== undefined) rig.cluster.store.pods.remove(broken)
  rig.wait(150)
  expect(images(rig)).toEqual(['db:3', 'db:3', 'db:3'])
})

test('OnDelete replaces a pod only when somebody deletes it', () => {
  const rig = openWorkloads()
  create(rig, { updateStrategy: { type: 'OnDelete' } })
  rig.wait(60)
  update(rig, 'db:2')
  rig.wait(60)
  expect(images(rig)).toEqual(['db:1', 'db:1', 'db:1'])
  const [second] = rig.pods('db-1')
  if (second !== undefined) rig.cluster.store.pods.remove(second)
  rig.wait(30)
  expect(images(rig)).toEqual(['db:1', 'db:2', 'db:1'])
})

test('scaled down, the highest ordinals go first and their claims stay', () => {
  const rig = openWorkloads()
  const claim = {
    metadata: { name: 'data' },
    spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'gp3', resources: { requests: { storage: '8Gi' } } },
  }
  create(rig, { volumeClaimTemplates: [claim] })
  rig.wait(90)
  const claims = () => [...rig.cluster.store.persistentvolumeclaims.values()]
  expect(claims().map(({ metadata, status }) => `${metadata.name} ${status.phase}`)).toEqual([
    'data-db-0 Bound',
    'data-db-1 Bound',
    'data-db-2 Bound',
  ])
  expect(rig.events('data-db-0').map((line) => line.split(':')[0])).toContain('ProvisioningSucceeded')
  expect(rig.events(name)[0]).toBe('SuccessfulCreate: Create Claim data-db-0 Pod db-0 in StatefulSet db success')
  rig.change(rig.cluster.store.statefulsets, name, { replicas: 1 })
  rig.wait(60)
  expect(rig.pods(name).map(({ metadata }) => metadata.name)).toEqual(['db-0'])
  expect(claims()).toHaveLength(3)
  expect(rig.events(name)).toContain('SuccessfulDelete: Delete Pod db-2 in StatefulSet db successful')
})
