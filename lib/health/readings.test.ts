import { describe, expect, test } from 'vitest'
import { scaled } from './budget'
import { leastDuration } from './crash-loop'
import { readDenial } from './denial'
import { imageCause, pullError } from './image-error'
import { missingConfig } from './pods/creation'
import { tolerates } from './pods/node-fit'
import { nextDue, parseSchedule, zoneOffset } from './schedule'
import { parseSchedulerMessage } from './scheduler-message'
import { matches, selectsAll } from './selector'
import { names, span } from './words'
import { countIndexes } from './workloads/job'

const preemption = ' preemption: 0/60 nodes are available: 60 Preemption is not helpful for scheduling.'

describe("the scheduler's message", () => {
  test.each<[string, number | undefined, readonly [number, string][], string]>([
    [
      `0/60 nodes are available: 60 Insufficient cpu. no new claims to deallocate,${preemption}`,
      60,
      [[60, 'Insufficient cpu']],
      '',
    ],
    [
      `0/60 nodes are available: 10 Insufficient cpu, 2 node(s) were unschedulable, 48 Too many pods.${preemption}`,
      60,
      [
        [10, 'Insufficient cpu'],
        [2, 'node(s) were unschedulable'],
        [48, 'Too many pods'],
      ],
      '',
    ],
    [
      '0/3 nodes are available: 1 node(s) had untolerated taint {a: b, c}, 2 Insufficient memory.',
      3,
      [
        [1, 'node(s) had untolerated taint {a: b, c}'],
        [2, 'Insufficient memory'],
      ],
      '',
    ],
    [
      `0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims.${preemption}`,
      3,
      [],
      'pod has unbound immediate PersistentVolumeClaims',
    ],
    ['0/0 nodes are available: .', 0, [], ''],
    ['no nodes available to schedule pods', undefined, [], 'no nodes available to schedule pods'],
    ['', undefined, [], ''],
  ])('%s', (message, nodes, reasons, before) => {
    expect(parseSchedulerMessage(message)).toEqual({
      nodes,
      reasons: reasons.map(([count, reason]) => ({ nodes: count, reason })),
      before,
    })
  })
})

describe('the error of an image pull', () => {
  const docker =
    'failed to pull and unpack image "docker.io/library/nope:1": failed to resolve reference "docker.io/library/nope:1": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed'
  test.each<[string, string, string | undefined, string]>([
    ['ErrImagePull', docker, 'image-not-found', 'server message: insufficient_scope: authorization failed'],
    ['ImagePullBackOff', 'Back-off pulling image "x:1"', 'image-pull', ''],
    ['ImagePullBackOff', 'Back-off pulling image "x:1": ErrImagePull', 'image-pull', ''],
    [
      'ImagePullBackOff',
      'Back-off pulling image "x:1": ErrImagePull: rpc error: code = NotFound desc = manifest unknown',
      'image-not-found',
      'manifest unknown',
    ],
    [
      'ErrImagePull',
      'rpc error: code = Unknown desc = Get "https://r/v2/": x509: certificate signed by unknown authority',
      'image-registry-unreachable',
      'Get "https://r/v2/": x509: certificate signed by unknown authority',
    ],
    ['RegistryUnavailable', 'down', 'image-registry-unreachable', 'down'],
    ['CrashLoopBackOff', 'not found', undefined, 'not found'],
  ])('%s, %s', (reason, message, cause, error) => {
    expect(imageCause(reason, message)).toBe(cause)
    expect(pullError(message)).toContain(error.split(': ').at(-1))
  })
})

describe('what a ConfigMap or Secret lacks', () => {
  test.each([
    ['secret "payments-db" not found', 'secret payments-db'],
    ['configmap "web" not found', 'configmap web'],
    ['MountVolume.SetUp failed for volume "config" : configmap "missing-config" not found', 'configmap missing-config'],
    ["couldn't find key url in ConfigMap shop/web", 'key url of configmap web'],
    ["couldn't find key password in Secret shop/db", 'key password of secret db'],
    ['MountVolume.SetUp failed for volume "c" : references non-existent secret key: tls.crt', 'secret key tls.crt'],
    ['context deadline exceeded', undefined],
  ])('%s', (message, missing) => expect(missingConfig(message)).toBe(missing))
})

describe('a refusal', () => {
  test.each([
    [
      'Error creating: pods "a-1" is forbidden: exceeded quota: small, requested: cpu=2, used: cpu=9, limited: cpu=10',
      'quota',
      'requested: cpu=2, used: cpu=9, limited: cpu=10',
    ],
    [
      'pods "a-1" is forbidden: minimum cpu usage per Container is 100m, but request is 10m',
      'limit-range',
      'minimum cpu usage per Container is 100m, but request is 10m',
    ],
    [
      'pods "a-1" is forbidden: cpu max limit to request ratio per Container is 2, but provided ratio is 5.000000',
      'limit-range',
      '',
    ],
    ['admission webhook "deny.example.com" denied the request without explanation', 'webhook-denied', ''],
    [
      'Error creating: pods "a-1" is forbidden: status unknown for quota: small, resources: pods',
      'create-denied',
      'status unknown for quota: small, resources: pods',
    ],
    ['something new', 'create-denied', 'something new'],
  ])('%s', (message, cause, why) => {
    const denial = readDenial(message, 'shop')
    expect(denial.cause).toBe(cause)
    expect(denial.why).toContain(why)
  })
})

