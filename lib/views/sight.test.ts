import { describe, expect, test } from 'vitest'
import { adviceShape } from './advice'
import { eventsShape } from './events'
import { namespacesShape } from './namespaces'
import { nodesShape } from './nodes'
import { podsShape } from './pods'
import { createLook, everything, givesAny, mayList, nothingYet, type Scope, type Sight } from './sight'
import { sightOf } from './testing/sight'
import type { Row, ViewShape } from './view'
import { workloadsShape } from './workloads'

const look = (shape: ViewShape<never>, sight: Sight, row: Row) => createLook(shape as unknown as ViewShape, sight)(row)

const shop: Scope = new Set(['shop'])
const web: Row = {
  key: 'd',
  kind: 'Deployment',
  namespace: 'shop',
  name: 'web',
  health: 'degraded',
  status: 'Partly ready',
  reason: '1 of 2 replicas not ready: CrashLoopBackOff',
  restarts: 3,
  lastRestartAt: 5,
}
const nightly: Row = { ...web, kind: 'CronJob', name: 'nightly', reason: 'The last run did not succeed' }
const latestTag: Row = { key: 'l', kind: 'Deployment', namespace: 'shop', name: 'web', code: 'latest-tag' }
const blindHpa: Row = { ...latestTag, key: 'h', code: 'hpa-without-requests' }
const pod: Row = { key: 'p', namespace: 'shop', name: 'web-1', ownerKind: 'Deployment', ownerName: 'web' }

describe('whose a row is', () => {
  test.each<[string, ViewShape<never>, Sight, Row, boolean]>([
    ['a pod, with all', podsShape, sightOf({ pods: 'all' }), pod, true],
    ['a pod, in its namespace', podsShape, sightOf({ pods: shop }), pod, true],
    ['a pod, in another namespace', podsShape, sightOf({ pods: new Set(['bank']) }), pod, false],
    ['a pod, by the right to others', podsShape, sightOf({ 'deployments.apps': 'all' }), pod, false],
    ['anything, before rights are known', podsShape, nothingYet, pod, false],
    ['a Deployment, by its own kind', workloadsShape, sightOf({ 'deployments.apps': shop }), web, true],
    ['a Deployment, by pods', workloadsShape, sightOf({ pods: 'all', 'statefulsets.apps': 'all' }), web, false],
    ['a bare pod, by pods', workloadsShape, sightOf({ pods: shop }), { ...web, kind: 'Pod' }, true],
    ['a kind that nobody knows', workloadsShape, sightOf({ pods: 'all' }), { ...web, kind: 'Widget' }, false],
    ['advice on a Deployment alone', adviceShape, sightOf({ 'deployments.apps': shop }), latestTag, true],
    ['advice that tells of an autoscaler', adviceShape, sightOf({ 'deployments.apps': shop }), blindHpa, false],
    [
      'advice that tells of an autoscaler of theirs',
      adviceShape,
      sightOf({ 'deployments.apps': shop, 'horizontalpodautoscalers.autoscaling': shop }),
      blindHpa,
      true,
    ],
    ['a node, with all', nodesShape, sightOf({ nodes: 'all' }), { key: 'n', name: 'node-1' }, true],
    ['a node, by namespaces', nodesShape, sightOf({ nodes: new Set(['', 'shop']) }), { key: 'n', name: 'n1' }, false],
    ['a namespace, with all', namespacesShape, sightOf({ namespaces: 'all' }), { key: 's', name: 'shop' }, true],
    ['a namespace, inside it only', namespacesShape, sightOf({ namespaces: shop }), { key: 's', name: 'shop' }, false],
  ])('%s', (_, shape, sight, row, theirs) => expect(look(shape, sight, row) !== undefined).toBe(theirs))
})

const hiddenIn = (shape: ViewShape<never>, sight: Sight, row: Row) => {
  const seen = look(shape, sight, row) ?? {}
  return Object.entries(seen).flatMap(([column, cell]) => (cell === null && row[column] !== null ? [column] : []))
}
const judged = ['health', 'reason', 'restarts', 'lastRestartAt']
const all = {
  'deployments.apps': 'all',
  'cronjobs.batch': 'all',
  pods: 'all',
  namespaces: 'all',
  nodes: 'all',
} as const

