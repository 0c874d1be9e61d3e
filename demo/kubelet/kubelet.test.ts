import { expect, test } from 'vitest'
import type { Container, PodSpec, Probe } from '@/demo/store/objects'
import type { Behaviour } from '@/demo/world/registry'
import { image, openKubeletRig, web } from './rig'

const seconds = (line: string) => Number(line.split(' ')[0])
const minute = 60_000

test('a crash loop starts again at once, then after 10 s doubled up to 5 minutes', () => {
  const { start, cluster, history, events, status } = openKubeletRig()
  start('web', {}, { run: 'crash', seconds: 5 })
  cluster.clock.advance(30 * minute)
  const lines = history('web')
  const waits = lines.flatMap((line, at) => {
    const next = lines.slice(at).find((later) => later.endsWith('web Ready'))
    return line.includes('Error 1') && next !== undefined ? [Math.round(seconds(next) - seconds(line))] : []
  })
  expect(waits[0]).toBeLessThan(2)
  const told = [10, 20, 40, 80, 160, 300, 300, 300]
  expect(waits.slice(1, 9).every((wait, at) => Math.abs(wait - (told[at] ?? 0)) <= 1)).toBe(true)
  expect(status('web').state.waiting).toEqual({
    reason: 'CrashLoopBackOff',
    message: `back-off 5m0s restarting failed container=web pod=web_default(${cluster.store.pods.get('default', 'web')?.metadata.uid})`,
  })
  expect(status('web').lastState.terminated).toMatchObject({ exitCode: 1, reason: 'Error' })
  expect(status('web').restartCount).toBe(waits.length)
  expect(events('web').at(-1)).toMatch(
    /^BackOff: Back-off restarting failed container web in pod web_default\(.*\) \(x10\)$/,
  )
})

test('ten minutes of running end the back-off: the next crash is restarted at once', () => {
  const { start, cluster, history } = openKubeletRig()
  start('web', {}, { run: 'crash', seconds: 5 })
  cluster.clock.advance(3 * minute)
  cluster.registry.set(image, { run: 'crash', seconds: 900 })
  cluster.clock.advance(20 * minute)
  const end = history('web').findLast((line) => line.includes('Error 1'))
  const next = history('web').at(-1)
  expect(next).toMatch(/web Ready$/)
  expect(seconds(next ?? '') - seconds(end ?? '')).toBeLessThan(2)
})

const refusals: readonly [Behaviour['cause'], RegExp][] = [
  ['not-found', /^rpc error: code = NotFound desc = .*registry\.shop\.example\/shop\/web:1\.0\.0: not found$/],
  ['unauthorized', /pull access denied, repository does not exist or may require authorization/],
  [
    'rate-limit',
    /429 Too Many Requests - Server message: toomanyrequests: You have reached your unauthenticated pull rate limit/,
  ],
]

test.each(refusals)('an image that is refused (%s) is tried again with a growing wait', (cause, words) => {
  const { start, cluster, history, events, status } = openKubeletRig()
  start('web', {}, { run: 'no-image', seconds: 0, ...(cause && { cause }) })
  cluster.clock.advance(3000)
  expect(status('web').state.waiting).toMatchObject({ reason: 'ErrImagePull', message: expect.stringMatching(words) })
  cluster.clock.advance(20 * minute)
  const failed = history('web')
    .filter((line) => line.endsWith('ErrImagePull'))
    .map(seconds)
  const waits = failed.slice(1).map((at, index) => Math.round(at - (failed[index] ?? 0)))
  expect(waits.map((wait, at) => wait - Math.min(300, 10 * 2 ** at)).every((more) => more >= 0 && more <= 3)).toBe(true)
  expect(status('web').state.waiting?.message).toMatch(
    /^Back-off pulling image "registry.shop.example\/shop\/web:1.0.0": ErrImagePull: /,
  )
  expect(events('web').map((line) => line.replace(/: .*/, ''))).toEqual([
    'Pulling',
    'Failed',
    'Failed',
    'BackOff',
    'Failed',
  ])
  cluster.registry.set(image, { run: 'serve', seconds: 0 })
  cluster.clock.advance(6 * minute)
  expect(status('web')).toMatchObject({ ready: true, restartCount: 0 })
})

