import { describe, expect, test } from 'vitest'
import { keep } from '@/lib/kube/json'
import { pod } from '@/lib/kube/kinds/pod'
import { judgePod } from './pod-health'

type Json = Readonly<Record<string, unknown>>

const startedAt = '2026-11-24T10:00:00Z'
const later = '2026-11-24T10:20:00Z'
const run = { state: { running: { startedAt } } }
const wait = (reason: string, message = '') => ({ state: { waiting: { reason, message } } })
const end = (exitCode: number, reason = '', message = '') => ({ terminated: { exitCode, reason, message } })
const main = (status: Json) => ({ containerStatuses: [{ name: 'main', ...status }] })
const is = (type: string, status: string, more: Json = {}) => ({ type, status, ...more })
const ready = is('Ready', 'True')
const unready = is('Ready', 'False', { lastTransitionTime: startedAt })
const lost = is('Ready', 'False', { lastTransitionTime: later })
const deleted = { deletionTimestamp: later }

const judge = (status: Json, metadata: Json = {}, spec: Json = {}) =>
  judgePod(keep(pod.fields, { metadata, spec, status }))

const noNode =
  '0/3 nodes are available: 3 Insufficient cpu. no new claims to deallocate, preemption: 0/3 nodes are available: 3 No preemption victims found for incoming pod.'

describe('a pod that is well says nothing', () => {
  test.each<[string, Json]>([
    ['running and ready', { phase: 'Running', conditions: [ready], ...main({ ...run, ready: true }) }],
    [
      'ready again after restarts',
      { phase: 'Running', conditions: [ready], ...main({ ...run, ready: true, restartCount: 4 }) },
    ],
    ['succeeded', { phase: 'Succeeded', ...main({ state: end(0, 'Completed') }) }],
  ])('%s', (_, status) => expect(judge(status)).toEqual({ health: 'healthy', reason: null }))
})

describe('a pod on its way is progressing', () => {
  test.each<[string, Json, Json, string | null]>([
    ['without a phase', { phase: '' }, {}, null],
    ['not scheduled yet', { phase: 'Pending' }, {}, null],
    ['creating its container', { phase: 'Pending', ...main(wait('ContainerCreating')) }, {}, null],
    [
      'waiting for a reason nobody knows',
      { phase: 'Pending', ...main(wait('FutureStep', 'soon')) },
      {},
      'FutureStep in main: soon',
    ],
    [
      'waiting for room that preemption makes',
      {
        phase: 'Pending',
        nominatedNodeName: 'n1',
        conditions: [is('PodScheduled', 'False', { reason: 'Unschedulable', message: noNode })],
      },
      {},
      'Waits for room on n1',
    ],
    ['not ready yet', { phase: 'Running', conditions: [unready], ...main(run) }, {}, 'main runs but is not ready yet'],
    [
      'before its startup probe passed',
      { phase: 'Running', conditions: [lost], ...main({ ...run, started: false }) },
      {},
      null,
    ],
    [
      'initialising with a sidecar',
      {
        phase: 'Running',
        conditions: [unready, is('Initialized', 'False')],
        initContainerStatuses: [{ name: 'a', ...run }],
      },
      {},
      null,
    ],
    [
      'with all containers at their end',
      { phase: 'Running', conditions: [lost], ...main({ state: end(0, 'Completed') }) },
      {},
      null,
    ],
    ['being deleted', { phase: 'Running', ...main(wait('CrashLoopBackOff')) }, deleted, null],
    [
      'being deleted for a cause',
      {
        phase: 'Running',
        conditions: [is('DisruptionTarget', 'True', { reason: 'PreemptionByScheduler', message: 'made room' })],
      },
      deleted,
      'PreemptionByScheduler: made room',
    ],
  ])('%s', (_, status, metadata, reason) => expect(judge(status, metadata)).toEqual({ health: 'progressing', reason }))

  test('with a readiness gate that nobody has opened', () => {
    const status = { phase: 'Running', conditions: [unready], ...main({ ...run, ready: true }) }
    const spec = { readinessGates: [{ conditionType: 'lb.example/registered' }] }
    expect(judge(status, {}, spec)).toEqual({
      health: 'progressing',
      reason: 'Waits for readiness gate lb.example/registered',
    })
  })
})

