import { describe, expect, test } from 'vitest'
import { createCluster } from './testing/cluster'
import {
  at,
  condition,
  event,
  looping,
  node,
  now,
  ofWeb,
  pod,
  replicaSet,
  running,
  unready,
  waits,
  web,
} from './testing/objects'

type Json = Readonly<Record<string, unknown>>

const deployment = (name: string, ready: number, desired: number): Json[] => [
  {
    kind: 'Deployment',
    metadata: { name, namespace: 'shop', uid: `d-${name}`, generation: 1 },
    spec: { replicas: desired, template: { metadata: { labels: { app: name } } } },
    status: { observedGeneration: 1, replicas: desired, updatedReplicas: desired, readyReplicas: ready },
  },
  {
    kind: 'ReplicaSet',
    metadata: {
      name: `${name}-1`,
      namespace: 'shop',
      uid: `r-${name}`,
      ownerReferences: [{ kind: 'Deployment', name, uid: `d-${name}`, controller: true }],
    },
    spec: { replicas: desired },
    status: { replicas: desired },
  },
]
const of = (name: string) => ({
  metadata: { ownerReferences: [{ kind: 'ReplicaSet', name: `${name}-1`, uid: `r-${name}`, controller: true }] },
})
const silent = node('node-1', {
  conditions: [condition('Ready', 'Unknown', { reason: 'NodeStatusUnknown', lastTransitionTime: at(25) })],
})
const adrift = { phase: 'Running', conditions: [unready], containerStatuses: [running()] }
const pull = waits('ErrImagePull', 'manifest unknown')

describe('what is one problem', () => {
  test('a thousand pods with one cause', () => {
    const pods = Array.from({ length: 1000 }, (_, index) => pod(`web-${String(index).padStart(4, '0')}`, pull))
    const problems = createCluster([...web({ ready: 200, desired: 1200 }), ...pods]).problems(now)
    expect(problems.map(({ sentence, count }) => [sentence, count])).toEqual([
      [
        "1000 of 1200 pods of shop/web can't pull registry.example.com/web:1.8.2: the registry has no such image (manifest unknown); 200 still serve.",
        1000,
      ],
    ])
    expect(problems[0]?.objects).toHaveLength(100)
    expect(problems[0]?.evidence).toHaveLength(1)
  })

  test('a node that took twelve workloads down, one of them wholly', () => {
    const names = Array.from({ length: 12 }, (_, index) => `app-${index}`)
    const objects = names.flatMap((name, index) => [
      ...deployment(name, index === 0 ? 0 : 2, 3),
      pod(`${name}-x`, adrift, of(name)),
    ])
    const [problem, ...others] = createCluster([silent, ...objects]).problems(now)
    expect(others).toEqual([])
    expect(problem?.sentence).toBe(
      'Node node-1 does not report any more: its kubelet is silent; 12 pods of 12 workloads are down with it.',
    )
    expect(problem?.severity).toBe('down')
    expect(problem?.owners).toHaveLength(12)
  })

  test('a quota that stops several workloads', () => {
    const failure = (uid: string): Json =>
      condition('ReplicaFailure', 'True', {
        reason: 'FailedCreate',
        message: `pods "${uid}-x" is forbidden: exceeded quota: tight, requested: pods=1, used: pods=9, limited: pods=9`,
      })
    const stopped = (name: string): Json[] => {
      const [top = {}, set = {}] = deployment(name, 2, 3)
      return [top, { ...set, status: { replicas: 2, conditions: [failure(name)] } }]
    }
    const [problem, ...others] = createCluster([...stopped('a'), ...stopped('b')]).problems(now)
    expect(others).toEqual([])
    expect(problem?.sentence).toBe(
      'Quota shop/tight leaves no room for 2 pods of 2 workloads: requested: pods=1, used: pods=9, limited: pods=9.',
    )
    expect(problem?.subject).toEqual({ kind: 'ResourceQuota', namespace: 'shop', name: 'tight', uid: '' })
  })

  test('a rollout whose deadline passed because its node is down is told with the node', () => {
    const timedOut = {
      type: 'Progressing',
      status: 'False',
      reason: 'ProgressDeadlineExceeded',
      lastUpdateTime: at(20),
    }
    const problems = createCluster([
      silent,
      ...web({ ready: 2, status: { conditions: [timedOut] } }),
      pod('web-1', adrift),
    ]).problems(now)
    expect(problems.map(({ cause }) => cause)).toEqual(['node-unreachable'])
  })

  test('a StatefulSet that a broken pod of the old revision holds up, not that pod besides', () => {
    const set = {
      kind: 'StatefulSet',
      metadata: { name: 'db', namespace: 'shop', uid: 'db', generation: 1 },
      spec: { replicas: 3 },
      status: { observedGeneration: 1, replicas: 1, readyReplicas: 0, currentRevision: 'a', updateRevision: 'b' },
    }
    const broken = pod(
      'db-0',
      { ...looping({ exitCode: 1 }), conditions: [unready] },
      {
        metadata: {
          labels: { 'controller-revision-hash': 'a' },
          ownerReferences: [{ kind: 'StatefulSet', name: 'db', uid: 'db', controller: true }],
        },
      },
    )
    const [problem, ...others] = createCluster([set, broken]).problems(now)
    expect(others).toEqual([])
    expect(problem?.cause).toBe('statefulset-blocked')
    expect(problem?.harms).toEqual([
      '3 of 3 replicas are missing.',
      '2 pods are not made before the ones before are ready.',
    ])
  })

  test('but two images, and two containers, are two', () => {
    const other = { spec: { containers: [{ name: 'main', image: 'registry.example.com/web:2' }] } }
    expect(createCluster([...web(), pod('web-1', pull), pod('web-2', pull, other)]).problems(now)).toHaveLength(2)
  })
})

