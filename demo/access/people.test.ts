import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openRig, type Rig } from '@/demo/rig'

let rig: Rig
beforeAll(async () => {
  rig = await openRig({ pods: 200 })
})
afterAll(() => rig[Symbol.asyncDispose]())

const tokenOf = (who: string) => {
  const { persons, reader, deputy, admin } = rig.cluster.people
  const found = persons.find(({ name }) => name === who)
  return (found ?? { reader, deputy, admin }[who])?.token ?? ''
}

const pods = (namespace: string) => `/api/v1/namespaces/${namespace}/pods`
const deployment = (namespace: string, more = '') =>
  `/apis/apps/v1/namespaces/${namespace}/deployments/api${more}?dryRun=All`
const rollout = (namespace: string, more = '') =>
  `/apis/argoproj.io/v1alpha1/namespaces/${namespace}/rollouts/x${more}?dryRun=All`
const rbac = '/apis/rbac.authorization.k8s.io/v1'
const secrets = (namespace: string) => `/api/v1/namespaces/${namespace}/secrets`

/** Who may, in the order anna, rui, sam, tess, reader, deputy, admin; a dot is nobody. */
const table: readonly (readonly [method: string, path: string, may: string])[] = [
  ['GET', '/version', 'anna rui sam tess reader deputy admin'],
  ['GET', '/apis/apps/v1', 'anna rui sam tess reader deputy admin'],
  ['GET', '/metrics', 'anna admin'],
  ['GET', '/api/v1/namespaces', 'anna rui sam reader admin'],
  ['GET', '/api/v1/namespaces/cart', 'anna rui sam tess reader admin'],
  ['GET', '/api/v1/namespaces/payments', 'anna rui sam reader admin'],
  ['GET', '/api/v1/nodes', 'anna rui reader admin'],
  ['PATCH', '/api/v1/nodes/x', 'anna admin'],
  ['GET', '/api/v1/pods', 'anna rui sam reader admin'],
  ['GET', '/api/v1/pods?watch=1&timeoutSeconds=0', 'anna rui sam reader admin'],
  ['GET', pods('cart'), 'anna rui sam tess reader admin'],
  ['GET', pods('payments'), 'anna rui sam reader admin'],
  ['GET', `${pods('checkout')}/x/log`, 'anna rui tess reader admin'],
  ['GET', `${pods('payments')}/x/log`, 'anna rui reader admin'],
  ['POST', `${pods('checkout')}/x/exec`, 'anna tess admin'],
  ['POST', `${pods('checkout')}/x/eviction?dryRun=All`, 'anna tess admin'],
  ['DELETE', `${pods('checkout')}/x`, 'anna tess admin'],
  ['DELETE', `${pods('payments')}/x`, 'anna admin'],
  ['DELETE', `${pods('nowhere')}`, 'anna admin'],
  ['PATCH', deployment('cart'), 'anna rui tess admin'],
  ['PATCH', deployment('catalog'), 'anna rui admin'],
  ['PATCH', deployment('platform'), 'anna admin'],
  ['PATCH', deployment('kube-system'), 'anna admin'],
  ['PATCH', deployment('cart', '/scale'), 'anna rui tess admin'],
  ['PATCH', deployment('cart', '/status'), 'anna admin'],
  ['DELETE', deployment('cart'), 'anna tess admin'],
  ['PATCH', rollout('catalog', '/status'), 'anna rui admin'],
  ['PATCH', rollout('cart'), 'anna rui tess admin'],
  ['GET', rollout('cart'), 'anna rui sam tess reader admin'],
  ['GET', secrets('cart'), 'tess admin'],
  ['GET', secrets('payments'), 'admin'],
  ['GET', secrets('platform'), 'anna admin'],
  ['GET', '/api/v1/secrets', 'admin'],
  ['GET', `${secrets('payments')}/x`, 'admin'],
  ['GET', `${secrets('payments')}?watch=1&fieldSelector=metadata.name%3Dx&timeoutSeconds=0`, 'admin'],
  ['PATCH', `${secrets('payments')}/x?dryRun=All`, 'admin'],
  ['POST', '/api/v1/namespaces/payments/serviceaccounts/default/token', 'admin'],
  ['POST', '/api/v1/namespaces/cart/serviceaccounts/default/token', 'tess admin'],
  ['GET', `${rbac}/clusterroles`, 'anna reader admin'],
  ['GET', `${rbac}/namespaces/cart/rolebindings`, 'anna reader admin'],
  ['DELETE', `${rbac}/namespaces/cart/roles/x`, 'anna admin'],
  ['GET', '/apis/apps/v1/namespaces/cart/controllerrevisions', 'anna rui sam tess reader admin'],
  ['POST', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', 'anna rui sam tess reader deputy admin'],
  ['POST', '/apis/authorization.k8s.io/v1/subjectaccessreviews', 'anna reader admin'],
  ['POST', '/apis/authorization.k8s.io/v1/namespaces/cart/localsubjectaccessreviews', 'anna admin'],
  ['POST', '/apis/authentication.k8s.io/v1/tokenreviews', 'admin'],
]
const everyone = ['anna', 'rui', 'sam', 'tess', 'reader', 'deputy', 'admin']

describe.each(table)('%s %s', (method, path, may) => {
  test(`is for ${may}`, async () => {
    const allowed: string[] = []
    for (const who of everyone) {
      const body = method === 'GET' ? {} : { body: '{}' }
      const { status } = await rig.request(path, { method, as: tokenOf(who), ...body })
      expect(status).not.toBe(401)
      if (status !== 403) allowed.push(who)
    }
    expect(allowed.join(' ')).toBe(may)
  })
})

test('a new binding holds from the next request on, and a deleted one no more', async () => {
  const { rolebindings } = rig.cluster.store
  const ask = async () => (await rig.request(pods('payments'), { as: tokenOf('tess') })).status
  expect(await ask()).toBe(403)
  const binding = rolebindings.create({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: 'guest', namespace: 'payments', uid: 'guest', resourceVersion: '', creationTimestamp: '' },
    subjects: [{ kind: 'User', name: 'tess' }],
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
  })
  expect(await ask()).toBe(200)
  rolebindings.update({ ...binding, subjects: [{ kind: 'User', name: 'Tess' }] })
  expect(await ask()).toBe(403)
  rolebindings.update({ ...binding, subjects: [{ kind: 'Group', name: 'shop:storefront-developers' }] })
  expect(await ask()).toBe(200)
  rolebindings.remove(binding)
  expect(await ask()).toBe(403)
})

