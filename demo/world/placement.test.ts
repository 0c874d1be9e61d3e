import { expect, test } from 'vitest'
import type { Node, Pod, PodSpec } from '@/demo/store/objects'
import { createStore } from '@/demo/store/store'
import { createPlacement } from './placement'

interface Given {
  readonly taints?: Node['spec']['taints']
  readonly unschedulable?: boolean
  readonly labels?: Record<string, string>
  readonly allocatable?: Record<string, string>
}

const node = (name: string, { labels, allocatable, ...spec }: Given = {}): Node => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: {
    name,
    uid: name,
    resourceVersion: '',
    creationTimestamp: '2026-11-24T08:00:00Z',
    labels: { 'kubernetes.io/hostname': name, ...labels },
  },
  spec,
  status: {
    capacity: {},
    allocatable: { cpu: '4', memory: '8Gi', pods: '110', ...allocatable },
    conditions: [],
    addresses: [],
    nodeInfo: {},
  },
})

const pod = (name: string, spec: Partial<PodSpec> = {}, requests: Record<string, string> = {}): Pod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name,
    namespace: 'shop',
    uid: name,
    resourceVersion: '',
    creationTimestamp: '2026-11-24T08:00:00Z',
    labels: { app: 'web' },
  },
  spec: { containers: [{ name: 'web', image: 'web', resources: { requests } }], ...spec },
  status: { phase: 'Pending' },
})

const dedicated = { key: 'dedicated', value: 'gpu', effect: 'NoSchedule' }
const required = (key: string, operator: 'In' | 'Gt' | 'NotIn' | 'Exists' | 'DoesNotExist', values?: string[]) => ({
  nodeAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: {
      nodeSelectorTerms: [{ matchExpressions: [{ key, operator, ...(values && { values }) }] }],
    },
  },
})
const unhelpful = (count: number) => `${count} Preemption is not helpful for scheduling`
const apart = {
  podAntiAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: [
      { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'web' } } },
    ],
  },
}
const spread = (topologyKey: string) => ({
  topologySpreadConstraints: [
    { maxSkew: 1, topologyKey, whenUnsatisfiable: 'DoNotSchedule', labelSelector: { matchLabels: { app: 'web' } } },
  ],
})

/** Why, and whether preemption helps: as a scheduler v1.36.3 writes it, `n` for the number of nodes. */
test.each<[string, Node[], Pod, string, string]>([
  ['too much CPU', [node('a'), node('b')], pod('new', {}, { cpu: '5' }), '2 Insufficient cpu.', unhelpful(2)],
  [
    'more of everything than there is, also what no node has',
    [node('a')],
    pod('new', {}, { cpu: '5', memory: '9Gi', 'nvidia.com/gpu': '1' }),
    '1 Insufficient cpu, 1 Insufficient memory, 1 Insufficient nvidia.com/gpu.',
    unhelpful(1),
  ],
  [
    'full nodes',
    [node('a'), node('b'), node('c', { allocatable: { cpu: '1' } })],
    pod('new', {}, { cpu: '2' }),
    '3 Insufficient cpu.',
    '1 Preemption is not helpful for scheduling, 2 No preemption victims found for incoming pod',
  ],
  ['a taint', [node('a', { taints: [dedicated] })], pod('new'), '1 node(s) had untolerated taint(s).', unhelpful(1)],
  [
    'a cordoned node beside one without the label',
    [node('a', { unschedulable: true }), node('b')],
    pod('new', { nodeSelector: { disk: 'ssd' } }),
    "1 node(s) didn't match Pod's node affinity/selector, 1 node(s) were unschedulable.",
    unhelpful(2),
  ],
  [
    'node affinity In',
    [node('a', { labels: { zone: 'a' } })],
    pod('new', { affinity: required('zone', 'In', ['b']) }),
    "1 node(s) didn't match Pod's node affinity/selector.",
    unhelpful(1),
  ],
  [
    'node affinity Gt',
    [node('a', { labels: { cores: '8' } })],
    pod('new', { affinity: required('cores', 'Gt', ['8']) }),
    "1 node(s) didn't match Pod's node affinity/selector.",
    unhelpful(1),
  ],
  [
    'a named node that is not there',
    [node('a')],
    pod('new', {
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['z'] }] }],
          },
        },
      },
    }),
    "1 node(s) didn't satisfy plugin(s) [NodeAffinity].",
    unhelpful(1),
  ],
  [
    'no room for another pod',
    [node('a', { allocatable: { pods: '1' } })],
    pod('new'),
    '1 Too many pods.',
    '1 No preemption victims found for incoming pod',
  ],
  [
    'its own kind on every node',
    [node('a')],
    pod('new', { affinity: apart }),
    "1 node(s) didn't match pod anti-affinity rules.",
    '1 No preemption victims found for incoming pod',
  ],
  [
    'a label to spread over that no node has',
    [node('a')],
    pod('new', spread('rack')),
    "1 node(s) didn't match pod topology spread constraints (missing required label).",
    unhelpful(1),
  ],
  [
    'a zone that has its share',
    [node('a', { labels: { zone: 'a' } }), node('b', { labels: { zone: 'b' }, allocatable: { pods: '0' } })],
    pod('new', spread('zone')),
    "1 Too many pods, 1 node(s) didn't match pod topology spread constraints.",
    '2 No preemption victims found for incoming pod',
  ],
])('%s: the scheduler says why there is no node', (_, nodes, wanted, why, preemption) => {
  const store = createStore()
  const { place } = createPlacement(store)
  for (const each of nodes) store.nodes.create(each)
  for (const { metadata } of nodes.filter(({ metadata }) => metadata.name !== 'c')) {
    const there = pod(`on-${metadata.name}`, { nodeName: metadata.name }, { cpu: '3' })
    if (metadata.name === 'a' || why.includes('Insufficient')) store.pods.create(there)
  }
  const none = `0/${nodes.length} nodes are available:`
  expect(place(wanted)).toMatchObject({
    message: `${none} ${why} no new claims to deallocate, preemption: ${none} ${preemption}.`,
  })
})

