import { expect, test } from 'vitest'
import type { KubeObject } from '@/demo/store/objects'
import type { ResourceName } from '@/demo/store/types'
import { tables } from './tables'

const now = Date.parse('2026-11-24T08:00:00Z')
const metadata = {
  name: 'it',
  namespace: 'shop',
  uid: 'u',
  resourceVersion: '1',
  creationTimestamp: '2026-11-24T07:00:00Z',
}
const template = (image = 'nginx:1') => ({ metadata: { labels: {} }, spec: { containers: [{ name: 'main', image }] } })
const cpu = (target: object) => ({ type: 'Resource', resource: { name: 'cpu', target } })

// As printers.go of v1.36.3 prints each; the name comes first, and the age is 60m.
const cases: readonly (readonly [string, ResourceName, object, readonly unknown[]])[] = [
  [
    'a Deployment that no controller has seen',
    'deployments',
    { spec: { replicas: 3, selector: { matchLabels: { b: '2', a: '1' } }, template: template() } },
    ['it', '0/3', 0, 0, '60m', 'main', 'nginx:1', 'a=1,b=2'],
  ],
  [
    'a selector with expressions',
    'replicasets',
    {
      spec: {
        replicas: 1,
        selector: {
          matchLabels: { app: 'web' },
          matchExpressions: [
            { key: 'tier', operator: 'NotIn', values: ['b', 'a'] },
            { key: 'old', operator: 'DoesNotExist' },
          ],
        },
        template: template(),
      },
      status: { replicas: 1, readyReplicas: 1 },
    },
    ['it', 1, 1, 1, '60m', 'main', 'nginx:1', 'app=web,!old,tier notin (a,b)'],
  ],
  [
    'a Job that failed',
    'jobs',
    {
      spec: { parallelism: 3, template: template() },
      status: { startTime: '2026-11-24T07:59:00Z', conditions: [{ type: 'Failed', status: 'True' }] },
    },
    ['it', 'Failed', '0/1 of 3', '60s', '60m', 'main', 'nginx:1', '<none>'],
  ],
  [
    'a Job on its way out',
    'jobs',
    {
      metadata: { ...metadata, deletionTimestamp: '2026-11-24T08:00:00Z' },
      spec: { completions: 2, template: template() },
    },
    ['it', 'Terminating', '0/2', '', '60m', 'main', 'nginx:1', '<none>'],
  ],
  [
    'a CronJob that never ran',
    'cronjobs',
    { spec: { schedule: '0 3 * * *', suspend: false, jobTemplate: { spec: { template: template() } } } },
    ['it', '0 3 * * *', '<none>', 'False', 0, '<none>', '60m', 'main', 'nginx:1', '<none>'],
  ],
  [
    'an autoscaler of three metrics, one of them measured',
    'horizontalpodautoscalers',
    {
      spec: {
        scaleTargetRef: { kind: 'Deployment', name: 'web' },
        maxReplicas: 9,
        metrics: [cpu({ averageUtilization: 80 }), cpu({ averageValue: '200m' }), cpu({ averageUtilization: 1 })],
      },
      status: {
        currentReplicas: 2,
        currentMetrics: [{ type: 'Resource', resource: { name: 'cpu', current: { averageUtilization: 37 } } }],
      },
    },
    ['it', 'Deployment/web', 'cpu: 37%/80%, cpu: <unknown>/200m + 1 more...', '<unset>', 9, 2, '60m'],
  ],
  [
    'a budget of a percentage',
    'poddisruptionbudgets',
    { spec: { maxUnavailable: '25%' }, status: { disruptionsAllowed: 1 } },
    ['it', 'N/A', '25%', 1, '60m'],
  ],
  [
    'a Service of a load balancer that waits',
    'services',
    {
      spec: {
        type: 'LoadBalancer',
        clusterIPs: ['10.0.0.1'],
        ports: [
          { port: 80, nodePort: 30080 },
          { port: 53, protocol: 'UDP' },
        ],
      },
      status: { loadBalancer: {} },
    },
    ['it', 'LoadBalancer', '10.0.0.1', '<pending>', '80:30080/TCP,53/UDP', '60m', '<none>'],
  ],
  [
    'endpoints beyond the third',
    'endpointslices',
    {
      addressType: 'IPv4',
      ports: [{ port: 80 }],
      endpoints: ['a', 'b', 'c', 'd'].map((address) => ({ addresses: [address] })),
    },
    ['it', 'IPv4', '80', 'a,b,c + 1 more...', '60m'],
  ],
  [
    'an event in a series',
    'events',
    {
      involvedObject: { kind: 'Pod', name: 'web-1', fieldPath: 'spec.containers{main}' },
      type: 'Warning',
      reason: 'BackOff',
      message: ' Back-off ',
      source: {},
      reportingComponent: 'kubelet',
      reportingInstance: 'node-1',
      firstTimestamp: null,
      lastTimestamp: null,
      eventTime: '2026-11-24T07:30:00Z',
      series: { count: 4, lastObservedTime: '2026-11-24T07:59:30Z' },
    },
    ['30s', 'Warning', 'BackOff', 'pod/web-1', 'spec.containers{main}', 'kubelet, node-1', 'Back-off', '30m', 4, 'it'],
  ],
  ['a Rollout without status', 'rollouts', { spec: { replicas: 2 } }, ['it', 2, null, null, null, '60m']],
  [
    'a binding',
    'rolebindings',
    {
      roleRef: { kind: 'Role', name: 'r' },
      subjects: [
        { kind: 'User', name: 'anna' },
        { kind: 'ServiceAccount', name: 'bot', namespace: 'ci' },
      ],
    },
    ['it', 'Role/r', '60m', 'anna', '', 'ci/bot'],
  ],
  ['a type without a printer', 'clusterroles', { rules: [] }, ['it', metadata.creationTimestamp]],
]

test.each(cases)('%s', (_, resource, object, cells) => {
  // Only as much of each object as its printer reads.
  expect(tables[resource].cells({ metadata, ...object } as KubeObject, now)).toEqual(cells)
})