test('an image is pulled once for a node, and told with its time and size', () => {
  const { start, cluster, events } = openKubeletRig()
  start('first')
  cluster.clock.advance(minute)
  start('second')
  cluster.clock.advance(minute)
  expect(events('first')).toEqual([
    `Pulling: Pulling image "${image}"`,
    expect.stringMatching(
      /^Pulled: Successfully pulled image ".*" in (\d+m)?[\d.]+s \((\d+m)?[\d.]+s including waiting\)\. Image size: \d+ bytes\.$/,
    ),
    'Created: Container created',
    'Started: Container started',
  ])
  expect(events('second')[0]).toBe(
    `Pulled: Container image "${image}" already present on machine and can be accessed by the pod`,
  )
})

const named = (name: string, rest: Partial<Container> = {}): Container => ({ name, image: `shop/${name}:1`, ...rest })

test('init containers run one after the other, sidecars stay, and the pod is told as it goes', () => {
  const { start, cluster, history, pod } = openKubeletRig()
  const initContainers = [named('one'), named('proxy', { restartPolicy: 'Always' }), named('two')]
  start('web', { initContainers })
  cluster.clock.advance(5000)
  const condition = (type: string) => pod('web').status.conditions?.find((known) => known.type === type)
  expect(condition('Initialized')).toMatchObject({
    status: 'False',
    reason: 'ContainersNotInitialized',
    message: 'containers with incomplete status: [one proxy two]',
  })
  expect(condition('Ready')).toMatchObject({
    reason: 'ContainersNotReady',
    message: 'containers with unready status: [proxy web]',
  })
  cluster.clock.advance(2 * minute)
  expect(
    history('web')
      .map((line) => line.replace(/^\S+ /, ''))
      .slice(4),
  ).toEqual(['one Ready', 'one Completed 0', 'proxy Ready', 'two Ready', 'two Completed 0', 'web Ready'])
  expect(pod('web').status.phase).toBe('Running')
})

const ends: readonly [string, Partial<PodSpec>, Behaviour, Record<string, unknown>][] = [
  [
    'Never, failing',
    { restartPolicy: 'Never' },
    { run: 'fail', seconds: 5, exitCode: 3 },
    { phase: 'Failed', restarts: 0, ready: 'PodFailed' },
  ],
  [
    'Never, done',
    { restartPolicy: 'Never' },
    { run: 'complete', seconds: 5 },
    { phase: 'Succeeded', restarts: 0, ready: 'PodCompleted' },
  ],
  [
    'OnFailure, failing twice',
    { restartPolicy: 'OnFailure' },
    { run: 'fail', seconds: 5, failures: 2 },
    { phase: 'Succeeded', restarts: 2, ready: 'PodCompleted' },
  ],
  ['Always, done', {}, { run: 'complete', seconds: 5 }, { phase: 'Running', restarts: 4, ready: 'ContainersNotReady' }],
  [
    'a deadline',
    { activeDeadlineSeconds: 20 },
    { run: 'serve', seconds: 0 },
    { phase: 'Failed', restarts: 0, ready: 'PodFailed', reason: 'DeadlineExceeded' },
  ],
]

test.each(ends)('restart policy %s', (_, spec, behaviour, expected) => {
  const { start, cluster, pod, status } = openKubeletRig()
  start('web', spec, behaviour)
  cluster.clock.advance(2 * minute)
  const { phase, reason, conditions } = pod('web').status
  const ready = conditions?.find(({ type }) => type === 'Ready')?.reason
  expect({ phase, restarts: status('web').restartCount, ready, ...(reason && { reason }) }).toEqual(expected)
})

const httpGet = { path: '/ready', port: 8080 }
const probed = (probes: Partial<Container>): Partial<PodSpec> => ({ containers: [{ ...web, ...probes }] })
const every5: Probe = { httpGet, periodSeconds: 5, failureThreshold: 2 }