describe('what a problem harms', () => {
  const selecting = [
    { kind: 'Service', metadata: { name: 'web', namespace: 'shop', uid: 's' }, spec: { selector: { app: 'web' } } },
    {
      kind: 'EndpointSlice',
      metadata: { name: 'web-1', namespace: 'shop', labels: { 'kubernetes.io/service-name': 'web' } },
      endpoints: [{ conditions: { ready: false } }],
    },
    {
      kind: 'PodDisruptionBudget',
      metadata: { name: 'web', namespace: 'shop', uid: 'b', generation: 1 },
      spec: { maxUnavailable: 1, selector: { matchLabels: { app: 'web' } } },
      status: { observedGeneration: 1, disruptionsAllowed: 0, expectedPods: 3 },
    },
    {
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'web', namespace: 'shop', uid: 'h' },
      spec: { scaleTargetRef: { kind: 'Deployment', name: 'web' } },
      status: {
        conditions: [
          condition('ScalingActive', 'False', { reason: 'FailedGetResourceMetric', lastTransitionTime: at(39.9) }),
        ],
      },
    },
  ]

  test('is told: Services, replicas, budgets and autoscalers; the worst first', () => {
    const [problem] = createCluster([...web({ ready: 0 }), ...selecting, pod('web-1', pull)]).problems(now)
    expect(problem?.severity).toBe('down')
    expect(problem?.harms).toEqual([
      'Service shop/web has no ready endpoint.',
      '3 of 3 replicas are missing.',
      'Budget shop/web allows no disruption now.',
      "Autoscaler shop/web can't read its metrics.",
    ])
  })

  test.each([
    [0, 'down'],
    [2, 'degraded'],
    [3, 'at-risk'],
  ])('with %i of 3 ready it is %s', (ready, severity) => {
    expect(createCluster([...web({ ready }), pod('web-1', pull)]).problems(now)[0]?.severity).toBe(severity)
  })

  test('ranks what is down first, then what harms more, then what is older', () => {
    const crash = (name: string) => pod(name, looping({ exitCode: 1 }), of(name))
    const objects = [
      ...deployment('half', 5, 10),
      crash('half'),
      ...deployment('dead', 0, 1),
      crash('dead'),
      ...deployment('fine', 1, 1),
      crash('fine'),
    ]
    expect(
      createCluster(objects)
        .problems(now)
        .map(({ subject }) => subject.name),
    ).toEqual(['dead', 'half', 'fine'])
  })
})

test('only what exists is proposed: no undo of a first revision, no logs of a pod that was never made', () => {
  const denied = replicaSet(3, {
    replicas: 2,
    conditions: [condition('ReplicaFailure', 'True', { reason: 'FailedCreate', message: 'pods "x" is forbidden: no' })],
  })
  const [first] = web({ ready: 2 })
  const problems = createCluster([
    { ...first, metadata: { name: 'web', namespace: 'shop', uid: 'deployment-web' } },
    denied,
  ]).problems(now)
  expect(problems[0]?.remedies.map(({ sentence }) => sentence)).toEqual([
    'Read the events of shop/web.',
    'Edit shop/web.',
  ])
})

test('a pod owned by a kind that we do not read still says what is wrong', () => {
  const rollout = {
    metadata: { ownerReferences: [{ kind: 'Rollout', name: 'cart', uid: 'rollout', controller: true }] },
  }
  const [problem] = createCluster([pod('cart-1', pull, rollout)]).problems(now)
  expect(problem?.sentence).toContain("1 pod of shop/cart can't pull")
  expect(problem?.severity).toBe('degraded')
})

test('events of a namesake say nothing', () => {
  const stranger = event('Pod', 'another-uid', 'FailedMount', 'configmap "x" not found')
  const [problem] = createCluster([
    ...web({ ready: 2 }),
    pod('web-1', waits('ContainerCreating'), { metadata: { ownerReferences: ofWeb } }),
    stranger,
  ]).problems(now)
  expect(problem?.cause).toBe('start-hangs')
})
