import { describe, expect, test } from 'vitest'
import { keep } from '@/lib/kube/json'
import { kinds } from '@/lib/kube/kinds/all'
import { healthOfRelated, type RelatedRow } from '@/lib/views/related'
import { relateAutoscaler } from './autoscaler'
import { relateBudget } from './budget'
import { relateClaim } from './claim'
import { relateIngress } from './ingress'
import { isRestricted, relateNetworkPolicy } from './network-policy'
import { relateService } from './service'
import { isSelected, subjectOf } from './subject'

type Json = Readonly<Record<string, unknown>>

const metadata = (name: string, more: Json = {}) => ({ namespace: 'shop', name, uid: `uid-${name}`, ...more })
const template = { metadata: { labels: { app: 'web', tier: 'front' } } }
const web = subjectOf({
  kind: 'Deployment',
  object: keep(kinds.deployments.fields, { metadata: metadata('web'), spec: { template } }),
})
const db = subjectOf({
  kind: 'StatefulSet',
  object: keep(kinds.statefulsets.fields, {
    metadata: metadata('db'),
    spec: { template: { metadata: { labels: { app: 'db' } } } },
  }),
})
const told = (row: RelatedRow | undefined) =>
  row && [healthOfRelated(row), row.state, row.words].map((it) => it ?? '').join(' | ')

describe('an autoscaler says how many there are and why it stands where it stands', () => {
  const condition = (type: string, status: string, reason: string, message = '') => ({ type, status, reason, message })
  const able = condition('AbleToScale', 'True', 'ReadyForNewScale')
  const active = condition('ScalingActive', 'True', 'ValidMetricFound')
  const limited = (reason: string) => condition('ScalingLimited', 'True', reason)
  const within = condition('ScalingLimited', 'False', 'DesiredWithinRange')

  test.each<[string, readonly Json[], Json, string]>([
    ['steady', [able, active, within], {}, 'healthy | Steady | 6 now, between 2 and 10: its metrics ask for as many'],
    [
      'held while scale-down stabilises',
      [condition('AbleToScale', 'True', 'ScaleDownStabilized'), active, within],
      {},
      'healthy | Held | 6 now, between 2 and 10: its metrics ask for fewer, scale-down is stabilising',
    ],
    [
      'at its maximum',
      [able, active, limited('TooManyReplicas')],
      { currentReplicas: 10, desiredReplicas: 10 },
      'degraded | At its maximum | 10 now, between 2 and 10: its metrics ask for more',
    ],
    [
      'at its minimum',
      [able, active, limited('TooFewReplicas')],
      { currentReplicas: 2, desiredReplicas: 2 },
      'healthy | At its minimum | 2 now, between 2 and 10: its metrics ask for fewer',
    ],
    [
      'scaling up as fast as it may',
      [able, active, limited('ScaleUpLimit')],
      { currentReplicas: 4, desiredReplicas: 8 },
      'progressing | Scaling up | 4 now, 8 wanted, between 2 and 10: its metrics ask for more than it may add at once',
    ],
    [
      'without metrics',
      [
        able,
        condition(
          'ScalingActive',
          'False',
          'FailedGetResourceMetric',
          'the HPA was unable to compute the replica count: failed to get cpu utilization: missing request for cpu in container main of Pod web-1',
        ),
      ],
      {},
      'degraded | Blind | 6 now, between 2 and 10: failed to get cpu utilization: missing request for cpu in container main of Pod web-1',
    ],
    [
      'switched off with its target at zero',
      [
        able,
        condition('ScalingActive', 'False', 'ScalingDisabled', 'scaling is disabled since the replica count is 0'),
      ],
      { currentReplicas: 0, desiredReplicas: 0 },
      'paused | Off | 0 now, between 2 and 10: its target is scaled to zero',
    ],
    [
      'without a target',
      [condition('AbleToScale', 'False', 'FailedGetScale', 'deployments.apps "web" not found')],
      { currentReplicas: 0, desiredReplicas: 0 },
      'degraded | Cannot scale | 0 now, between 2 and 10: deployments.apps "web" not found',
    ],
    [
      'just made',
      [],
      { currentReplicas: 0, desiredReplicas: 0 },
      'progressing | Not looked at yet | 0 now, between 2 and 10',
    ],
  ])('%s', (_, conditions, counts, expected) => {
    const autoscaler = keep(kinds.horizontalpodautoscalers.fields, {
      metadata: metadata('web'),
      spec: { scaleTargetRef: { kind: 'Deployment', name: 'web' }, minReplicas: 2, maxReplicas: 10 },
      status: { currentReplicas: 6, desiredReplicas: 6, ...counts, conditions },
    })
    expect(told(relateAutoscaler(web, autoscaler))).toBe(expected)
  })

  test('equal bounds are a fixed size, and no status at all is said so', () => {
    const spec = { scaleTargetRef: { kind: 'Deployment', name: 'web' }, minReplicas: 3, maxReplicas: 3 }
    const fixed = keep(kinds.horizontalpodautoscalers.fields, {
      spec,
      status: { currentReplicas: 3, desiredReplicas: 3, conditions: [able, active, limited('TooManyReplicas')] },
    })
    expect(told(relateAutoscaler(web, fixed))).toBe('healthy | Fixed | 3 now, always 3')
    const fresh = keep(kinds.horizontalpodautoscalers.fields, { spec })
    expect(told(relateAutoscaler(web, fresh))).toBe('progressing | Not looked at yet | 0 now, always 3')
  })
})

