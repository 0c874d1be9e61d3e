import { expect, test } from 'vitest'
import type { RelatedRow } from '@/lib/views/related'
import { drainBudgets, drainQuestion } from './drain-budgets'

const pod = (namespace: string, name: string, ownerKind: string | null, ownerName: string | null) => ({
  namespace,
  name,
  ownerKind,
  ownerName,
})
const pods = [
  pod('shop', 'web-1', 'Deployment', 'web'),
  pod('shop', 'web-2', 'Deployment', 'web'),
  pod('data', 'db-0', 'StatefulSet', 'db'),
  pod('kube-system', 'etcd-node-1', 'Node', 'node-1'),
  pod('data', 'alone', null, null),
]
const budget = (namespace: string, subject: string, name: string, health: RelatedRow['health']): RelatedRow => ({
  key: `${namespace} ${subject} ${name}`,
  namespace,
  subject,
  relation: 'protects',
  kind: 'PodDisruptionBudget',
  name,
  health,
  state: '',
  words: '',
  ready: null,
  total: null,
  via: null,
  pod: null,
})

test('asks for the budgets of each workload on a node once, in an order that pods do not change', () => {
  const { namespaces, facets } = drainQuestion(pods)
  expect(namespaces).toEqual(['data', 'kube-system', 'shop'])
  expect(facets).toEqual({
    relation: ['protects'],
    subject: ['Deployment/web', 'Pod/alone', 'Pod/etcd-node-1', 'StatefulSet/db'],
  })
  expect(drainQuestion(pods.toReversed())).toEqual(drainQuestion(pods))
})

test('tells those that let none go first, with how many pods are here, and none of a namesake', () => {
  const rows = [
    budget('shop', 'Deployment/web', 'web', 'healthy'),
    budget('data', 'Deployment/web', 'web', 'degraded'),
    budget('data', 'StatefulSet/db', 'db', 'degraded'),
  ]
  expect(drainBudgets(pods, rows).map(({ row, workload, pods: count }) => [row.name, workload, count])).toEqual([
    ['db', { kind: 'StatefulSet', namespace: 'data', name: 'db' }, 1],
    ['web', { kind: 'Deployment', namespace: 'shop', name: 'web' }, 2],
  ])
})
