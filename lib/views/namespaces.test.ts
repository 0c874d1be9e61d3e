import { expect, test } from 'vitest'
import { keep } from '@/lib/kube/json'
import { namespace } from '@/lib/kube/kinds/namespace'
import { namespacesShape, projectNamespace } from './namespaces'
import { overviewShape, projectOverview } from './overview'

const counts = { workloads: 4, workloadsBroken: 0, pods: 20, podsBroken: 0 }
const stuck = { type: 'NamespaceDeletionDiscoveryFailure', status: 'True' }
const remaining = { type: 'NamespaceContentRemaining', status: 'True' }

test.each([
  ['whose workloads are well is healthy', { phase: 'Active' }, counts, 'healthy'],
  ['with a broken workload is degraded', { phase: 'Active' }, { ...counts, workloadsBroken: 1 }, 'degraded'],
  ['is judged by its workloads, not by left-over pods', { phase: 'Active' }, { ...counts, podsBroken: 3 }, 'healthy'],
  ['being deleted is progressing', { phase: 'Terminating', conditions: [remaining] }, counts, 'progressing'],
  ['whose deletion is stuck is degraded', { phase: 'Terminating', conditions: [remaining, stuck] }, counts, 'degraded'],
  ['in a phase nobody knows is judged by its workloads', { phase: 'Dreaming' }, counts, 'healthy'],
])('a namespace %s', (_, status, held, health) => {
  const row = projectNamespace(keep(namespace.fields, { metadata: { uid: 'u', name: 'shop' }, status }), held)
  expect(row).toMatchObject({ key: 'u', name: 'shop', status: status.phase, health, ...held })
  expect(Object.keys(row).sort()).toEqual(['key', ...namespacesShape.columns].sort())
})

test('a line of the overview has every health, counted or not', () => {
  const row = projectOverview('pods', 12, { healthy: 9, failed: 3 })
  expect(row).toEqual({
    key: 'pods',
    resource: 'pods',
    total: 12,
    healthy: 9,
    progressing: 0,
    degraded: 0,
    failed: 3,
    paused: 0,
  })
  expect(Object.keys(row).sort()).toEqual(['key', ...overviewShape.columns].sort())
})
