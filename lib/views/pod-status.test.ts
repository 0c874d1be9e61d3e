import { describe, expect, test } from 'vitest'
import { keep } from '@/lib/kube/json'
import { pod } from '@/lib/kube/kinds/pod'
import { podStatus } from './pod-status'

type Json = Readonly<Record<string, unknown>>

const wait = (reason: string) => ({ state: { waiting: { reason } } })
const end = (exitCode: number, reason = '', signal = 0) => ({ state: { terminated: { exitCode, reason, signal } } })
const run = { state: { running: { startedAt: '2026-11-24T10:00:00Z' } } }
const up = { ...run, ready: true }
const is = (type: string, status = 'True', reason = '') => ({ type, status, reason })
const main = (status: Json = up) => ({ name: 'main', ...status })
const named = (name: string, status: Json) => ({ name, ...status })

interface Case {
  readonly phase?: string
  readonly reason?: string
  readonly deleted?: boolean
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
    metadata: { name: 'web', ...(it.deleted && { deletionTimestamp: '2026-11-24T10:00:00Z' }) },
    spec: {
      containers: containers.map((name) => ({ name })),
      initContainers: it.init?.map((name) =>
        name.endsWith('*') ? { name: name.slice(0, -1), restartPolicy: 'Always' } : { name },
      ),
    },
    status: {
      phase: it.phase ?? 'Running',
      reason: it.reason,
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

table('without containers to look at', [
  ['the phase is the status', { phase: 'Pending' }, '0/1 Pending 0'],
  ['an empty phase prints nothing', { phase: '' }, '0/1  0'],
  ['an unheard-of phase is printed as it is', { phase: 'Dreaming' }, '0/1 Dreaming 0'],
  ['Unknown is a phase too', { phase: 'Unknown' }, '0/1 Unknown 0'],
  ['an eviction is told by the reason', { phase: 'Failed', reason: 'Evicted' }, '0/1 Evicted 0'],
  ['a node shutdown is told by the reason', { phase: 'Failed', reason: 'NodeShutdown' }, '0/1 NodeShutdown 0'],
  ['the literal case of OutOfcpu stays', { phase: 'Failed', reason: 'OutOfcpu' }, '0/1 OutOfcpu 0'],
  [
    'an unschedulable pod is Pending',
    { phase: 'Pending', conditions: [is('PodScheduled', 'False', 'Unschedulable')] },
    '0/1 Pending 0',
  ],
  [
    'a gated pod says so',
    { phase: 'Pending', conditions: [is('PodScheduled', 'False', 'SchedulingGated')] },
    '0/1 SchedulingGated 0',
  ],
  [
    'the gate depends on the reason alone',
    { conditions: [is('PodScheduled', 'True', 'SchedulingGated')] },
    '0/1 SchedulingGated 0',
  ],
  [
    'the gate beats the reason',
    { phase: 'Failed', reason: 'Evicted', conditions: [is('PodScheduled', 'False', 'SchedulingGated')] },
    '0/1 SchedulingGated 0',
  ],
])

table('containers', [
  ['ready and running counts', { statuses: [main()] }, '1/1 Running 0'],
  ['running without readiness does not count', { statuses: [main(run)] }, '0/1 Running 0'],
  ['ready without running does not count', { statuses: [main({ ready: true })] }, '0/1 Running 0'],
  ['a state without content changes nothing', { statuses: [main({ state: {} })] }, '0/1 Running 0'],
  [
    'creating is told from the waiting reason',
    { phase: 'Pending', statuses: [main(wait('ContainerCreating'))] },
    '0/1 ContainerCreating 0',
  ],
  [
    'a crash loop is told though the phase is Running',
    { statuses: [main({ ...wait('CrashLoopBackOff'), restartCount: 7 })] },
    '0/1 CrashLoopBackOff 7',
  ],
  ['an image pull is told', { phase: 'Pending', statuses: [main(wait('ImagePullBackOff'))] }, '0/1 ImagePullBackOff 0'],
  [
    'an unheard-of waiting reason is told',
    { phase: 'Pending', statuses: [main(wait('FutureReason'))] },
    '0/1 FutureReason 0',
  ],
  ['waiting without a reason tells nothing', { phase: 'Pending', statuses: [main(wait(''))] }, '0/1 Pending 0'],
  [
    'waiting without a reason gives way to an end',
    { statuses: [main({ state: { waiting: {}, terminated: { exitCode: 2 } } })] },
    '0/1 ExitCode:2 0',
  ],
  [
    'waiting with a reason beats running',
    { statuses: [main({ ready: true, state: { waiting: { reason: 'X' }, running: {} } })] },
    '0/1 X 0',
  ],
  ['an end has its reason', { statuses: [main(end(137, 'OOMKilled'))] }, '0/1 OOMKilled 0'],
  ['an end without reason has its exit code', { phase: 'Failed', statuses: [main(end(2))] }, '0/1 ExitCode:2 0'],
  [
    'an end without reason has its signal first',
    { phase: 'Failed', statuses: [main(end(143, '', 15))] },
    '0/1 Signal:15 0',
  ],
  ['exit code 0 without reason is ExitCode:0', { phase: 'Succeeded', statuses: [main(end(0))] }, '0/1 ExitCode:0 0'],
  ['a negative exit code is printed', { statuses: [main(end(-1))] }, '0/1 ExitCode:-1 0'],
  [
    'the first container in the list has the last word',
    { containers: ['a', 'b'], statuses: [named('a', wait('ErrImagePull')), named('b', wait('CrashLoopBackOff'))] },
    '0/2 ErrImagePull 0',
  ],
  [
    'a container that runs says nothing',
    { containers: ['a', 'b'], statuses: [named('a', up), named('b', wait('CrashLoopBackOff'))] },
    '1/2 CrashLoopBackOff 0',
  ],
  [
    'restarts of all containers add up',
    {
      containers: ['a', 'b'],
      statuses: [named('a', { ...up, restartCount: 2 }), named('b', { ...up, restartCount: 3 })],
    },
    '2/2 Running 5',
  ],
  ['a status of a container that is not in the spec counts', { statuses: [named('stranger', up)] }, '1/1 Running 0'],
  ['statuses that repeat count each time', { statuses: [main(), main()] }, '2/1 Running 0'],
  [
    'an eviction gives way to what a container says',
    { phase: 'Failed', reason: 'Evicted', statuses: [main(end(137, 'Error'))] },
    '0/1 Error 0',
  ],
])

table('Completed', [
  ['is the status when all is done', { phase: 'Succeeded', statuses: [main(end(0, 'Completed'))] }, '0/1 Completed 0'],
  [
    'beside a running container in a ready pod is Running',
    { containers: ['job', 'main'], conditions: [is('Ready')], statuses: [named('job', end(0, 'Completed')), main()] },
    '1/2 Running 0',
  ],
  [
    'beside a running container in an unready pod is NotReady',
    {
      containers: ['job', 'main'],
      conditions: [is('Ready', 'False')],
      statuses: [named('job', end(0, 'Completed')), main()],
    },
    '1/2 NotReady 0',
  ],
  [
    'without a Ready condition is NotReady',
    { containers: ['job', 'main'], statuses: [named('job', end(0, 'Completed')), main()] },
    '1/2 NotReady 0',
  ],
  [
    'with duplicate conditions any Ready=True counts',
    {
      containers: ['job', 'main'],
      conditions: [is('Ready', 'False'), is('Ready')],
      statuses: [named('job', end(0, 'Completed')), main()],
    },
    '1/2 Running 0',
  ],
  [
    'beside a failed container is the failure',
    { containers: ['job', 'main'], statuses: [named('job', end(0, 'Completed')), main(end(2, 'Error'))] },
    '0/2 Error 0',
  ],
  [
    'beside a failed and a running one is the failure',
    { containers: ['job', 'bad', 'main'], statuses: [named('job', end(0, 'Completed')), named('bad', end(3)), main()] },
    '1/3 ExitCode:3 0',
  ],
  [
    'in a ready pod outweighs a failed one',
    {
      containers: ['job', 'bad', 'main'],
      conditions: [is('Ready')],
      statuses: [named('job', end(0, 'Completed')), named('bad', end(3)), main()],
    },
    '1/3 Running 0',
  ],
  [
    'of several failures the first listed is told',
    {
      containers: ['job', 'a', 'b'],
      statuses: [named('job', end(0, 'Completed')), named('a', end(1, 'Error')), named('b', end(137, 'OOMKilled'))],
    },
    '0/3 Error 0',
  ],
  [
    'a failure listed before it is told as such',
    { containers: ['main', 'job'], statuses: [main(end(2, 'Error')), named('job', end(0, 'Completed'))] },
    '0/2 Error 0',
  ],
  [
    'as the pod reason counts like a container that ended',
    { reason: 'Completed', statuses: [main()] },
    '1/1 NotReady 0',
  ],
  [
    'an exit code 1 called Completed is still Completed',
    { phase: 'Failed', statuses: [main(end(1, 'Completed'))] },
    '0/1 Completed 0',
  ],
])

table('deletion', [
  ['of a running pod is Terminating', { deleted: true, statuses: [main()] }, '1/1 Terminating 0'],
  [
    'of a crashing pod is Terminating',
    { deleted: true, statuses: [main({ ...wait('CrashLoopBackOff'), restartCount: 2 })] },
    '0/1 Terminating 2',
  ],
  ['of a pending pod is Terminating', { deleted: true, phase: 'Pending' }, '0/1 Terminating 0'],
  ['of a pod without phase is Terminating', { deleted: true, phase: '' }, '0/1 Terminating 0'],
  [
    'of a succeeded pod leaves it Completed',
    { deleted: true, phase: 'Succeeded', statuses: [main(end(0, 'Completed'))] },
    '0/1 Completed 0',
  ],
  [
    'of a failed pod leaves it Error',
    { deleted: true, phase: 'Failed', statuses: [main(end(1, 'Error'))] },
    '0/1 Error 0',
  ],
  ['on a lost node is Unknown', { deleted: true, reason: 'NodeLost', statuses: [main()] }, '1/1 Unknown 0'],
  [
    'on a lost node is Unknown even when the pod had failed',
    { deleted: true, phase: 'Failed', reason: 'NodeLost' },
    '0/1 Unknown 0',
  ],
  ['is what makes NodeLost Unknown', { reason: 'NodeLost', phase: 'Running' }, '0/1 NodeLost 0'],
  [
    'of an initialising pod is Terminating',
    { deleted: true, phase: 'Pending', init: ['a'], initStatuses: [named('a', run)] },
    '0/1 Terminating 0',
  ],
  [
    'of a gated pod is Terminating',
    { deleted: true, phase: 'Pending', conditions: [is('PodScheduled', 'False', 'SchedulingGated')] },
    '0/1 Terminating 0',
  ],
])

test('a pod of which nothing is known has no status', () => {
  expect(podStatus({ metadata: undefined, spec: undefined, status: undefined })).toEqual({
    status: '',
    readyContainers: 0,
    containers: 0,
    restarts: 0,
    lastRestartAt: null,
  })
})
