import { describe, expect, test } from 'vitest'
import { nextTurn } from './finding'
import type { Problem } from './problem'
import { createCluster } from './testing/cluster'
import { at, condition, looping, node, now, pod, running, unready, waits, web } from './testing/objects'

type Json = Readonly<Record<string, unknown>>

const minute = 60_000
const problemOf = (status: Json, when = now, before?: Problem) => {
  const known = new Map(before === undefined ? [] : [[before.key, before]])
  return createCluster([...web({ ready: 2 }), pod('web-1', status)]).problems(when, known)
}
const only = (problems: readonly Problem[]): Problem => {
  const [problem] = problems
  expect(problems).toHaveLength(1)
  if (problem === undefined) throw new Error('There is no problem.')
  return problem
}

const image = 'registry.example.com/web:1.8.2'
const upAgain = (startedAt: string, ready = false) => ({ running: { startedAt }, ready })
const crash = { exitCode: 1, reason: 'Error' }
const stands = (ready: string) => condition('Ready', ready, { lastTransitionTime: at(39) })
const again = (startedMinutes: number, restarts: number, ready = false): Json => ({
  ...looping(crash, restarts, upAgain(at(startedMinutes))),
  conditions: [stands(ready ? 'True' : 'False')],
})
const readyAgain = (startedMinutes: number, restarts: number, last: Json = crash): Json => ({
  phase: 'Running',
  conditions: [stands('True')],
  containerStatuses: [
    running({
      ready: true,
      restartCount: restarts,
      state: { running: { startedAt: at(startedMinutes) } },
      lastState: { terminated: { startedAt: at(startedMinutes - 1), finishedAt: at(startedMinutes), ...last } },
    }),
  ],
})

describe('one steady problem', () => {
  test.each<[string, Json, Json, number?]>([
    [
      'an image that is tried and waited for',
      waits('ErrImagePull', `failed to pull and unpack image "${image}": not found`),
      waits('ImagePullBackOff', `Back-off pulling image "${image}"`),
    ],
    [
      'an image whose back-off repeats the last error',
      waits('ErrImagePull', `failed to pull and unpack image "${image}": not found`),
      waits(
        'ImagePullBackOff',
        `Back-off pulling image "${image}": ErrImagePull: failed to pull and unpack image "${image}": not found`,
      ),
    ],
    ['a crash loop in the seconds in which it runs', looping(crash), again(44, 8), 4.5],
    [
      'a crash loop in the seconds in which it is even ready',
      looping(crash),
      readyAgain(44, 8, { ...crash, startedAt: at(38), finishedAt: at(39) }),
      4.5,
    ],
    [
      'a crash loop in the moment in which it has ended',
      looping(crash),
      {
        ...looping(crash),
        containerStatuses: [
          { name: 'main', restartCount: 7, state: { terminated: { ...crash, startedAt: at(38), finishedAt: at(39) } } },
        ],
      },
    ],
  ])('%s', (_, first, second, later = 0.2) => {
    const before = only(problemOf(first))
    const after = only(problemOf(second, now + later * minute, before))
    expect(after.key).toBe(before.key)
    expect(after.cause).toBe(before.cause)
    expect(after.since).toBe(before.since)
  })

  test('does not move in the list while one pod more or less shows it', () => {
    const pods = (many: number) => Array.from({ length: many }, (_, index) => pod(`web-${index}`, looping(crash)))
    const rank = (many: number) =>
      only(createCluster([...web({ ready: 2, desired: 60 }), ...pods(many)]).problems(now)).rank
    expect(rank(41)).toBe(rank(40))
  })
})

describe('a loop of crashes', () => {
  test('is over when it has run three times as long as before', () => {
    const status = readyAgain(30, 8)
    const findings = createCluster([...web({ ready: 3 }), pod('web-1', status)]).findings()
    expect(problemOf(status)).toEqual([])
    expect(findings.map(({ until }) => until)).toEqual([Date.parse(at(33))])
    expect(nextTurn(findings, Date.parse(at(31)))).toBe(Date.parse(at(33)))
  })

  test.each<[string, Json, number]>([
    ['one restart of a container that is ready again is none', readyAgain(39.9, 1), 0],
    [
      'runs that take longer than the kubelet remembers are none',
      readyAgain(39.9, 9, { ...crash, startedAt: at(10), finishedAt: at(39.9) }),
      0,
    ],
    [
      'memory that runs out again and again is one at any pace',
      readyAgain(20, 9, { exitCode: 137, reason: 'OOMKilled', startedAt: at(0), finishedAt: at(20) }),
      1,
    ],
  ])('%s', (_, status, problems) => expect(problemOf(status)).toHaveLength(problems))

  test('began no later than so many back-offs take, and not before its pod', () => {
    expect(only(problemOf(looping(crash, 3))).since).toBe(Date.parse(at(39)) - 70_000)
    expect(only(problemOf(looping(crash, 900))).since).toBe(Date.parse(at(0)))
  })
})

describe('a pod that is not ready', () => {
  const readinessProbe = { httpGet: { path: '/', port: 80 } }
  const probed = (status: Json) =>
    createCluster([...web({ ready: 2, container: { readinessProbe } }), pod('web-1', status)]).problems(now)
  const lost = (minutes: number): Json => ({
    phase: 'Running',
    conditions: [{ ...unready, lastTransitionTime: at(minutes) }],
    containerStatuses: [running({})],
  })
  test('is no fault for as long as its probe takes to fail, and one from then on', () => {
    expect(probed(lost(39.6))).toEqual([])
    expect(only(probed(lost(39.4))).cause).toBe('readiness-probe')
  })

  test('is starting, not broken, for as long as its rollout may take', () => {
    const starting = (minutes: number): Json => ({
      phase: 'Running',
      conditions: [{ ...unready, lastTransitionTime: at(minutes) }],
      containerStatuses: [running({ state: { running: { startedAt: at(minutes) } } })],
    })
    expect(probed(starting(31))).toEqual([])
    expect(only(probed(starting(29))).cause).toBe('readiness-probe')
  })
})

test('a node that is over its pressure is told of no more, only what it evicted', () => {
  const evicted = pod('web-1', {
    phase: 'Failed',
    reason: 'Evicted',
    message: 'The node was low on resource: memory. ',
    conditions: [condition('Ready', 'False', { lastTransitionTime: at(30) })],
  })
  const low = condition('MemoryPressure', 'True', { lastTransitionTime: at(29) })
  const ready = condition('Ready', 'True')
  const before = only(
    createCluster([...web({ ready: 3 }), evicted, node('node-1', { conditions: [ready, low] })]).problems(now),
  )
  const known = new Map([[before.key, before]])
  const after = only(
    createCluster([...web({ ready: 3 }), evicted, node('node-1', { conditions: [ready] })]).problems(now, known),
  )
  expect([before.cause, after.cause]).toEqual(['node-pressure', 'evicted'])
  expect(after.key).toBe(before.key)
})

test('ages never run backwards: an older instant that was known stays, a clock ahead of ours counts as now', () => {
  const first = only(problemOf(waits('ErrImagePull', 'not found')))
  expect(only(problemOf(waits('ErrImagePull', 'not found'), now, { ...first, since: 1_000_000 })).since).toBe(1_000_000)
  const early = Date.parse(at(-30))
  expect(only(problemOf(waits('ErrImagePull', 'not found'), early)).since).toBe(early)
})
