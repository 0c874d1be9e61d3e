import { expect, test } from 'vitest'
import type { ContainerStatus, Pod } from '@/demo/store/objects'
import { humanDuration } from './duration'
import { podCells } from './pods'

const now = Date.parse('2026-11-24T08:00:00Z')
const hourAgo = '2026-11-24T07:00:00Z'

type State = ContainerStatus['state']
const up: State = { running: { startedAt: hourAgo } }
const ended = (exitCode: number, reason?: string, signal?: number): State => ({
  terminated: {
    exitCode,
    ...(reason === undefined ? {} : { reason }),
    ...(signal === undefined ? {} : { signal }),
    finishedAt: hourAgo,
  },
})
const waits = (reason: string): State => ({ waiting: { reason } })
const c = (state: State, more: Partial<ContainerStatus> = {}): ContainerStatus => ({
  name: 'c',
  image: 'i',
  imageID: '',
  lastState: {},
  ready: state === up,
  restartCount: 0,
  state,
  ...more,
})
const sidecar = (state: State, more: Partial<ContainerStatus> = {}) =>
  c(state, { name: 'side', started: true, ...more })

interface Odd {
  readonly phase?: Pod['status']['phase']
  readonly reason?: string
  readonly init?: readonly ContainerStatus[]
  readonly main?: readonly ContainerStatus[]
  readonly conditions?: Readonly<Record<string, 'True' | 'False' | string>>
  readonly deleted?: boolean
}

function pod({ phase = 'Running', reason, init = [], main = [], conditions = {}, deleted }: Odd): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'p',
      uid: 'u',
      resourceVersion: '1',
      creationTimestamp: hourAgo,
      ...(deleted ? { deletionTimestamp: hourAgo } : {}),
    },
    spec: {
      containers: main.map(({ name }) => ({ name, image: 'i' })),
      initContainers: init.map(({ name }) => ({
        name,
        image: 'i',
        ...(name === 'side' ? { restartPolicy: 'Always' } : {}),
      })),
    },
    status: {
      phase,
      ...(reason === undefined ? {} : { reason }),
      conditions: Object.entries(conditions).map(([type, value]) => ({
        type,
        status: value === 'True' ? 'True' : 'False',
        ...(value === 'True' || value === 'False' ? {} : { reason: value }),
        lastTransitionTime: hourAgo,
      })),
      initContainerStatuses: init,
      containerStatuses: main,
    },
  }
}

// Each as printPod of k8s.io/kubernetes v1.36 prints it.
const cases: readonly (readonly [string, Odd, ready: string, status: string, restarts: string])[] = [
  [
    'a crash loop while the phase is Running',
    { main: [c(waits('CrashLoopBackOff'), { restartCount: 7, lastState: ended(1, 'Error') })] },
    '0/1',
    'CrashLoopBackOff',
    '7 (60m ago)',
  ],
  ['the first container decides', { main: [c(ended(1, 'Error')), c(waits('CrashLoopBackOff'))] }, '0/2', 'Error', '0'],
  [
    'completed beside running and ready',
    { main: [c(ended(0, 'Completed')), c(up)], conditions: { Ready: 'True' } },
    '1/2',
    'Running',
    '0',
  ],
  ['completed beside running, pod not ready', { main: [c(ended(0, 'Completed')), c(up)] }, '1/2', 'NotReady', '0'],
  ['completed beside failed', { main: [c(ended(0, 'Completed')), c(ended(3, 'Error'))] }, '0/2', 'Error', '0'],
  ['an exit without reason', { main: [c(ended(3))] }, '0/1', 'ExitCode:3', '0'],
  ['a signal without reason', { main: [c(ended(137, undefined, 9))] }, '0/1', 'Signal:9', '0'],
  [
    'the first of two init containers runs',
    { phase: 'Pending', init: [c(up), c(waits('PodInitializing'))], main: [c(waits('PodInitializing'))] },
    '0/1',
    'Init:0/2',
    '0',
  ],
  [
    'an init container fails',
    { phase: 'Pending', init: [c(ended(1, 'Error'), { restartCount: 2 })], main: [c(waits('PodInitializing'))] },
    '0/1',
    'Init:Error',
    '2',
  ],
  [
    'a sidecar breaks after initialisation',
    {
      init: [sidecar(waits('CrashLoopBackOff'), { started: false, restartCount: 4 })],
      main: [c(up, { restartCount: 1 })],
      conditions: { Initialized: 'True' },
    },
    '1/2',
    'Init:CrashLoopBackOff',
    '5',
  ],
  [
    'restarts of init containers are forgotten',
    { init: [c(ended(0, 'Completed'), { restartCount: 9 })], main: [c(up, { restartCount: 1 })] },
    '1/1',
    'Running',
    '1',
  ],
  ['a ready sidecar counts', { init: [sidecar(up)], main: [c(up)] }, '2/2', 'Running', '0'],
  ['evicted', { phase: 'Failed', reason: 'Evicted' }, '0/0', 'Evicted', '0'],
  ['gated', { phase: 'Pending', conditions: { PodScheduled: 'SchedulingGated' } }, '0/0', 'SchedulingGated', '0'],
  ['on its way out', { main: [c(up)], deleted: true }, '1/1', 'Terminating', '0'],
  [
    'deleted after it ended',
    { phase: 'Succeeded', main: [c(ended(0, 'Completed'))], deleted: true },
    '0/1',
    'Completed',
    '0',
  ],
  ['deleted on a lost node', { reason: 'NodeLost', main: [c(up)], deleted: true }, '1/1', 'Unknown', '0'],
]

test.each(cases)('%s', (_, odd, ready, status, restarts) => {
  expect(podCells(pod(odd), now).slice(1, 4)).toEqual([ready, status, restarts])
})

test.each([
  [0, '0s'],
  [119_000, '119s'],
  [120_000, '2m'],
  [150_000, '2m30s'],
  [600_000, '10m'],
  [179 * 60_000, '179m'],
  [3 * 3_600_000, '3h'],
  [3 * 3_600_000 + 60_000, '3h1m'],
  [47 * 3_600_000, '47h'],
  [50 * 3_600_000, '2d2h'],
  [8 * 86_400_000, '8d'],
  [800 * 86_400_000, '2y70d'],
])('an age of %i ms reads %s', (age, text) => {
  expect(humanDuration(age)).toBe(text)
})