const probes: readonly [string, Partial<PodSpec>, Behaviour, readonly string[], RegExp][] = [
  [
    'readiness waits for its initial delay',
    probed({ readinessProbe: { ...every5, initialDelaySeconds: 20 } }),
    { run: 'serve', seconds: 0 },
    ['web Running', 'web Ready'],
    /^Started/,
  ],
  [
    'readiness fails while the program starts',
    probed({ readinessProbe: every5 }),
    { run: 'serve', seconds: 0, startupSeconds: 12 },
    ['web Running', 'web Ready'],
    /^Unhealthy: Readiness probe failed: Get "http:\/\/[\d.]+:8080\/ready": dial tcp [\d.]+:8080: connect: connection refused \(x3\)$/,
  ],
  [
    'a startup probe gives the time that liveness would not',
    probed({ startupProbe: { ...every5, failureThreshold: 30 }, livenessProbe: every5, readinessProbe: every5 }),
    { run: 'serve', seconds: 0, startupSeconds: 31 },
    ['web Running', 'web Ready'],
    /^Unhealthy: Startup probe failed: .* \(x6\)$/,
  ],
  [
    'a container that turns unready stays and comes back',
    probed({ readinessProbe: every5 }),
    { run: 'flap', seconds: 40 },
    ['web Running', 'web Ready', 'web Running', 'web Ready', 'web Running'],
    /^Unhealthy: Readiness probe failed: HTTP probe failed with statuscode: 503/,
  ],
  [
    'liveness ends a deadlocked container when its grace is over',
    probed({ livenessProbe: every5 }),
    { run: 'deadlock', seconds: 30 },
    ['web Ready', 'web Error 137', 'web Ready'],
    /^Killing: Container web failed liveness probe, will be restarted$/,
  ],
]

test.each(probes)('probes: %s', (_, spec, behaviour, expected, event) => {
  const { start, cluster, history, events } = openKubeletRig()
  start('warm')
  cluster.clock.advance(minute)
  start('web', spec, behaviour)
  cluster.clock.advance(135_000 - (behaviour.run === 'deadlock' ? 45_000 : 0))
  const told = history('web').map((line) => line.replace(/^\S+ /, ''))
  expect(told.slice(1, 1 + expected.length)).toEqual(expected)
  expect(events('web').find((line) => event.test(line))).toBeDefined()
})

test('a fix in the registry heals a container that never got ready, at its next probe', () => {
  const { start, cluster, status } = openKubeletRig()
  start('web', probed({ readinessProbe: every5 }), { run: 'unready', seconds: 0 })
  cluster.clock.advance(3 * minute)
  expect(status('web').ready).toBe(false)
  cluster.registry.set(image, { run: 'serve', seconds: 0 })
  cluster.clock.advance(5000)
  expect(status('web')).toMatchObject({ ready: true, restartCount: 0 })
})

test('a leak ends in an OOM kill when it has filled the limit', () => {
  const { start, cluster, status } = openKubeletRig()
  start('web', {}, { run: 'serve', seconds: 0, leak: 1024 * 1024 })
  cluster.clock.advance(minute)
  const early = cluster.usage.of(cluster.store.pods.get('default', 'web') ?? start('none'))[0]?.memory ?? 0
  cluster.clock.advance(2 * minute)
  const end = status('web').lastState.terminated
  expect(end).toMatchObject({ exitCode: 137, reason: 'OOMKilled' })
  const lived = (Date.parse(end?.finishedAt ?? '') - Date.parse(end?.startedAt ?? '')) / 1000
  expect(lived).toBeGreaterThan(60)
  expect(lived).toBeLessThan(128)
  expect(early).toBeLessThan(128 * 1024 * 1024)
})

const removals: readonly [string, Partial<Behaviour>, Partial<PodSpec>, number | undefined, string, number][] = [
  ['in its grace', { shutdownSeconds: 4 }, {}, undefined, 'web (Error 143|Completed 0)', 4],
  [
    'after its preStop hook',
    { shutdownSeconds: 1 },
    probed({ lifecycle: { preStop: { sleep: { seconds: 10 } } } }),
    undefined,
    'web (Error 143|Completed 0)',
    11,
  ],
  ['by force when it is too slow', { shutdownSeconds: 90 }, {}, undefined, 'web Error 137', 30],
  ['by force when its grace is shorter', { shutdownSeconds: 90 }, {}, 5, 'web Error 137', 5],
]

