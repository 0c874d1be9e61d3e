import { describe, expect, test } from 'vitest'
import { adviceTitles, adviseOn } from './advice'
import { createCluster } from './testing/cluster'
import { condition, node, pod, running, web } from './testing/objects'

type Json = Readonly<Record<string, unknown>>

const probe = (more: Json = {}) => ({
  httpGet: { path: '/ready', port: 'http', scheme: 'HTTP' },
  periodSeconds: 5,
  failureThreshold: 3,
  ...more,
})
/** A container about which there is nothing to say. */
const good = {
  ports: [{ name: 'http', containerPort: 8080 }],
  resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '128Mi' } },
  readinessProbe: probe(),
  livenessProbe: { tcpSocket: { port: 'http' }, periodSeconds: 10, failureThreshold: 6 },
  lifecycle: { preStop: { sleep: { seconds: 5 } } },
}
const service = {
  kind: 'Service',
  metadata: { name: 'web', namespace: 'shop', uid: 's' },
  spec: { selector: { app: 'web' } },
}
const budget = {
  kind: 'PodDisruptionBudget',
  metadata: { name: 'web', namespace: 'shop', uid: 'b' },
  spec: { minAvailable: 1, selector: { matchLabels: { app: 'web' } } },
}
const autoscaler = {
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'web', namespace: 'shop', uid: 'h' },
  spec: {
    scaleTargetRef: { kind: 'Deployment', name: 'web' },
    metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } } }],
  },
}
const up = { phase: 'Running', conditions: [condition('Ready', 'True')], containerStatuses: [running({ ready: true })] }
const on = (name: string, nodeName: string) => pod(name, up, { spec: { nodeName } })

interface Setup {
  readonly container?: Json
  readonly desired?: number
  readonly template?: Json
  readonly around?: readonly Json[]
  readonly annotations?: Json
}

function advise({ container = {}, desired = 3, template = {}, around = [service], annotations = {} }: Setup = {}) {
  const [top = {}, set = {}] = web({ ready: desired, desired, container: { ...good, ...container }, template })
  const metadata = { ...(top.metadata as Json), annotations }
  const { deployments, around: surroundings } = createCluster([{ ...top, metadata }, set, ...around])
  return deployments.flatMap((object) => adviseOn({ kind: 'Deployment', object }, surroundings))
}
const codes = (setup?: Setup) => advise(setup).map(({ code }) => code)

test('of a workload that is set up well nothing is said', () => expect(codes()).toEqual([]))

describe('advice', () => {
  test.each<[keyof typeof adviceTitles, Setup]>([
    ['no-readiness-probe', { container: { readinessProbe: undefined } }],
    ['liveness-equals-readiness', { container: { livenessProbe: probe() } }],
    ['no-requests', { container: { resources: {} } }],
    [
      'memory-limit-without-request',
      { container: { resources: { requests: { cpu: '1' }, limits: { memory: '1Gi' } } } },
    ],
    ['single-replica', { desired: 1 }],
    ['single-replica-with-budget', { desired: 1, around: [service, budget] }],
    ['one-node', { around: [service, on('web-1', 'node-1'), on('web-2', 'node-1')] }],
    ['one-zone', { around: [service, node('node-1'), node('node-2'), on('web-1', 'node-1'), on('web-2', 'node-2')] }],
    ['latest-tag', { container: { image: 'registry.example.com:5000/web' } }],
    ['no-pre-stop', { container: { lifecycle: undefined } }],
    [
      'short-grace',
      {
        template: { terminationGracePeriodSeconds: 15 },
        container: { lifecycle: { preStop: { exec: { command: ['sh', '-c', 'sleep 15'] } } } },
      },
    ],
    ['probe-slower-than-grace', { container: { readinessProbe: probe({ periodSeconds: 20 }) } }],
  ])('%s', (code, setup) => expect(codes(setup)).toEqual([code]))

  test('an autoscaler by utilisation needs requests', () => {
    expect(codes({ container: { resources: {} }, around: [autoscaler] })).toEqual([
      'no-requests',
      'hpa-without-requests',
    ])
  })
})

describe('what is right is left alone', () => {
  test.each<[string, Setup]>([
    [
      'no readiness probe without a Service',
      { container: { readinessProbe: undefined, lifecycle: undefined }, around: [] },
    ],
    ['a sidecar without ports', { container: { readinessProbe: undefined, lifecycle: undefined, ports: [] } }],
    [
      'a liveness probe that asks the same but waits much longer',
      { container: { livenessProbe: probe({ failureThreshold: 20 }) } },
    ],
    [
      'limits alone, from which requests follow',
      { container: { resources: { limits: { cpu: '1' }, requests: { memory: '1Gi' } } } },
    ],
    ['an image by digest', { container: { image: 'registry.example.com/web@sha256:0ff1ce' } }],
    ['one replica that nobody calls', { desired: 1, around: [] }],
    ['nothing asked for', { desired: 0, container: { image: 'web:latest', resources: {} } }],
    ['pods in two zones', { around: [on('web-1', 'node-1'), on('web-2', 'elsewhere'), node('node-1')] }],
  ])('%s', (_, setup) => expect(codes(setup)).toEqual([]))
})

test('can be muted, code by code, and says why and where', () => {
  const annotations = { 'quarterdeck.dev/mute-advice': 'latest-tag, nonsense' }
  const advice = advise({ container: { image: 'web:latest', lifecycle: undefined }, annotations })
  expect(advice.map(({ code, muted, field }) => [code, muted, field])).toEqual([
    ['no-pre-stop', false, 'spec.template.spec.containers[main].lifecycle.preStop'],
    ['latest-tag', true, 'spec.template.spec.containers[main].image'],
  ])
  for (const { sentence, why } of advice) expect(`${sentence} ${why}`).toMatch(/^[A-Z].*\.$/)
})

test.each<[string, readonly Json[], readonly string[]]>([
  ['its own', [], ['latest-tag']],
  ["its owner's", [{ kind: 'Rollout', name: 'web', uid: 'r', controller: true }], []],
])('of a ReplicaSet whose template is %s is told %o', (_, ownerReferences, expected) => {
  const { replicaSets, around } = createCluster([
    {
      kind: 'ReplicaSet',
      metadata: { name: 'web', namespace: 'shop', uid: 'rs', ownerReferences },
      spec: { replicas: 2, template: { spec: { containers: [{ name: 'main', ...good, image: 'web' }] } } },
    },
  ])
  const told = replicaSets.flatMap((object) => adviseOn({ kind: 'ReplicaSet', object }, around))
  expect(told.map(({ code }) => code)).toEqual(expected)
})
