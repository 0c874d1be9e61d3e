import { expect, test } from 'vitest'
import { image, openKubeletRig, web } from '@/demo/kubelet/rig'
import type { PodSpec } from '@/demo/store/objects'
import type { Behaviour } from '@/demo/world/registry'
import { findRun, openLog, parseLogOptions } from './log'
import { ApiError } from './status'

const minute = 60_000

function openLogs(behaviour: Behaviour = { run: 'serve', seconds: 0 }, spec: Partial<PodSpec> = {}) {
  const rig = openKubeletRig()
  const { store, clock } = rig.cluster
  rig.start('web', spec, behaviour)
  const read = (query = '') => {
    const options = parseLogOptions('web', new URLSearchParams(query), clock.now())
    const told = { text: '', hasEnded: false, stop: () => {} }
    const run = findRun(store, rig.pod('web'), options)
    const sink = {
      write: (text: string) => {
        told.text += text
      },
      end: () => {
        told.hasEnded = true
      },
    }
    if (run !== undefined) told.stop = openLog({ store, clock }, rig.pod('web'), run, options, sink)
    return told
  }
  const lines = (query?: string) => read(query).text.split('\n').slice(0, -1)
  return { ...rig, clock, read, lines }
}

function refusalOf(run: () => unknown): Pick<ApiError, 'code' | 'message'> {
  try {
    run()
  } catch (error) {
    if (error instanceof ApiError) return { code: error.code, message: error.message }
    throw error
  }
  throw new Error('Nothing was refused.')
}

test('a log says the same whenever it is read, and only grows', () => {
  const first = openLogs()
  const second = openLogs()
  first.clock.advance(5 * minute)
  second.clock.advance(5 * minute)
  const early = first.lines()
  expect(early.length).toBeGreaterThan(20)
  expect(second.lines()).toEqual(early)
  first.clock.advance(minute)
  const later = first.lines()
  expect(later.length).toBeGreaterThan(early.length)
  expect(later.slice(0, early.length)).toEqual(early)
})

test('tail, since, timestamps and a limit take their part of it', () => {
  const { clock, lines, read } = openLogs()
  clock.advance(30 * minute)
  const all = lines()
  expect(lines('tailLines=7')).toEqual(all.slice(-7))
  expect(lines('tailLines=0')).toEqual([])
  const stamped = lines('timestamps=true')
  expect(stamped.map((line) => line.replace(/^\S+ /, ''))).toEqual(all)
  const instants = stamped.map((line) => line.split(' ')[0] ?? '')
  expect(instants.every((instant) => /^2026-11-24T08:\d\d:\d\d\.\d{9}Z$/.test(instant))).toBe(true)
  expect(instants.map(Date.parse)).toEqual(instants.map(Date.parse).sort((a, b) => a - b))
  const recent = all.slice(instants.findIndex((instant) => Date.parse(instant) >= clock.now() - minute))
  expect(lines('sinceSeconds=60')).toEqual(recent)
  expect(lines(`sinceTime=${new Date(clock.now() - minute).toISOString()}`)).toEqual(recent)
  expect(read('limitBytes=100').text).toBe(`${all.join('\n')}\n`.slice(0, 100))
})