test('without nodes, or without a claim that the pod names, no node is looked at', () => {
  const store = createStore()
  const { place } = createPlacement(store)
  expect(place(pod('new'))).toMatchObject({ message: 'no nodes available to schedule pods' })
  store.nodes.create(node('a'))
  const volumes = [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }]
  expect(place(pod('new', { volumes }))).toMatchObject({
    message: '0/1 nodes are available: persistentvolumeclaim "data" not found. not found',
  })
})

test('a sidecar counts beside the containers, an init container only while it runs', () => {
  const store = createStore()
  const { place } = createPlacement(store)
  store.nodes.create(node('a'))
  const of = (cpu: string, restartPolicy?: string) => ({
    name: `c${cpu}`,
    image: 'x',
    resources: { requests: { cpu } },
    ...(restartPolicy && { restartPolicy }),
  })
  expect(place(pod('init', { containers: [of('1')], initContainers: [of('4')] }))).toHaveProperty('node')
  expect(place(pod('sidecar', { containers: [of('3')], initContainers: [of('2', 'Always')] }))).toHaveProperty(
    'message',
  )
  expect(place(pod('both', { containers: [of('1')], initContainers: [of('1', 'Always'), of('3')] }))).toHaveProperty(
    'node',
  )
})

test('the cheapest pods go for one of higher priority', () => {
  const store = createStore()
  const { place } = createPlacement(store)
  store.nodes.create(node('a'))
  store.nodes.create(node('b'))
  for (const [name, on, priority] of [
    ['a1', 'a', 5],
    ['a2', 'a', 1],
    ['b1', 'b', 5],
    ['b2', 'b', 5],
  ] as const)
    store.pods.create(pod(name, { nodeName: on, priority }, { cpu: '2' }))
  expect(place(pod('new', { priority: 10 }, { cpu: '2' }))).toMatchObject({
    message: '0/2 nodes are available: 2 Insufficient cpu.',
    preemption: { node: { metadata: { name: 'a' } }, victims: [{ metadata: { name: 'a2' } }] },
  })
  expect(place(pod('meek', { priority: 10, preemptionPolicy: 'Never' }, { cpu: '2' }))).toMatchObject({
    message:
      '0/2 nodes are available: 2 Insufficient cpu. no new claims to deallocate, preemption: not eligible due to preemptionPolicy=Never.',
  })
})