describe('a budget says how many may go now', () => {
  const counts = { disruptionsAllowed: 1, currentHealthy: 3, desiredHealthy: 2, expectedPods: 3, observedGeneration: 1 }
  test.each<[string, Json, Json, string]>([
    ['one', { minAvailable: 2 }, counts, 'healthy | Allows 1 | 3 of 3 healthy, 2 must be (minAvailable 2)'],
    [
      'none now, for a pod is missing',
      { minAvailable: 2 },
      { ...counts, disruptionsAllowed: 0, currentHealthy: 2 },
      'degraded | Allows none now | 2 of 3 healthy, 2 must be (minAvailable 2)',
    ],
    [
      'never any',
      { maxUnavailable: 0 },
      { ...counts, disruptionsAllowed: 0, desiredHealthy: 3 },
      'degraded | Never allows any | 3 of 3 healthy, 3 must be: it lets none be unavailable (maxUnavailable 0)',
    ],
    [
      'nothing, for it selects none',
      { maxUnavailable: '25%' },
      { observedGeneration: 1 },
      'paused | Without pods | maxUnavailable 25%',
    ],
    [
      'not computed for its newest spec',
      { minAvailable: '50%' },
      { ...counts, observedGeneration: 0 },
      'progressing | Not computed yet | minAvailable 50%',
    ],
  ])('%s', (_, spec, status, expected) => {
    const budget = keep(kinds.poddisruptionbudgets.fields, {
      metadata: metadata('web', { generation: 1 }),
      spec,
      status,
    })
    expect(told(relateBudget(web, budget))).toBe(expected)
  })
})

describe('a NetworkPolicy says for each direction what it leaves', () => {
  const from = [{ podSelector: { matchLabels: { app: 'api' } } }]
  test.each<[string, Json, string]>([
    [
      'nothing at all',
      { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
      'in: nothing allowed; out: nothing allowed',
    ],
    ['one rule in', { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from }] }, 'in: only by 1 rule'],
    ['everything in', { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from }, {}] }, 'in: everything allowed'],
    [
      'rules out, directions left to the defaults',
      { podSelector: {}, egress: [{ ports: [{ port: 53 }] }, { to: from }] },
      'in: nothing allowed; out: only by 2 rules',
    ],
  ])('%s', (_, spec, expected) => {
    const policy = keep(kinds.networkpolicies.fields, { metadata: metadata('web'), spec })
    expect(relateNetworkPolicy(web, policy).words).toBe(expected)
  })

  test.each<[string, Json, boolean]>([
    ['an empty selector takes all pods', { podSelector: {} }, true],
    ['an absent one, too', {}, true],
    ['labels', { podSelector: { matchLabels: { app: 'web' } } }, true],
    ['others', { podSelector: { matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['front'] }] } }, false],
  ])('%s', (_, spec, expected) => {
    expect(isRestricted(web, keep(kinds.networkpolicies.fields, { spec }))).toBe(expected)
  })
})

