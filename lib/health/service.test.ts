import { expect, test } from 'vitest'
import { findInIngress } from './ingress'
import { findInService } from './service'
import { createCluster } from './testing/cluster'

const metadata = { name: 'web', namespace: 'shop', uid: 'uid' }
const path = { path: '/', backend: { service: { name: 'gone', port: { number: 80 } } } }
const { services, ingresses, around } = createCluster([
  { kind: 'Service', metadata, spec: { selector: { app: 'web' } } },
  { kind: 'Ingress', metadata, spec: { rules: [{ http: { paths: [path] } }] } },
])

test('of what may not be read nothing is said to be missing', () => {
  const blind = { ...around, knows: () => false }
  expect(services.flatMap((one) => findInService(one, around))).toHaveLength(1)
  expect(services.flatMap((one) => findInService(one, blind))).toEqual([])
  expect(ingresses.flatMap((one) => findInIngress(one, around))).toHaveLength(1)
  expect(ingresses.flatMap((one) => findInIngress(one, blind))).toEqual([])
})
