import { describe, expect, test } from 'vitest'
import { keep } from '@/lib/kube/json'
import { pod } from '@/lib/kube/kinds/pod'
import { podStatus } from './pod-status'

type Json = Readonly<Record<string, unknown>>

const wait = (reason: string) => ({ state: { waiting: { reason } } })
const end = (exitCode: number, reason = '', signal = 0) => ({ state: { terminated: { exitCode, reason, signal } } })
const run = { state: { running: { startedAt: '2026-11-24T10:00:00Z' } } }
const up = { ...run, ready: true }
const restarted = (restartCount: number, finishedAt?: string) => ({
  restartCount,
  lastState: { terminated: { exitCode: 1, finishedAt } },
})
const is = (type: string, status = 'True', reason = '') => ({ type, status, reason })
const main = (status: Json = up) => ({ name: 'main', ...status })
const named = (name: string, status: Json) => ({ name, ...status })

interface Case {
  readonly phase?: string
  readonly conditions?: readonly Json[]
  /** Init containers by name; a trailing `*` makes it a sidecar. */
  readonly init?: readonly string[]
  readonly initStatuses?: readonly Json[]
  readonly containers?: readonly string[]
  readonly statuses?: readonly Json[]
}

function podOf(it: Case) {
  const containers = it.containers ?? ['main']
  return keep(pod.fields, {
    spec: {
      containers: containers.map((name) => ({ name })),
      initContainers: it.init?.map((name) =>
        name.endsWith('*') ? { name: name.slice(0, -1), restartPolicy: 'Always' } : { name },
      ),
    },
    status: {
      phase: it.phase ?? 'Running',
      conditions: it.conditions,
      initContainerStatuses: it.initStatuses,
      containerStatuses: it.statuses,
    },
  })
}

function printed(it: Case): string {
  const { readyContainers, containers, status, restarts } = podStatus(podOf(it))
  return `${readyContainers}/${containers} ${status} ${restarts}`
}

function table(name: string, cases: readonly (readonly [guarantee: string, it: Case, expected: string])[]) {
  describe(name, () => {
    test.each(cases)('%s', (_, it, expected) => expect(printed(it)).toBe(expected))
  })
}

table('init containers', [
  [
    'the one that runs is counted from 0',
    { phase: 'Pending', init: ['a', 'b'], initStatuses: [named('a', run)] },
    '0/1 Init:0/2 0',
  ],
  [
    'those that ended well are passed over',
    { phase: 'Pending', init: ['a', 'b'], initStatuses: [named('a', end(0, 'Completed')), named('b', run)] },
    '0/1 Init:1/2 0',
  ],
  [
    'PodInitializing is no reason',
    {
      phase: 'Pending',
      init: ['a'],
      initStatuses: [named('a', wait('PodInitializing'))],
      statuses: [main(wait('PodInitializing'))],
    },
    '0/1 Init:0/1 0',
  ],
  [
    'waiting without a reason is a step too',
    { phase: 'Pending', init: ['a'], initStatuses: [named('a', wait(''))] },
    '0/1 Init:0/1 0',
  ],
  [
    'a waiting reason is told',
    { phase: 'Pending', init: ['a'], initStatuses: [named('a', wait('ImagePullBackOff'))] },
    '0/1 Init:ImagePullBackOff 0',
  ],
  [
    'a failure is told by its reason',
    { phase: 'Pending', init: ['a'], initStatuses: [named('a', end(1, 'Error'))] },
    '0/1 Init:Error 0',
  ],
  [
    'a failure without reason is told by its exit code',
    { phase: 'Pending', init: ['a'], initStatuses: [named('a', end(3))] },
    '0/1 Init:ExitCode:3 0',
  ],
  [
    'a failure by signal is told by the signal',
    { phase: 'Pending', init: ['a'], initStatuses: [named('a', end(137, '', 9))] },
    '0/1 Init:Signal:9 0',
  ],
  [
    'exit code 0 is success whatever the signal',
    { phase: 'Pending', init: ['a'], initStatuses: [named('a', end(0, '', 9))] },
    '0/1 Pending 0',
  ],
  [
    'the first unfinished one stops the walk',
    { phase: 'Pending', init: ['a', 'b'], initStatuses: [named('a', run), named('b', wait('CrashLoopBackOff'))] },
    '0/1 Init:0/2 0',
  ],
  [
    'their restarts count while the pod initialises',
    {
      phase: 'Pending',
      init: ['a', 'b'],
      initStatuses: [
        named('a', { ...end(0), restartCount: 2 }),
        named('b', { ...wait('CrashLoopBackOff'), restartCount: 3 }),
      ],
    },
    '0/1 Init:CrashLoopBackOff 5',
  ],
  [
    'their restarts are forgotten once they are done',
    {
      init: ['a'],
      initStatuses: [named('a', { ...end(0), restartCount: 4 })],
      statuses: [main({ ...up, restartCount: 1 })],
    },
    '1/1 Running 1',
  ],
  [
    'a failed phase keeps the step it stood at',
    { phase: 'Failed', init: ['a'], initStatuses: [named('a', end(1, 'Error'))] },
    '0/1 Init:Error 0',
  ],
  [
    'Initialized=True makes the containers count although one is not done',
    {
      init: ['a'],
      conditions: [is('Initialized')],
      initStatuses: [named('a', run)],
      statuses: [main(wait('CrashLoopBackOff'))],
    },
    '0/1 CrashLoopBackOff 0',
  ],
  [
    'of duplicate Initialized conditions the first decides: True',
    {
      init: ['a'],
      conditions: [is('Initialized'), is('Initialized', 'False')],
      initStatuses: [named('a', run)],
      statuses: [main()],
    },
    '1/1 Init:0/1 0',
  ],
  [
    'of duplicate Initialized conditions the first decides: False',
    {
      init: ['a'],
      conditions: [is('Initialized', 'False'), is('Initialized')],
      initStatuses: [named('a', run)],
      statuses: [main()],
    },
    '0/1 Init:0/1 0',
  ],
])

