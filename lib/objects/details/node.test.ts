import { expect, test } from 'vitest'
import { describeNode } from './node'
import { describeSkew } from './skew'

const unknown = { serverVersion: null, lease: undefined }

test('a node tells its taints, addresses and what it has for pods', () => {
  const detail = describeNode(
    {
      metadata: { name: 'node-1' },
      spec: { unschedulable: true, taints: [{ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }] },
      status: {
        capacity: { cpu: '32', memory: '128Gi', pods: '250', 'hugepages-2Mi': '0' },
        allocatable: { cpu: '31500m', memory: '122Gi', pods: '250' },
        addresses: [{ type: 'InternalIP', address: '10.1.0.1' }],
        nodeInfo: { kubeletVersion: 'v1.36.3', operatingSystem: 'linux', architecture: 'amd64' },
        conditions: [
          { type: 'MemoryPressure', status: 'True', reason: 'KubeletHasInsufficientMemory' },
          { type: 'DiskPressure', status: 'False' },
          { type: 'Ready', status: 'Unknown' },
        ],
      },
    },
    { serverVersion: 'v1.36.3', lease: { spec: { renewTime: '2026-11-24T10:00:00.123456Z' } } },
  )
  expect(detail).toMatchObject({
    cordoned: true,
    taints: [{ taint: 'node.kubernetes.io/unschedulable:NoSchedule', since: null }],
    addresses: [{ term: 'Internal IP', text: '10.1.0.1' }],
    resources: [
      { resource: 'cpu', capacity: 32, allocatable: 31.5 },
      { resource: 'memory', capacity: 128 * 2 ** 30 },
      { resource: 'pods', allocatable: 250 },
    ],
    leaseAt: Date.parse('2026-11-24T10:00:00.123Z'),
  })
  expect(detail.conditions.map(({ type, health }) => [type, health])).toEqual([
    ['MemoryPressure', 'failed'],
    ['DiskPressure', 'healthy'],
    ['Ready', 'degraded'],
  ])
})

test.each([
  ['v1.36.3', 'v1.36.3', 'healthy', 'The API server has v1.36.3, too.'],
  ['v1.35.1', 'v1.36.3', 'healthy', '1 minor version behind the API server (v1.36.3); up to 3 are supported.'],
  ['v1.33.9-gke.100', 'v1.36.3', 'healthy', '3 minor versions behind the API server (v1.36.3); up to 3 are supported.'],
  [
    'v1.32.0',
    'v1.36.3',
    'degraded',
    '4 minor versions behind the API server (v1.36.3): more than 3 are not supported.',
  ],
  [
    'v1.37.0',
    'v1.36.3',
    'degraded',
    'Newer than the API server (v1.36.3): that is not supported, upgrade the server first.',
  ],
])('a kubelet %s under an API server %s is %s', (kubelet, server, health, words) => {
  expect(describeSkew(kubelet, server)).toEqual({ health, words })
})

test.each([
  ['', 'v1.36.3'],
  ['v1.36.3', 'unknown'],
  ['2.0', 'v1.36.3'],
])('of %s and %s nothing is said', (kubelet, server) => {
  expect(describeSkew(kubelet, server)).toBeNull()
})

test.each([[null], [[]], [{ spec: 1, status: { capacity: 'all', conditions: [1] } }]])(
  'odd input %j gives a detail all the same',
  (object) => {
    expect(describeNode(object, unknown)).toMatchObject({ of: 'node', skew: null, leaseAt: null })
  },
)
