import { expect, test } from 'vitest'
import type { RelatedRow } from '@/lib/views/related'
import { type Around, absenceWords, groupRelated } from './related-groups'
import { relatedQuestion } from './related-question'

const row = (kind: string, name: string, more: Partial<RelatedRow> = {}): RelatedRow => ({
  key: `uid ${kind}/${name}`,
  namespace: 'shop',
  subject: 'StatefulSet/db',
  relation: 'selects',
  kind,
  name,
  health: null,
  state: '',
  words: '',
  ready: null,
  total: null,
  via: null,
  pod: null,
  ...more,
})
const claim = (name: string, pod: string | null) =>
  row('PersistentVolumeClaim', name, { relation: 'stores', state: 'Bound', health: 'healthy', words: '10Gi', pod })
const around: Around = {
  rows: [
    row('EndpointSlice', 'db-b', { via: 'db', ready: 0, total: 1 }),
    row('EndpointSlice', 'db-a', { via: 'db', ready: 2, total: 2 }),
    row('Service', 'db', { ready: 2, total: 3, words: 'headless, 5432' }),
    row('Service', 'db-1', { ready: 0, total: 0, words: 'ClusterIP, 5432', pod: 'db-1' }),
    row('Ingress', 'shop', { words: 'db.example.com/', via: 'db' }),
    claim('data-db-0', 'db-0'),
    claim('data-db-1', 'db-1'),
  ],
  references: [
    { kind: 'PersistentVolumeClaim', name: 'data-db-0', uses: ['at /data in main'], optional: false },
    { kind: 'Secret', name: 'db', uses: ['variable PASSWORD in main'], optional: false },
    { kind: 'ConfigMap', name: 'tuning', uses: ['at /etc/db in main'], optional: true },
  ],
  missing: new Map([['Secret/db', 'Missing']]),
  pod: null,
}
const told = (groups: ReturnType<typeof groupRelated>) =>
  groups.flatMap(({ title, entries }) =>
    entries.map(({ name, health, state, words, parts }) =>
      [
        title,
        name,
        health ?? '-',
        state,
        words.join('; '),
        parts.map((part) => `${part.name} ${part.state}`).join('; '),
      ]
        .filter(Boolean)
        .join(' | '),
    ),
  )

test('a workload shows everything by kind, the slices under their Service', () => {
  expect(told(groupRelated(around))).toEqual([
    'Services | db | degraded | 2 of 3 endpoints ready | headless, 5432 | db-a 2 of 2 endpoints ready; db-b 0 of 1 endpoint ready',
    'Services | db-1 | paused | No endpoints | ClusterIP, 5432; only db-1',
    'Ingresses | shop | - | db.example.com/; to Service db',
    'Claims | data-db-0 | healthy | Bound | 10Gi; at /data in main',
    'Claims | data-db-1 | healthy | Bound | 10Gi',
    'ConfigMaps | tuning | - | at /etc/db in main; optional',
    'Secrets | db | failed | Missing | variable PASSWORD in main',
  ])
})

test('a pod shows nothing that has to do with another pod alone', () => {
  const names = groupRelated({ ...around, pod: 'db-0' }).flatMap(({ entries }) => entries.map(({ name }) => name))
  expect(names).toEqual(['db', 'shop', 'data-db-0', 'tuning', 'db'])
})

test('a claim whose row may not be seen is told as the spec names it', () => {
  const groups = groupRelated({ ...around, rows: [] })
  expect(told(groups)[0]).toBe('Claims | data-db-0 | - | at /data in main')
})

test.each<[string, readonly RelatedRow[], readonly string[], string]>([
  ['all', [], [], 'No Service, Ingress, autoscaler, disruption budget or network policy.'],
  ['one', [row('Service', 'db')], ['poddisruptionbudgets.policy'], 'No Ingress, autoscaler or network policy.'],
  [
    'a single kind',
    ['Service', 'Ingress', 'PodDisruptionBudget', 'NetworkPolicy'].map((kind) => row(kind, 'x')),
    [],
    'No autoscaler.',
  ],
  [
    'nothing that is unread',
    [],
    [
      'services',
      'ingresses.networking.k8s.io',
      'horizontalpodautoscalers.autoscaling',
      'poddisruptionbudgets.policy',
      'networkpolicies.networking.k8s.io',
    ],
    '',
  ],
])('says of %s that there is none', (_, rows, unread, words) => {
  expect(absenceWords(rows, (resource) => !unread.includes(resource))).toBe(words)
})

test('asks for the object and its owners, each once, by their exact names', () => {
  const deployment = { kind: 'Deployment', name: 'web' }
  const question = relatedQuestion('shop', { kind: 'Pod', name: 'web-1' }, [null, deployment, deployment])
  expect([question.namespaces, question.facets]).toEqual([['shop'], { subject: ['Deployment/web', 'Pod/web-1'] }])
})
