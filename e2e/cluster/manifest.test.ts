import { expect, it } from 'vitest'
import { bootstrapObjects } from './bootstrap/objects'
import { collectionPath, objectPath, resourceOf } from './manifest'
import { scenarioObjects } from './scenarios/scenarios'
import { clusterSpec, defaultOptions } from './spec'

it.each([
  ['Pod', 'pods'],
  ['Ingress', 'ingresses'],
  ['IngressClass', 'ingressclasses'],
  ['NetworkPolicy', 'networkpolicies'],
  ['StorageClass', 'storageclasses'],
  ['PodDisruptionBudget', 'poddisruptionbudgets'],
])('%s is %s in paths', (kind, resource) => {
  expect(resourceOf(kind)).toBe(resource)
})

it('knows where objects live', () => {
  const metadata = { name: 'web', namespace: 'shop' }
  expect(objectPath({ apiVersion: 'apps/v1', kind: 'Deployment', metadata })).toBe(
    '/apis/apps/v1/namespaces/shop/deployments/web',
  )
  expect(collectionPath({ apiVersion: 'v1', kind: 'Node', metadata: { name: 'node-000' } })).toBe('/api/v1/nodes')
  expect(() => collectionPath({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' } })).toThrow('no namespace')
})

it('names every object once, and creates namespaces before what lives in them', () => {
  const objects = [...bootstrapObjects, ...scenarioObjects(clusterSpec('/tmp/cluster', defaultOptions))]
  const known = new Set(['kube-system'])
  for (const { kind, metadata } of objects) {
    if (kind === 'Namespace') known.add(metadata.name)
    if (metadata.namespace !== undefined) expect(known).toContain(metadata.namespace)
  }
  expect(new Set(objects.map(objectPath)).size).toBe(objects.length)
})
