import { expect, test } from 'vitest'
import { createCluster } from '@/demo/cluster'

test('every namespace has the same root certificate: new ones too, and again when it was deleted or changed', () => {
  const { store, clock } = createCluster({ pods: 20, churn: 0, seed: '1', now: Date.parse('2026-11-24T08:00:00Z') })
  const certificateIn = (namespace: string) => store.configmaps.get(namespace, 'kube-root-ca.crt')
  const [first] = store.namespaces.values()
  if (first === undefined) throw new Error('There is no namespace.')
  store.namespaces.create({ ...first, metadata: { ...first.metadata, name: 'new', uid: 'new' } })
  clock.advance(1)
  const data = certificateIn('new')?.data
  expect(data?.['ca.crt']).toContain('BEGIN CERTIFICATE')
  for (const { metadata } of store.namespaces.values()) expect(certificateIn(metadata.name)?.data).toEqual(data)
  const known = certificateIn('new')
  if (known === undefined) throw new Error('There is no certificate.')
  store.configmaps.update({ ...known, data: {} })
  clock.advance(1)
  expect(certificateIn('new')?.data).toEqual(data)
  store.configmaps.remove(known)
  clock.advance(1)
  expect(certificateIn('new')?.data).toEqual(data)
})
