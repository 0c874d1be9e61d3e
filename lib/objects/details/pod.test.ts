import { describe, expect, test } from 'vitest'
import { describePod } from './pod'

const at = (time: string) => Date.parse(`2026-11-24T${time}Z`)

/** As the kubelet of a real cluster reported them (v1.36), shortened. */
const running = { running: { startedAt: '2026-11-24T10:00:00Z' } }
const oom = {
  terminated: {
    exitCode: 137,
    reason: 'OOMKilled',
    startedAt: '2026-11-24T09:58:00Z',
    finishedAt: '2026-11-24T09:59:30Z',
  },
}

const podWith = (status: object, spec: object = {}) => ({
  kind: 'Pod',
  metadata: { name: 'web-1', namespace: 'shop', creationTimestamp: '2026-11-24T09:00:00Z' },
  spec: { containers: [{ name: 'main', image: 'web:1' }], ...spec },
  status,
})

const main = (status: object, spec?: object) =>
  describePod(podWith({ phase: 'Running', containerStatuses: [{ name: 'main', ...status }] }, spec)).containers.at(-1)

test.each<[string, object, object]>([
  ['ready', { state: running, ready: true, started: true }, { health: 'healthy', word: 'Running', words: null }],
  ['running, not ready', { state: running, ready: false, started: true }, { health: 'degraded', word: 'Running' }],
  [
    'before its startup probe passed',
    { state: running, ready: false, started: false },
    { health: 'progressing', words: 'Its startup probe has not passed yet.' },
  ],
  [
    'that cannot pull its image',
    { state: { waiting: { reason: 'ImagePullBackOff', message: 'Back-off pulling image "web:1"' } } },
    { health: 'failed', word: 'ImagePullBackOff', told: 'Back-off pulling image "web:1"' },
  ],
  [
    'being created',
    { state: { waiting: { reason: 'ContainerCreating' } } },
    { health: 'progressing', word: 'ContainerCreating' },
  ],
  [
    'waiting for a reason that nobody knows',
    { state: { waiting: { reason: 'Dreaming' } } },
    { health: 'progressing', word: 'Dreaming', words: null },
  ],
  ['that nobody told about', {}, { health: 'paused', word: 'Waiting' }],
  [
    'that ended well',
    { state: { terminated: { exitCode: 0, reason: 'Completed', finishedAt: '2026-11-24T10:00:05Z' } } },
    { health: 'healthy', word: 'Completed', since: at('10:00:05') },
  ],
])('a container %s', (_, status, state) => {
  expect(main(status)?.state).toMatchObject(state)
})

test.each<[object, string]>([
  [{ exitCode: 137, reason: 'OOMKilled' }, 'Killed: out of memory (OOMKilled), exit 137'],
  [{ exitCode: 137, reason: 'Error' }, 'Killed by SIGKILL, exit 137'],
  [{ exitCode: 143, reason: 'Error' }, 'Killed by SIGTERM, exit 143'],
  [{ exitCode: 0, signal: 9, reason: 'Error' }, 'Exit 0'],
  [{ exitCode: 1, reason: 'Error' }, 'Exit 1'],
  [{ exitCode: 200, reason: 'Error' }, 'Exit 200'],
  [{ exitCode: 128, reason: 'StartError' }, 'StartError, exit 128'],
  [{ exitCode: 137, reason: 'ContainerStatusUnknown' }, 'Lost: the kubelet no longer knew how it was, exit 137'],
])('a last run %o reads %s', (terminated, words) => {
  expect(main({ lastState: { terminated } })?.lastRun?.words).toBe(words)
})

test('the last run tells when it ended and how long it was', () => {
  expect(main({ lastState: oom })?.lastRun).toMatchObject({ at: at('09:59:30'), ranMs: 90_000 })
})