describe('a Service', () => {
  const slice = (name: string, endpoints: readonly Json[]) =>
    keep(kinds.endpointslices.fields, { metadata: metadata(name), endpoints, ports: [{ port: 8080, protocol: 'TCP' }] })
  const endpoint = (uid: string, conditions: Json = { ready: true }) => ({
    conditions,
    targetRef: { kind: 'Pod', uid },
  })
  const service = (spec: Json, status: Json = {}) =>
    keep(kinds.services.fields, { metadata: metadata('web'), spec, status })
  const clusterIP = service({ type: 'ClusterIP', clusterIP: '10.0.0.1', ports: [{ port: 80, targetPort: 'http' }] })

  test.each<[string, readonly ReturnType<typeof slice>[], readonly string[]]>([
    ['all ready', [slice('web-a', [endpoint('1'), endpoint('2', {})])], ['healthy 2/2', 'healthy 2/2']],
    [
      'a pod in slices of both families counts once, one that ends not at all',
      [
        slice('web-4', [
          endpoint('1'),
          endpoint('2', { ready: false }),
          endpoint('3', { ready: false, terminating: true }),
        ]),
        slice('web-6', [endpoint('1'), endpoint('2', { ready: false })]),
      ],
      ['degraded 1/2', 'degraded 1/2', 'degraded 1/2'],
    ],
    ['none ready', [slice('web-a', [endpoint('1', { ready: false })])], ['failed 0/1', 'failed 0/1']],
    ['without endpoints', [], ['paused 0/0']],
  ])('counts its endpoints: %s', (_, slices, expected) => {
    const rows = relateService(web, clusterIP, slices)
    expect(rows.map((row) => `${healthOfRelated(row)} ${row.ready}/${row.total}`)).toEqual(expected)
    expect(rows.map(({ kind, via }) => [kind, via])).toEqual([
      ['Service', null],
      ...slices.map(() => ['EndpointSlice', 'web']),
    ])
  })

  test.each<[string, ReturnType<typeof service>, string]>([
    ['port', clusterIP, 'ClusterIP, 80 → http'],
    ['headless', service({ clusterIP: 'None', ports: [{ port: 5432, targetPort: 5432 }] }), 'headless, 5432'],
    [
      'load balancer',
      service(
        { type: 'LoadBalancer', ports: [{ port: 443 }] },
        { loadBalancer: { ingress: [{ hostname: 'lb.example.com' }] } },
      ),
      'LoadBalancer lb.example.com, 443',
    ],
    ['pending load balancer', service({ type: 'LoadBalancer' }), 'LoadBalancer without an address yet'],
    [
      'many ports',
      service({ ports: [1, 2, 3, 4, 5].map((port) => ({ port, protocol: 'UDP' })), publishNotReadyAddresses: true }),
      'ClusterIP, 1/UDP, 2/UDP, 3/UDP, 2 ports more, tells of pods that are not ready, too',
    ],
    ['one pod', service({ clusterIP: 'None', selector: { 'statefulset.kubernetes.io/pod-name': 'db-0' } }), 'headless'],
  ])('says what it is: %s', (_, it, expected) => expect(relateService(web, it, [])[0]?.words).toBe(expected))

  test.each<[string, typeof web, Record<string, string>, boolean]>([
    ['by labels of the template', web, { app: 'web' }, true],
    ['nothing without a selector', web, {}, false],
    ['one pod of a StatefulSet by its name', db, { app: 'db', 'statefulset.kubernetes.io/pod-name': 'db-11' }, true],
    ['not a pod of a longer name', db, { 'statefulset.kubernetes.io/pod-name': 'db-main-0' }, false],
    ['not so of a Deployment', web, { 'statefulset.kubernetes.io/pod-name': 'web-0' }, false],
  ])('selects: %s', (_, subject, selector, expected) => expect(isSelected(subject, selector)).toBe(expected))
})