describe('a schedule', () => {
  const due = (text: string, after: string, zone = 'UTC') => {
    const schedule = parseSchedule(text)
    const offset = zoneOffset(zone)
    const next = schedule && offset && nextDue(schedule, Date.parse(after), offset)
    return next === undefined ? undefined : new Date(next).toISOString()
  }
  test.each([
    ['*/15 * * * *', '2026-11-24T10:01:00Z', 'UTC', '2026-11-24T10:15:00.000Z'],
    ['0 3 * * *', '2026-11-24T10:00:00Z', 'Europe/Lisbon', '2026-11-25T03:00:00.000Z'],
    ['0 3 * * *', '2026-07-01T10:00:00Z', 'Europe/Lisbon', '2026-07-02T02:00:00.000Z'],
    ['30 2 * * *', '2026-03-28T12:00:00Z', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['0 0 1 * MON', '2026-11-24T10:00:00Z', 'UTC', '2026-11-30T00:00:00.000Z'],
    ['0 0 29 feb *', '2026-11-24T10:00:00Z', 'UTC', '2028-02-29T00:00:00.000Z'],
    ['@hourly', '2026-11-24T10:00:00Z', 'UTC', '2026-11-24T11:00:00.000Z'],
    ['0 9-17/4 * * 1-5', '2026-11-27T13:00:00Z', 'UTC', '2026-11-27T17:00:00.000Z'],
    ['0 0 * * 7', '2026-11-24T10:00:00Z', 'UTC', '2026-11-29T00:00:00.000Z'],
    ['0 0 31 2 *', '2026-11-24T10:00:00Z', 'UTC', undefined],
    ['* * * * *', '2026-11-24T10:00:00Z', 'Mars/Olympus', undefined],
  ])('%s after %s in %s', (text, after, zone, expected) => expect(due(text, after, zone)).toBe(expected))

  test.each(['', '* * * *', '61 * * * *', '5-1 * * * *', '*/0 * * * *', '@every 1h', 'a b c d e', '1/2/3 * * * *'])(
    '%s is not one',
    (text) => {
      expect(parseSchedule(text)).toBeUndefined()
    },
  )
})

test.each([
  [{ key: '', operator: 'Exists', value: '', effect: '' }, true],
  [{ key: 'dedicated', operator: 'Equal', value: 'gpu', effect: 'NoSchedule' }, true],
  [{ key: 'dedicated', operator: '', value: 'gpu', effect: '' }, true],
  [{ key: 'dedicated', operator: 'Equal', value: 'cpu', effect: 'NoSchedule' }, false],
  [{ key: 'dedicated', operator: 'Exists', value: '', effect: 'NoExecute' }, false],
  [{ key: '', operator: '', value: 'gpu', effect: '' }, false],
])('toleration %j of dedicated=gpu:NoSchedule: %s', (toleration, expected) => {
  expect(tolerates(toleration, { key: 'dedicated', value: 'gpu', effect: 'NoSchedule' })).toBe(expected)
})

test('selectors match as Services and policy/v1 do', () => {
  const expression = (operator: string, ...values: string[]) => ({
    matchLabels: {},
    matchExpressions: [{ key: 'tier', operator, values }],
  })
  expect(selectsAll({}, { app: 'a' })).toBe(false)
  expect(matches(undefined, {})).toBe(false)
  expect(matches({ matchLabels: {}, matchExpressions: [] }, {})).toBe(true)
  expect(matches(expression('NotIn', 'web'), {})).toBe(true)
  expect(matches(expression('In', 'web'), { tier: 'web' })).toBe(true)
  expect(matches(expression('DoesNotExist'), { tier: 'web' })).toBe(false)
  expect(matches(expression('Gt', '1'), { tier: '2' })).toBe(false)
})

test('amounts, indexes, spans and names are read and told', () => {
  expect([scaled('50%', 3), scaled('0%', 3), scaled(1, 3), scaled('x', 3)]).toEqual([2, 0, 1, undefined])
  expect([countIndexes('1,3-5,7'), countIndexes(''), countIndexes('x')]).toEqual([5, 0, 0])
  expect([leastDuration(0), leastDuration(1), leastDuration(6), leastDuration(8)]).toEqual([
    0, 10_000, 610_000, 1_210_000,
  ])
  expect([span(45_000), span(600_000), span(10_800_000), span(259_200_000)]).toEqual(['45 s', '10 min', '3 h', '3 d'])
  expect([names([]), names(['b', 'a']), names(['a', 'b', 'c', 'd'])]).toEqual(['', 'a and b', 'a, b and 2 more'])
})
