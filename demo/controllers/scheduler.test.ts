import { expect, test } from 'vitest'
import type { Pod, PodSpec } from '@/demo/store/objects'
import { openWorkloads, type Workloads } from './rig'

function addPod(rig: Workloads, name: string, spec: Partial<PodSpec> = {}, cpu = '100m'): void {
  rig.cluster.store.pods.create({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: rig.metadata(name, { labels: { app: name } }),
    spec: rig.template('web:1', spec, { requests: { cpu } }).spec,
    status: { phase: 'Pending' },
  })
}
const find = (rig: Workloads, name: string): Pod | undefined => rig.cluster.store.pods.get(rig.namespace, name)
const scheduled = (pod: Pod | undefined) => pod?.status.conditions?.find(({ type }) => type === 'PodScheduled')

test('a pod is bound and told so; one that fits nowhere is told why, and again when it is looked at again', () => {
  const rig = openWorkloads({ nodes: 3 })
  addPod(rig, 'small')
  addPod(rig, 'huge', {}, '900')
  rig.wait(1)
  const node = find(rig, 'small')?.spec.nodeName
  expect(rig.events('small')[0]).toBe(`Scheduled: Successfully assigned default/small to ${node}`)
  expect(scheduled(find(rig, 'small'))).toMatchObject({ status: 'True' })
  const { message } = scheduled(find(rig, 'huge')) ?? {}
  expect(message).toMatch(/^0\/3 nodes are available: .*2 Insufficient cpu\. no new claims/)
  expect(scheduled(find(rig, 'huge'))).toMatchObject({ status: 'False', reason: 'Unschedulable' })
  rig.wait(301)
  expect(rig.events('huge')).toEqual([`FailedScheduling: ${message} (x2)`])
})

test('a pod that waits for room gets it when another one goes, one that waits for a label when a node has it', () => {
  const rig = openWorkloads({ nodes: 2 })
  const { store, clock } = rig.cluster
  const worker = [...store.nodes.values()].find(({ spec }) => !spec.taints?.length)
  if (worker === undefined) throw new Error('There is no worker.')
  addPod(rig, 'first', {}, '10')
  rig.wait(1)
  addPod(rig, 'second', {}, '10')
  addPod(rig, 'picky', { nodeSelector: { disk: 'ssd' } })
  rig.wait(5)
  expect([find(rig, 'second')?.spec.nodeName, find(rig, 'picky')?.spec.nodeName]).toEqual([undefined, undefined])
  const first = find(rig, 'first')
  if (first !== undefined) store.pods.remove(first)
  clock.advance(2000)
  expect(find(rig, 'second')?.spec.nodeName).toBe(worker.metadata.name)
  expect(rig.events('picky')).toHaveLength(1)
  const current = store.nodes.get(undefined, worker.metadata.name) ?? worker
  const labels = { ...current.metadata.labels, disk: 'ssd' }
  store.nodes.update({ ...current, metadata: { ...current.metadata, labels } })
  clock.advance(2000)
  expect(find(rig, 'picky')?.spec.nodeName).toBe(worker.metadata.name)
})

test('a gated pod waits without an event until its gates are gone', () => {
  const rig = openWorkloads({ nodes: 2 })
  addPod(rig, 'gated', { schedulingGates: [{ name: 'shop.example/quota' }] })
  rig.wait(1)
  expect(scheduled(find(rig, 'gated'))).toMatchObject({
    status: 'False',
    reason: 'SchedulingGated',
    message: 'Scheduling is blocked due to non-empty scheduling gates',
  })
  expect(rig.events('gated')).toEqual([])
  const pod = find(rig, 'gated')
  if (pod !== undefined) rig.cluster.store.pods.update({ ...pod, spec: { ...pod.spec, schedulingGates: [] } })
  rig.wait(1)
  expect(find(rig, 'gated')?.spec.nodeName).toBeDefined()
})

test('a pod of higher priority has another one go, is nominated for its node and gets it', () => {
  const rig = openWorkloads({ nodes: 2 })
  addPod(rig, 'cheap', {}, '10')
  rig.wait(1)
  const node = find(rig, 'cheap')?.spec.nodeName
  addPod(rig, 'dear', { priority: 1000 }, '10')
  rig.cluster.clock.advance(100)
  expect(find(rig, 'dear')?.status.nominatedNodeName).toBe(node)
  expect(find(rig, 'cheap')?.metadata.deletionTimestamp).toBeDefined()
  expect(find(rig, 'cheap')?.status.conditions?.find(({ type }) => type === 'DisruptionTarget')).toMatchObject({
    status: 'True',
    reason: 'PreemptionByScheduler',
    message: 'default-scheduler: preempting to accommodate a higher priority pod',
  })
  expect(rig.events('cheap')).toContain(
    `Preempted: Preempted by pod ${find(rig, 'dear')?.metadata.uid} on node ${node}`,
  )
  rig.wait(45)
  expect(find(rig, 'dear')?.spec.nodeName).toBe(node)
  expect(find(rig, 'dear')?.status.nominatedNodeName).toBeUndefined()
})