describe('an Ingress', () => {
  const to = (name: string, path: string) => ({ path, backend: { service: { name, port: { number: 80 } } } })
  const ingress = (spec: Json) => keep(kinds.ingresses.fields, { metadata: metadata('shop'), spec })
  const rules = [{ host: 'shop.example.com', http: { paths: [to('web', '/'), to('api', '/api')] } }]
  test.each<[string, Json, string | undefined]>([
    ['by host and path', { rules }, 'shop.example.com/ to web'],
    ['over TLS', { rules, tls: [{ hosts: ['shop.example.com'] }] }, 'shop.example.com/, TLS to web'],
    ['over TLS of a wildcard', { rules, tls: [{ hosts: ['*.example.com'] }] }, 'shop.example.com/, TLS to web'],
    ['over TLS of all hosts', { rules, tls: [{ secretName: 'all' }] }, 'shop.example.com/, TLS to web'],
    ['over TLS of another host', { rules, tls: [{ hosts: ['pay.example.com'] }] }, 'shop.example.com/ to web'],
    [
      'in part over TLS',
      { rules: [...rules, { http: { paths: [to('web', '/shop')] } }], tls: [{ hosts: ['shop.example.com'] }] },
      'any host/shop and shop.example.com/, some over TLS to web',
    ],
    ['for any host', { rules: [{ http: { paths: [to('web', '')] } }] }, 'any host/ to web'],
    ['as the last resort', { defaultBackend: { service: { name: 'web' } } }, 'all that no rule takes to web'],
    ['elsewhere', { rules: [{ http: { paths: [to('api', '/')] } }] }, undefined],
  ])('routes %s', (_, spec, expected) => {
    const row = relateIngress(web, ingress(spec), new Set(['web']))
    expect(row && `${row.words} to ${row.via}`).toBe(expected)
  })
})

describe('a claim', () => {
  const claim = (status: Json, more: Json = {}) =>
    keep(kinds.persistentvolumeclaims.fields, {
      metadata: metadata('data', more),
      spec: { resources: { requests: { storage: '10Gi' } }, storageClassName: 'fast', accessModes: ['ReadWriteOnce'] },
      status,
    })
  test.each<[string, Parameters<typeof relateClaim>[2], boolean, string]>([
    [
      'bound',
      claim({ phase: 'Bound', capacity: { storage: '12Gi' } }),
      true,
      'healthy | Bound | 12Gi, fast, ReadWriteOnce',
    ],
    ['pending', claim({ phase: 'Pending' }), true, 'progressing | Pending | 10Gi, fast, ReadWriteOnce'],
    ['lost', claim({ phase: 'Lost' }), true, 'failed | Lost | 10Gi, fast, ReadWriteOnce'],
    [
      'on its way out',
      claim({ phase: 'Bound' }, { deletionTimestamp: '2026-11-24T10:00:00Z' }),
      true,
      'healthy | Bound | 10Gi, fast, ReadWriteOnce, being deleted',
    ],
    ['missing', undefined, true, 'failed | Missing | there is no such claim'],
    ['not there as far as is known', undefined, false, ' |  | '],
  ])('%s', (_, it, known, expected) =>
    expect(told(relateClaim(db, { name: 'data', pod: 'db-0' }, it, known))).toBe(expected),
  )
})