describe('a pod that runs but serves no more is degraded', () => {
  test.each<[string, Json, string]>([
    ['it lost its readiness', { phase: 'Running', conditions: [lost], ...main(run) }, 'main is not ready any more'],
    [
      'it restarted',
      {
        phase: 'Running',
        conditions: [unready],
        ...main({ ...run, restartCount: 1, lastState: end(137, 'OOMKilled') }),
      },
      'main restarted once, last OOMKilled, exit 137',
    ],
    [
      'it restarted often',
      { phase: 'Running', conditions: [unready], ...main({ ...run, restartCount: 3, lastState: end(1, 'Error') }) },
      'main restarted 3 times, last exit 1',
    ],
    [
      'a restart of which nothing is kept',
      { phase: 'Running', conditions: [unready], ...main({ ...run, restartCount: 2 }) },
      'main restarted 2 times',
    ],
    [
      'one container completed',
      {
        phase: 'Running',
        conditions: [unready],
        containerStatuses: [
          { name: 'job', state: end(0) },
          { name: 'proxy', ...run, ready: true },
        ],
      },
      'job completed while other containers run',
    ],
    [
      'its node stopped reporting',
      { phase: 'Running', conditions: [lost], ...main({ ...run, ready: true }) },
      'Its containers are ready, the pod is not: its node may not report',
    ],
    ['its phase is Unknown', { phase: 'Unknown' }, 'Its node does not report'],
  ])('%s', (_, status, reason) => expect(judge(status)).toEqual({ health: 'degraded', reason }))
})

describe('a pod that cannot go on by itself has failed', () => {
  test.each<[string, Json, string]>([
    [
      'crash loop',
      { phase: 'Running', ...main({ ...wait('CrashLoopBackOff', 'back-off 5m0s'), lastState: end(1, 'Error') }) },
      'CrashLoopBackOff in main, exit 1',
    ],
    [
      'crash loop by memory',
      { phase: 'Running', ...main({ ...wait('CrashLoopBackOff'), lastState: end(137, 'OOMKilled') }) },
      'CrashLoopBackOff in main, OOMKilled, exit 137',
    ],
    [
      'crash loop of which nothing is kept',
      { phase: 'Running', ...main(wait('CrashLoopBackOff')) },
      'CrashLoopBackOff in main',
    ],
    [
      'crash loop of a sidecar in a pod that counts as ready',
      {
        phase: 'Running',
        conditions: [ready],
        initContainerStatuses: [{ name: 'proxy', ...wait('CrashLoopBackOff') }],
        ...main({ ...run, ready: true }),
      },
      'CrashLoopBackOff in proxy',
    ],
    [
      'image',
      { phase: 'Pending', ...main(wait('ImagePullBackOff', 'Back-off pulling image "web:2"')) },
      'ImagePullBackOff in main: Back-off pulling image "web:2"',
    ],
    [
      'configuration',
      { phase: 'Pending', ...main(wait('CreateContainerConfigError', 'secret "db" not found')) },
      'CreateContainerConfigError in main: secret "db" not found',
    ],
    ['a fault of tomorrow', { phase: 'Pending', ...main(wait('QuantumError')) }, 'QuantumError in main'],
    [
      'init container',
      { phase: 'Pending', initContainerStatuses: [{ name: 'migrate', state: end(2, 'Error') }] },
      'Error in migrate, exit 2',
    ],
    [
      'memory, between two starts',
      { phase: 'Running', ...main({ state: end(137, 'OOMKilled') }) },
      'OOMKilled in main, exit 137',
    ],
    [
      'a program that is not there',
      { phase: 'Running', ...main({ state: end(128, 'StartError', 'exec: "serve": not found') }) },
      'StartError in main, exit 128: exec: "serve": not found',
    ],
    [
      'no node fits',
      { phase: 'Pending', conditions: [is('PodScheduled', 'False', { reason: 'Unschedulable', message: noNode })] },
      '0/3 nodes are available: 3 Insufficient cpu.',
    ],
    [
      'eviction',
      { phase: 'Failed', reason: 'Evicted', message: 'The node was low on resource: memory.' },
      'Evicted: The node was low on resource: memory.',
    ],
    ['kubelet admission', { phase: 'Failed', reason: 'OutOfcpu' }, 'OutOfcpu'],
    [
      'failed with a container to blame',
      { phase: 'Failed', ...main({ state: end(3, 'Error') }) },
      'Error in main, exit 3',
    ],
    ['failed without a word', { phase: 'Failed' }, 'Failed'],
  ])('%s', (_, status, reason) => expect(judge(status)).toEqual({ health: 'failed', reason }))

  test('also while it is deleted: its outcome stands', () => {
    expect(judge({ phase: 'Failed', reason: 'Evicted' }, deleted).health).toBe('failed')
    expect(judge({ phase: 'Running', reason: 'NodeLost', message: 'Node n1 is gone' }, deleted)).toEqual({
      health: 'failed',
      reason: 'NodeLost: Node n1 is gone',
    })
  })

  test('and says so on one short line', () => {
    const { reason } = judge({ phase: 'Failed', reason: 'Evicted', message: `low\n on  memory ${'x'.repeat(5000)}` })
    expect(reason).toMatch(/^Evicted: low on memory x+…$/)
    expect(reason?.length).toBeLessThan(220)
  })
})

test('a gated pod waits on purpose', () => {
  const conditions = [is('PodScheduled', 'False', { reason: 'SchedulingGated', message: 'Scheduling is blocked' })]
  expect(judge({ phase: 'Pending', conditions })).toEqual({ health: 'paused', reason: 'Scheduling is blocked' })
})
