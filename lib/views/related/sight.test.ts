import { expect, test } from 'vitest'
import { adviceShape } from '@/lib/views/advice'
import { relatedShape } from '@/lib/views/related'
import { createLook, type Sight } from '@/lib/views/sight'
import type { Row, ViewShape } from '@/lib/views/view'

const sight = (...allowed: readonly string[]): Sight => ({
  key: allowed.join(),
  known: true,
  scopeOf: (resource) => (allowed.includes(resource) ? 'all' : new Set()),
})
const seen = <R extends Row>(shape: ViewShape<R>, row: Row, ...allowed: readonly string[]) =>
  createLook(shape, sight(...allowed))(row)

const related = {
  key: 'k',
  namespace: 'shop',
  subject: 'Deployment/web',
  health: null,
  state: '',
  words: '',
  pod: null,
}
const service = { ...related, relation: 'selects', kind: 'Service', name: 'web', ready: 2, total: 3, via: null }
const route = { ...related, relation: 'routes', kind: 'Ingress', name: 'web', ready: null, total: null, via: 'web' }

test.each<[string, Row, readonly string[], object | undefined]>([
  ['a Service needs services', service, ['deployments.apps'], undefined],
  [
    'whose it is needs its workload',
    service,
    ['services', 'endpointslices.discovery.k8s.io'],
    { subject: null, ready: 2 },
  ],
  [
    'its endpoints need slices',
    service,
    ['services', 'deployments.apps'],
    { subject: 'Deployment/web', ready: null, total: null },
  ],
  [
    'a route belongs to a workload by its Service',
    route,
    ['ingresses.networking.k8s.io', 'deployments.apps'],
    { subject: null },
  ],
  [
    'with all rights nothing is hidden',
    route,
    ['ingresses.networking.k8s.io', 'deployments.apps', 'services'],
    { subject: 'Deployment/web' },
  ],
])('%s', (_, row, allowed, expected) => {
  const look = seen(relatedShape, row, ...allowed)
  if (expected === undefined) expect(look).toBeUndefined()
  else expect(look).toMatchObject(expected)
})

const remark = { key: 'k', namespace: 'shop', kind: 'Deployment', name: 'web', why: '', field: '', muted: false }

test.each<[string, readonly string[], string | undefined]>([
  ['no-requests', ['deployments.apps'], 'no-requests'],
  ['no-requests', ['services'], undefined],
  ['single-replica', ['deployments.apps'], undefined],
  ['single-replica', ['deployments.apps', 'services'], 'single-replica'],
  ['single-replica-with-budget', ['deployments.apps', 'services'], undefined],
  ['one-zone', ['deployments.apps', 'pods'], undefined],
])('of advice %s a viewer of %j has %j', (code, allowed, expected) => {
  expect(seen(adviceShape, { ...remark, code, sentence: 'It is so.' }, ...allowed)?.['code']).toBe(expected)
})