table('sidecars', [
  ['are containers of the pod', { init: ['proxy*', 'migrate'], initStatuses: [] }, '0/2 Running 0'],
  [
    'count in the steps',
    {
      phase: 'Pending',
      init: ['proxy*', 'migrate'],
      initStatuses: [named('proxy', { ...up, started: true }), named('migrate', run)],
    },
    '1/2 Init:1/2 0',
  ],
  [
    'that are not started hold the pod',
    { phase: 'Pending', init: ['proxy*'], initStatuses: [named('proxy', { ...up, started: false })] },
    '0/2 Init:0/1 0',
  ],
  [
    'that do not say whether they started hold the pod',
    { phase: 'Pending', init: ['proxy*'], initStatuses: [named('proxy', up)] },
    '0/2 Init:0/1 0',
  ],
  [
    'started but not ready do not count',
    { init: ['proxy*'], initStatuses: [named('proxy', { ...run, started: true })], statuses: [main()] },
    '1/2 Running 0',
  ],
  [
    'ready count',
    { init: ['proxy*'], initStatuses: [named('proxy', { ...up, started: true })], statuses: [main()] },
    '2/2 Running 0',
  ],
  [
    'that crash later make the pod Init: although its containers are up',
    {
      init: ['proxy*'],
      conditions: [is('Initialized')],
      initStatuses: [named('proxy', { ...wait('CrashLoopBackOff'), restartCount: 3 })],
      statuses: [main()],
    },
    '1/2 Init:CrashLoopBackOff 3',
  ],
  [
    'after the one that crashes are missing from READY',
    {
      init: ['a*', 'b*'],
      conditions: [is('Initialized')],
      initStatuses: [named('a', wait('CrashLoopBackOff')), named('b', { ...up, started: true })],
      statuses: [main()],
    },
    '1/3 Init:CrashLoopBackOff 0',
  ],
  [
    'after the one that crashes are missing from RESTARTS',
    {
      init: ['a*', 'b*'],
      conditions: [is('Initialized')],
      initStatuses: [named('a', { ...wait('X'), restartCount: 1 }), named('b', { restartCount: 8 })],
      statuses: [main()],
    },
    '1/3 Init:X 1',
  ],
  [
    'keep their restarts once the pod is initialised',
    {
      init: ['proxy*', 'migrate'],
      initStatuses: [
        named('proxy', { ...up, started: true, restartCount: 2 }),
        named('migrate', { ...end(0), restartCount: 5 }),
      ],
      statuses: [main({ ...up, restartCount: 1 })],
    },
    '2/2 Running 3',
  ],
  [
    'that ended well are neither ready nor in the way',
    {
      phase: 'Succeeded',
      init: ['proxy*'],
      initStatuses: [named('proxy', { ...end(0, 'Completed'), started: true, ready: true })],
      statuses: [main(end(0, 'Completed'))],
    },
    '0/2 Completed 0',
  ],
  [
    'started count by name only',
    { init: ['proxy*'], initStatuses: [named('stranger', { ...up, started: true })], statuses: [main()] },
    '0/2 Init:0/1 0',
  ],
])

const early = '2026-11-24T09:00:00Z'
const late = '2026-11-24T09:30:00Z'

describe('the last restart', () => {
  test.each<[string, Case, string | null]>([
    [
      'is the latest end of a container before',
      { containers: ['a', 'b'], statuses: [named('a', restarted(1, late)), named('b', restarted(1, early))] },
      late,
    ],
    ['is unknown when no end has a time', { statuses: [main({ ...restarted(3), ready: true })] }, null],
    ['is not told without restarts', { statuses: [main(restarted(0, late))] }, null],
    [
      'is that of an init container while the pod initialises',
      {
        init: ['a'],
        initStatuses: [named('a', { ...run, ...restarted(1, late) })],
        statuses: [main(restarted(1, early))],
      },
      late,
    ],
    [
      'is not that of an init container that is done',
      {
        init: ['a'],
        initStatuses: [named('a', { ...end(0), ...restarted(1, late) })],
        statuses: [main(restarted(1, early))],
      },
      early,
    ],
    [
      'may be that of a sidecar',
      {
        init: ['a*'],
        initStatuses: [named('a', { ...up, started: true, ...restarted(1, late) })],
        statuses: [main(restarted(1, early))],
      },
      late,
    ],
  ])('%s', (_, it, expected) => {
    expect(podStatus(podOf(it)).lastRestartAt).toBe(expected === null ? null : Date.parse(expected))
  })
})
