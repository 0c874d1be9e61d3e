import { describe, expect, test } from 'vitest'
import { keep } from '@/lib/kube/json'
import { node } from '@/lib/kube/kinds/node'
import { nodesShape, projectNode } from './nodes'

type Json = Readonly<Record<string, unknown>>

const none = { count: 0, cpuRequested: 0, memoryRequested: 0 }
const is = (type: string, status: string, message = '', reason = '') => ({ type, status, message, reason })
const ready = is('Ready', 'True')
const project = (conditions: readonly Json[], spec: Json = {}, metadata: Json = {}) =>
  projectNode(keep(node.fields, { metadata, spec, status: { conditions } }), none)

describe('a node reads as kubectl prints it, and says what is wrong', () => {
  test.each<[string, readonly Json[], Json, string]>([
    ['ready', [ready], {}, 'healthy, Ready'],
    ['cordoned', [ready], { unschedulable: true }, 'paused, Ready,SchedulingDisabled'],
    [
      'not ready',
      [is('Ready', 'False', 'PLEG is not healthy', 'KubeletNotReady')],
      {},
      'failed, NotReady: KubeletNotReady: PLEG is not healthy',
    ],
    [
      'silent',
      [is('Ready', 'Unknown', 'Kubelet stopped posting node status.', 'NodeStatusUnknown')],
      {},
      'failed, NotReady: NodeStatusUnknown: Kubelet stopped posting node status.',
    ],
    ['not ready without a word', [is('Ready', 'False')], {}, 'failed, NotReady: Its kubelet gives no reason'],
    [
      'not ready and cordoned',
      [is('Ready', 'False', 'down')],
      { unschedulable: true },
      'failed, NotReady,SchedulingDisabled: down',
    ],
    ['new', [], {}, 'failed, Unknown: Its kubelet has not reported yet'],
    [
      'new and cordoned',
      [],
      { unschedulable: true },
      'failed, Unknown,SchedulingDisabled: Its kubelet has not reported yet',
    ],
    [
      'under pressure',
      [ready, is('MemoryPressure', 'True', 'kubelet has insufficient memory')],
      {},
      'degraded, Ready: MemoryPressure: kubelet has insufficient memory',
    ],
    [
      'under two pressures',
      [is('DiskPressure', 'True'), is('PIDPressure', 'True'), ready],
      {},
      'degraded, Ready: DiskPressure; PIDPressure',
    ],
    [
      'under pressure and cordoned',
      [ready, is('DiskPressure', 'True')],
      { unschedulable: true },
      'degraded, Ready,SchedulingDisabled: DiskPressure',
    ],
    ['free of pressure', [ready, is('DiskPressure', 'False'), is('PIDPressure', 'Unknown')], {}, 'healthy, Ready'],
    [
      'with a trouble that a detector reports',
      [ready, is('KernelDeadlock', 'True', 'task hung')],
      {},
      'degraded, Ready: KernelDeadlock: task hung',
    ],
    ['with a condition nobody knows', [ready, is('EtcdIsVoter', 'True')], {}, 'healthy, Ready'],
    [
      'with duplicate conditions: the last decides',
      [ready, is('Ready', 'False', 'down')],
      {},
      'failed, NotReady: down',
    ],
  ])('%s', (_, conditions, spec, expected) => {
    const { health, status, reason } = project(conditions, spec)
    expect(`${health}, ${status}${reason === null ? '' : `: ${reason}`}`).toBe(expected)
  })

  test('being deleted', () => {
    expect(project([ready], {}, { deletionTimestamp: '2026-11-24T10:00:00Z' }).health).toBe('progressing')
  })
})

describe('roles', () => {
  test.each<[string, Json, string]>([
    ['are none without labels', {}, '<none>'],
    [
      'are names of labels, sorted',
      { 'node-role.kubernetes.io/worker': '', 'node-role.kubernetes.io/control-plane': '' },
      'control-plane,worker',
    ],
    ['may come from the old label', { 'kubernetes.io/role': 'master' }, 'master'],
    ['are told once', { 'kubernetes.io/role': 'worker', 'node-role.kubernetes.io/worker': 'true' }, 'worker'],
    ['have names', { 'node-role.kubernetes.io/': '', 'kubernetes.io/role': '' }, '<none>'],
  ])('%s', (_, labels, expected) => expect(project([ready], {}, { labels }).roles).toBe(expected))
})

test('a line has exactly the columns of its shape, in cores and bytes', () => {
  const object = keep(node.fields, {
    metadata: {
      uid: 'u',
      name: 'n1',
      labels: { 'topology.kubernetes.io/zone': 'b', 'beta.kubernetes.io/instance-type': 'm5.large' },
    },
    spec: { taints: [{ key: 'a', effect: 'NoSchedule' }] },
    status: {
      allocatable: { cpu: '3920m', memory: '15Gi', pods: '110' },
      addresses: [
        { type: 'Hostname', address: 'n1' },
        { type: 'InternalIP', address: '10.1.0.1' },
      ],
      nodeInfo: { kubeletVersion: 'v1.36.3' },
    },
  })
  const row = projectNode(object, { count: 7, cpuRequested: 1.5, memoryRequested: 1024 })
  expect(Object.keys(row).sort()).toEqual(['key', ...nodesShape.columns].sort())
  expect(row).toMatchObject({
    key: 'u',
    zone: 'b',
    instanceType: 'm5.large',
    ip: '10.1.0.1',
    taints: 1,
    version: 'v1.36.3',
  })
  expect(row).toMatchObject({ pods: 7, podsAllocatable: 110, cpuRequested: 1.5, cpuAllocatable: 3.92 })
  expect(row).toMatchObject({ memoryRequested: 1024, memoryAllocatable: 15 * 2 ** 30 })
})