test('every namespace has its default service account, a new one too, and pods the ones they name', async () => {
  const { store, clock } = rig.cluster
  for (const { metadata } of store.namespaces.values())
    expect(store.serviceaccounts.get(metadata.name, 'default')?.kind).toBe('ServiceAccount')
  for (const { metadata, spec } of store.pods.values())
    if (metadata.annotations?.['kubernetes.io/config.source'] !== 'file')
      expect(store.serviceaccounts.get(metadata.namespace, String(spec['serviceAccountName']))).toBeDefined()
  const made = await rig.json('/api/v1/namespaces', {
    method: 'POST',
    body: JSON.stringify({ metadata: { name: 'fresh' } }),
    headers: { 'content-type': 'application/json' },
  })
  expect(made.code).toBe(201)
  clock.advance(100)
  expect(store.serviceaccounts.get('fresh', 'default')).toBeDefined()
})

test('the control endpoint is for the reader alone, also not for who speaks for them', async () => {
  const reader = rig.cluster.people.reader.name
  for (const as of ['anna', 'admin', 'deputy'])
    expect((await rig.request('/demo/faults', { as: tokenOf(as) })).status).toBe(403)
  const headers = { 'impersonate-user': reader }
  expect((await rig.request('/demo/faults', { as: tokenOf('admin'), headers })).status).toBe(403)
  expect((await rig.request('/demo/faults', { as: tokenOf('reader') })).status).toBe(200)
})