describe('what is masked in a row that is theirs', () => {
  test.each<[string, ViewShape<never>, Record<string, Scope>, Row, string[]]>([
    [
      'of a Deployment with pods and ReplicaSets, nothing',
      workloadsShape,
      { ...all, 'replicasets.apps': shop },
      web,
      [],
    ],
    ['of one without ReplicaSets, all from pods', workloadsShape, all, web, judged],
    [
      'of one without pods there',
      workloadsShape,
      { ...all, pods: new Set(['bank']), 'replicasets.apps': 'all' },
      web,
      judged,
    ],
    ['of a CronJob without Jobs, what its pods count', workloadsShape, all, nightly, ['restarts', 'lastRestartAt']],
    ['of a CronJob with Jobs, nothing', workloadsShape, { ...all, 'jobs.batch': shop }, nightly, []],
    ['of a pod, the owner that its ReplicaSet names', podsShape, { pods: shop }, pod, ['ownerKind', 'ownerName']],
    ['of a pod of a DaemonSet, nothing', podsShape, { pods: shop }, { ...pod, ownerKind: 'DaemonSet' }, []],
    [
      'of a pod of a Job, the owner',
      podsShape,
      { pods: shop, 'replicasets.apps': shop },
      { ...pod, ownerKind: 'Job' },
      ['ownerKind', 'ownerName'],
    ],
    [
      'of an event about a pod, its workload',
      eventsShape,
      { events: shop },
      { key: 'e', namespace: 'shop', object: 'Pod/web-1', owner: 'Deployment/web' },
      ['owner'],
    ],
    [
      'of an event about a Service, nothing',
      eventsShape,
      { events: shop },
      { key: 'e', namespace: 'shop', object: 'Service/web', owner: 'Service/web' },
      [],
    ],
    [
      'of a node without all pods, what they are',
      nodesShape,
      { nodes: 'all', pods: shop },
      { key: 'n', name: 'n', pods: 3, cpuRequested: 1, memoryRequested: 1, taints: 0 },
      ['pods', 'cpuRequested', 'memoryRequested'],
    ],
    [
      'of a namespace without its workloads',
      namespacesShape,
      { namespaces: 'all', pods: shop },
      { key: 's', name: 'shop', health: 'degraded', workloads: 2, workloadsBroken: 1, pods: 3, podsBroken: 0 },
      ['health', 'workloads', 'workloadsBroken'],
    ],
  ])('%s', (_, shape, scopes, row, hidden) => expect(hiddenIn(shape, sightOf(scopes), row)).toEqual(hidden))

  test('is in no other row than the one that who sees all gets, and that one is the row itself', () => {
    expect(look(workloadsShape, everything, web)).toBe(web)
    expect(look(workloadsShape, sightOf(all), web)).not.toHaveProperty('health', 'degraded')
    expect(web['health']).toBe('degraded')
  })

  test('is one object for all who see as much', () => {
    expect(look(workloadsShape, sightOf(all), web)).toBe(
      look(workloadsShape, sightOf({ 'deployments.apps': shop }), web),
    )
  })

  test('adds no column to a row', () => {
    expect(
      look(podsShape, sightOf({ pods: shop }), { key: 'p', namespace: 'shop', ownerKind: 'Job' }),
    ).not.toHaveProperty('ownerName')
  })
})

test('every masked column is one of its view', () => {
  for (const shape of [workloadsShape, podsShape, nodesShape, namespacesShape, eventsShape])
    for (const { columns } of shape.secondary) expect(shape.columns).toEqual(expect.arrayContaining([...columns]))
})

test('of what is in no namespace only the right to all gives any', () => {
  expect(givesAny('nodes', shop)).toBe(false)
  expect(givesAny('pods', shop)).toBe(true)
  expect(givesAny('pods', new Set())).toBe(false)
  expect(mayList(sightOf({ pods: shop }), 'pods', 'shop')).toBe(true)
  expect(mayList(sightOf({ pods: shop }), 'pods', '')).toBe(false)
})