test('a log that is followed gets its lines as they come, and ends with the container', () => {
  const { clock, read, lines } = openLogs({ run: 'crash', seconds: 60 })
  clock.advance(30_000)
  const before = lines()
  const followed = read('follow=true&tailLines=0')
  clock.advance(15_000)
  expect(`${before.join('\n')}\n${followed.text}`).toBe(`${lines().join('\n')}\n`)
  expect(followed.hasEnded).toBe(false)
  clock.advance(minute)
  expect(followed.hasEnded).toBe(true)
  const told = followed.text
  expect(told).toMatch(/fatal: can't reach/)
  expect(told.endsWith(lines('previous=true').slice(-5).join('\n') + '\n')).toBe(true)
})

test('who stops following hears no more', () => {
  const { clock, read } = openLogs()
  clock.advance(minute)
  const followed = read('follow=true')
  followed.stop()
  const { text } = followed
  clock.advance(minute)
  expect(followed.text).toBe(text)
})

test('a container that was killed for its memory says nothing at its end', () => {
  const { clock, lines } = openLogs({ run: 'serve', seconds: 0, leak: 4 * 1024 * 1024 })
  clock.advance(minute)
  expect(lines('previous=true').at(-1)).not.toMatch(/fatal|SIGTERM|shutting down/)
})

test('only the file that is being written is read', () => {
  const { clock, lines } = openLogs()
  clock.advance(30 * 24 * 60 * minute)
  expect(lines().length).toBeLessThanOrEqual(4000)
})

// As the API server v1.36 answers (asked there).
const badOptions: readonly [string, number, string][] = [
  ['tailLines=x', 400, 'strconv.ParseInt: parsing "x": invalid syntax'],
  ['sinceTime=foo', 400, 'parsing time "foo" as "2006-01-02T15:04:05Z07:00": cannot parse "foo" as "2006"'],
  [
    'tailLines=-1',
    422,
    'PodLogOptions "web" is invalid: tailLines: Invalid value: -1: must be greater than or equal to 0',
  ],
  ['sinceSeconds=0', 422, 'PodLogOptions "web" is invalid: sinceSeconds: Invalid value: 0: must be greater than 0'],
  ['limitBytes=0', 422, 'PodLogOptions "web" is invalid: limitBytes: Invalid value: 0: must be greater than 0'],
  [
    'sinceSeconds=5&sinceTime=2026-01-01T00:00:00Z',
    422,
    'PodLogOptions "web" is invalid: []: Forbidden: at most one of `sinceTime` or `sinceSeconds` may be specified',
  ],
  ['container=nope', 400, 'container nope is not valid for pod web'],
  ['previous=true', 400, 'previous terminated container "web" in pod "web" not found'],
]

test.each(badOptions)('%s is refused in the real words', (query, code, message) => {
  const { clock, read } = openLogs()
  clock.advance(minute)
  expect(refusalOf(() => read(query))).toEqual({ code, message })
})

const init = { name: 'init', image: 'shop/init:1' }
const waiting: readonly [string, Behaviour, Partial<PodSpec>, number, string, string][] = [
  [
    'is to be pulled',
    { run: 'no-image', seconds: 0 },
    {},
    3000,
    '',
    'container "web" in pod "web" is waiting to start: image can\'t be pulled',
  ],
  [
    'waits for its image',
    { run: 'no-image', seconds: 0 },
    {},
    8000,
    '',
    'container "web" in pod "web" is waiting to start: trying and failing to pull image',
  ],
  [
    'has no configuration',
    { run: 'no-config', seconds: 0 },
    {},
    minute,
    '',
    'container "web" in pod "web" is waiting to start: CreateContainerConfigError',
  ],
  [
    'waits for another',
    { run: 'serve', seconds: 0 },
    { initContainers: [init] },
    1000,
    'container=web',
    'container "web" in pod "web" is waiting to start: PodInitializing',
  ],
  ['is not known yet', { run: 'serve', seconds: 0 }, {}, 0, '', 'container "web" in pod "web" is not available'],
  [
    'is one of several',
    { run: 'serve', seconds: 0 },
    { containers: [web, { ...web, name: 'proxy' }], initContainers: [init] },
    minute,
    '',
    'a container name must be specified for pod web, choose one of: [web proxy] or one of the init containers: [init]',
  ],
]

test.each(waiting)('the log of a container that %s', (_, behaviour, spec, after, query, message) => {
  const { clock, read } = openLogs(behaviour, spec)
  clock.advance(after)
  expect(refusalOf(() => read(query))).toEqual({ code: 400, message })
})

test('the log of a pod without a node is empty, and of a lost node it is out of reach', () => {
  const { clock, cluster, node, read, start, pod } = openLogs()
  clock.advance(minute)
  start('unbound', { nodeName: undefined, containers: [{ ...web, image }] })
  const options = parseLogOptions('unbound', new URLSearchParams(), clock.now())
  expect(findRun(cluster.store, pod('unbound'), options)).toBeUndefined()
  cluster.kubelet.loseNode(node)
  clock.advance(minute)
  expect(refusalOf(() => read())).toEqual({
    code: 500,
    message: 'Get "https://10.0.0.1:10250/containerLogs/default/web/web": dial tcp 10.0.0.1:10250: i/o timeout',
  })
})