test.each(removals)('a deleted pod ends %s', (_, behaviour, spec, grace, end, after) => {
  const { start, cluster, history, events, remove } = openKubeletRig()
  start('web', spec, { run: 'serve', seconds: 0, ...behaviour })
  cluster.clock.advance(minute)
  remove('web', grace)
  cluster.clock.advance(2 * minute)
  const [ended = '', deleted] = history('web').slice(-2)
  expect(ended).toMatch(new RegExp(`${end}$`))
  expect(deleted).toMatch(/ deleted$/)
  expect(Math.abs(seconds(ended) - 60 - after)).toBeLessThan(1)
  expect(events('web').at(-1)).toBe('Killing: Stopping container web')
})

test('a missing ConfigMap keeps the volume from being mounted, until it is there', () => {
  const { start, cluster, events, pod, status } = openKubeletRig()
  start('web', { volumes: [{ name: 'config', configMap: { name: 'web-config' } }] })
  cluster.clock.advance(minute)
  expect(events('web')).toEqual([
    expect.stringMatching(
      /^FailedMount: MountVolume\.SetUp failed for volume "config" : configmap "web-config" not found \(x7\)$/,
    ),
  ])
  expect(status('web').state.waiting).toEqual({ reason: 'ContainerCreating' })
  createConfig(cluster)
  cluster.clock.advance(3 * minute)
  expect(pod('web').status.phase).toBe('Running')
})

const references: readonly [string, Partial<Container>, string][] = [
  [
    'a Secret',
    { env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'web', key: 'a' } } }] },
    'secret "web" not found',
  ],
  [
    'a key',
    { env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'web-config', key: 'b' } } }] },
    "couldn't find key b in ConfigMap default/web-config",
  ],
  ['a whole ConfigMap', { envFrom: [{ configMapRef: { name: 'other' } }] }, 'configmap "other" not found'],
]

test.each(references)('a container whose environment misses %s is not created', (_, rest, message) => {
  const { start, cluster, events, status, pod } = openKubeletRig()
  createConfig(cluster)
  start('web', { containers: [{ ...web, ...rest }] })
  cluster.clock.advance(minute)
  expect(status('web').state.waiting).toEqual({ reason: 'CreateContainerConfigError', message })
  expect(events('web').some((line) => line.startsWith(`Failed: Error: ${message}`))).toBe(true)
  const written = pod('web').metadata.resourceVersion
  cluster.clock.advance(minute)
  expect(pod('web').metadata.resourceVersion).toBe(written)
})

function createConfig({ store }: ReturnType<typeof openKubeletRig>['cluster']): void {
  const creationTimestamp = '2026-11-24T08:00:00Z'
  const metadata = { name: 'web-config', namespace: 'default', uid: 'c', resourceVersion: '', creationTimestamp }
  store.configmaps.create({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { a: '1' } })
}

test('a readiness gate holds the pod unready until its condition is true', () => {
  const { start, cluster, pod } = openKubeletRig()
  start('web', { readinessGates: [{ conditionType: 'shop/ready' }] })
  cluster.clock.advance(minute)
  const ready = () => pod('web').status.conditions?.find(({ type }) => type === 'Ready')
  expect(ready()).toMatchObject({
    status: 'False',
    reason: 'ReadinessGatesNotReady',
    message: 'corresponding condition of pod readiness gate "shop/ready" does not exist.',
  })
  const { status, ...rest } = pod('web')
  const gate = { type: 'shop/ready', status: 'True', lastTransitionTime: null } as const
  cluster.store.pods.update({ ...rest, status: { ...status, conditions: [...(status.conditions ?? []), gate] } })
  cluster.clock.advance(1000)
  expect(ready()?.status).toBe('True')
})

test('nothing is due for pods that run quietly', () => {
  const { start, cluster } = openKubeletRig()
  for (let at = 0; at < 50; at++) start(`web-${at}`, probed({ readinessProbe: every5, livenessProbe: every5 }))
  cluster.clock.advance(minute)
  const version = cluster.store.version()
  cluster.clock.advance(30 * minute)
  expect(cluster.store.version()).toBe(version)
})