test('containers stand in the order in which they start, each with its role', () => {
  const pod = podWith(
    { initContainerStatuses: [{ name: 'proxy', state: running, ready: true }] },
    {
      initContainers: [{ name: 'migrate' }, { name: 'proxy', restartPolicy: 'Always' }],
      ephemeralContainers: [{ name: 'debug' }],
    },
  )
  expect(describePod(pod).containers.map(({ name, role }) => [name, role])).toEqual([
    ['migrate', 'init'],
    ['proxy', 'sidecar'],
    ['main', 'main'],
    ['debug', 'ephemeral'],
  ])
})

test('environment is told by name and source, never by value', () => {
  const container = {
    name: 'main',
    env: [
      { name: 'MODE', value: 'hunter2' },
      { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } },
      { name: 'NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
    ],
    envFrom: [{ prefix: 'APP_', configMapRef: { name: 'web' } }],
  }
  const detail = main({}, { containers: [container] })
  expect(detail).toMatchObject({
    plainEnv: 1,
    env: [
      { name: 'APP_*', source: 'ConfigMap web' },
      { name: 'TOKEN', source: 'Secret db, key password' },
      { name: 'NODE', source: 'field spec.nodeName' },
    ],
  })
  expect(JSON.stringify(detail)).not.toContain('hunter2')
})

test('requests and limits are amounts; what is not said is null', () => {
  const resources = { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '1Gi', 'nvidia.com/gpu': '1' } }
  expect(main({}, { containers: [{ name: 'main', resources }] })?.resources).toEqual([
    { resource: 'cpu', request: 0.1, limit: null },
    { resource: 'memory', request: 67_108_864, limit: 1_073_741_824 },
    { resource: 'nvidia.com/gpu', request: null, limit: 1 },
  ])
})

test.each<[object, string]>([
  [{ configMap: { name: 'web' } }, 'ConfigMap web'],
  [{ secret: { secretName: 'tls' } }, 'Secret tls'],
  [{ persistentVolumeClaim: { claimName: 'data-db-0' } }, 'claim data-db-0'],
  [{ emptyDir: {} }, 'empty directory on the node'],
  [{ emptyDir: { medium: 'Memory', sizeLimit: '64Mi' } }, 'empty directory in memory, at most 64Mi'],
  [{ hostPath: { path: '/var/log' } }, 'path /var/log of the node'],
  [
    {
      projected: { sources: [{ serviceAccountToken: { path: 'token' } }, { configMap: { name: 'kube-root-ca.crt' } }] },
    },
    'token of the service account, ConfigMap kube-root-ca.crt',
  ],
  [{ csi: { driver: 'efs.csi.aws.com' } }, 'CSI driver efs.csi.aws.com'],
  [{ vsphereVolume: {} }, 'another kind of volume, see YAML'],
])('a volume %o comes from: %s', (source, words) => {
  const { volumes } = describePod(podWith({}, { volumes: [{ name: 'v', ...source }] }))
  expect(volumes).toEqual([{ name: 'v', source: words }])
})

describe('placement in words', () => {
  const placement = (spec: object) =>
    describePod(podWith({}, spec))
      .scheduling.filter(({ term }) => term === 'Placement' || term === 'Tolerates')
      .map(({ text }) => text)

  test.each<[object, string]>([
    [{ nodeSelector: { disk: 'ssd' } }, 'only on nodes with disk=ssd'],
    [
      {
        tolerations: [
          { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 },
        ],
      },
      'node.kubernetes.io/not-ready, NoExecute, for 5 min',
    ],
    [{ tolerations: [{ operator: 'Exists' }] }, 'every taint'],
    [{ tolerations: [{ key: 'pool', operator: 'Equal', value: 'gpu', effect: 'NoSchedule' }] }, 'pool=gpu, NoSchedule'],
    [
      {
        topologySpreadConstraints: [
          { maxSkew: 1, topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'DoNotSchedule' },
        ],
      },
      'spread over each zone, at most 1 pod apart, or not scheduled',
    ],
    [
      {
        affinity: {
          podAntiAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: [
              { labelSelector: { matchLabels: { app: 'web' } }, topologyKey: 'kubernetes.io/hostname' },
            ],
          },
        },
      },
      'never beside pods app=web on the same node',
    ],
    [
      {
        affinity: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: {
              nodeSelectorTerms: [
                {
                  matchExpressions: [
                    { key: 'zone', operator: 'In', values: ['a', 'b'] },
                    { key: 'spot', operator: 'DoesNotExist' },
                  ],
                },
              ],
            },
          },
        },
      },
      'only on nodes with zone in (a,b) and !spot',
    ],
  ])('%o', (spec, words) => expect(placement(spec)).toEqual([words]))
})

describe('the end of a pod', () => {
  test('has 30 s of grace where nothing else is said', () => {
    expect(describePod(podWith({})).shutdown).toEqual({ graceMs: 30_000, took: [] })
  })

  test('is asked for its grace before its instant of deletion, and containers tell what they took', () => {
    const pod = podWith({
      containerStatuses: [
        { name: 'main', state: { terminated: { exitCode: 0, finishedAt: '2026-11-24T10:00:12Z' } } },
        { name: 'old', state: { terminated: { exitCode: 0, finishedAt: '2026-11-24T09:00:00Z' } } },
      ],
    })
    const deleted = {
      ...pod,
      metadata: {
        ...pod.metadata,
        deletionTimestamp: '2026-11-24T10:01:00Z',
        deletionGracePeriodSeconds: 60,
        finalizers: ['shop.example/backup'],
      },
    }
    const { deletion, shutdown } = describePod(deleted)
    expect(deletion).toEqual({ askedAt: at('10:00:00'), goneBy: at('10:01:00'), finalizers: ['shop.example/backup'] })
    expect(shutdown.took).toEqual([{ container: 'main', ms: 12_000 }])
  })
})

test('what it takes of its node counts init containers, sidecars and overhead', () => {
  const of = (cpu: string) => ({ resources: { requests: { cpu } } })
  const pod = podWith(
    { qosClass: 'Burstable' },
    {
      containers: [{ name: 'main', ...of('100m') }],
      initContainers: [
        { name: 'proxy', restartPolicy: 'Always', ...of('50m') },
        { name: 'migrate', ...of('1') },
      ],
      overhead: { cpu: '10m' },
    },
  )
  expect(describePod(pod).qos).toMatchObject({ class: 'Burstable', cpuRequested: 1.06 })
})

test.each<[object, object]>([
  [
    { type: 'Ready', status: 'True' },
    { health: 'healthy', words: 'It takes work.' },
  ],
  [{ type: 'Ready', status: 'False', reason: 'ContainersNotReady' }, { health: 'degraded' }],
  [{ type: 'Ready', status: 'False', reason: 'PodCompleted' }, { health: 'paused' }],
  [
    { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/3' },
    { health: 'failed', told: 'Unschedulable: 0/3' },
  ],
  [{ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated' }, { health: 'paused' }],
  [{ type: 'DisruptionTarget', status: 'True' }, { health: 'failed' }],
  [
    { type: 'shop.example/ready', status: 'False' },
    { health: 'paused', words: 'False' },
  ],
])('a condition %o', (condition, detail) => {
  expect(describePod(podWith({ conditions: [condition] })).conditions).toMatchObject([detail])
})

test.each([
  [null],
  ['Pod'],
  [[]],
  [{ metadata: 1, spec: 'x', status: [] }],
  [
    {
      metadata: { labels: ['a'] },
      spec: { containers: {}, volumes: [null, 1], tolerations: 'all' },
      status: { conditions: {} },
    },
  ],
  [{ spec: { containers: [{ name: 1, ports: 'http', readinessProbe: [], env: [{}] }] } }],
])('odd input %j gives a detail all the same', (object) => {
  expect(describePod(object)).toMatchObject({ of: 'pod', kind: 'Pod' })
})
