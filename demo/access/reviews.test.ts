import { afterAll, beforeAll, expect, test } from 'vitest'
import { openRig, type Rig } from '@/demo/rig'

let rig: Rig
beforeAll(async () => {
  rig = await openRig()
})
afterAll(() => rig[Symbol.asyncDispose]())

const authorization = '/apis/authorization.k8s.io/v1'
const tess = () => rig.cluster.people.persons.find(({ name }) => name === 'tess')?.token ?? ''
const post = (path: string, spec: object | undefined, as = rig.cluster.people.admin.token) =>
  rig.json(path, { method: 'POST', body: JSON.stringify({ spec }), as })

const pods = { namespace: 'cart', verb: 'list', resource: 'pods' }
const edit =
  'RBAC: allowed by RoleBinding "shop:storefront-developers-edit/cart" of ClusterRole "edit" to Group "shop:storefront-developers"'

test.each([
  [{ resourceAttributes: pods }, { allowed: true, reason: edit }],
  [{ resourceAttributes: { ...pods, subresource: 'log' } }, { allowed: true, reason: edit }],
  [{ resourceAttributes: { ...pods, namespace: 'payments' } }, { allowed: false }],
  [{ resourceAttributes: { ...pods, namespace: '' } }, { allowed: false }],
  [{ resourceAttributes: { verb: '*', resource: '*', group: '*' } }, { allowed: false }],
  [
    { nonResourceAttributes: { path: '/api/v1', verb: 'get' } },
    {
      allowed: true,
      reason:
        'RBAC: allowed by ClusterRoleBinding "system:discovery" of ClusterRole "system:discovery" to Group "system:authenticated"',
    },
  ],
  [{ nonResourceAttributes: { path: '/metrics', verb: 'get' } }, { allowed: false }],
])('tess asks for herself %j', async (spec, status) => {
  const { code, body } = await post(`${authorization}/selfsubjectaccessreviews`, spec, tess())
  expect({ code, body }).toEqual({
    code: 201,
    body: { kind: 'SelfSubjectAccessReview', apiVersion: 'authorization.k8s.io/v1', metadata: {}, spec, status },
  })
})

test('a review of somebody knows only what it is told of them', async () => {
  const ask = async (subject: object, path = `${authorization}/subjectaccessreviews`) =>
    (await post(path, { ...subject, resourceAttributes: pods })).body.status
  expect(await ask({ user: 'tess' })).toEqual({ allowed: false })
  expect(await ask({ user: 'tess', groups: ['shop:storefront-developers'] })).toEqual({ allowed: true, reason: edit })
  expect(await ask({ groups: ['system:masters'] })).toEqual({ allowed: true })
  const local = `${authorization}/namespaces/cart/localsubjectaccessreviews`
  expect(await ask({ groups: ['shop:storefront-developers'] }, local)).toEqual({ allowed: true, reason: edit })
  expect(await ask({ user: 'system:serviceaccount:quarterdeck:reader' })).toMatchObject({
    reason: expect.stringContaining('to ServiceAccount "reader/quarterdeck"'),
  })
})

test.each([
  [
    `${authorization}/selfsubjectaccessreviews`,
    {},
    422,
    'spec.resourceAttributes: Invalid value: null: exactly one of',
  ],
  [
    `${authorization}/selfsubjectaccessreviews`,
    { resourceAttributes: {}, nonResourceAttributes: {} },
    422,
    'combination',
  ],
  [`${authorization}/subjectaccessreviews`, { resourceAttributes: pods }, 422, 'at least one of user or group'],
  [
    `${authorization}/namespaces/cart/localsubjectaccessreviews`,
    { user: 'x', resourceAttributes: { namespace: 'other' } },
    422,
    'spec.resourceAttributes.namespace: Invalid value: "other": must match metadata.namespace',
  ],
  [`${authorization}/selfsubjectrulesreviews`, {}, 400, 'no namespace on request'],
  ['/apis/authentication.k8s.io/v1/tokenreviews', {}, 400, 'token is required for TokenReview in authentication'],
  [`${authorization}/namespaces/cart/selfsubjectaccessreviews`, {}, 404, ''],
  [`${authorization}/localsubjectaccessreviews`, {}, 404, ''],
  [`${authorization}/selfsubjectaccessreviews/x`, {}, 404, ''],
])('POST %s with %j is refused', async (path, spec, code, message) => {
  const response = await rig.request(path, { method: 'POST', body: JSON.stringify({ spec }) })
  expect(response.status).toBe(code)
  expect(await response.text()).toContain(JSON.stringify(message).slice(1, -1))
})

test('reviews are made, not read', async () => {
  const path = `${authorization}/selfsubjectaccessreviews`
  expect((await rig.json(path)).code).toBe(405)
  expect((await rig.json(path, { as: tess() })).body.message).toBe(
    'selfsubjectaccessreviews.authorization.k8s.io is forbidden: User "tess" cannot list resource "selfsubjectaccessreviews" in API group "authorization.k8s.io" at the cluster scope',
  )
})

test('a token tells who its holder is', async () => {
  const path = '/apis/authentication.k8s.io/v1/tokenreviews'
  const { reader } = rig.cluster.people
  const uid = rig.cluster.store.serviceaccounts.get('quarterdeck', 'reader')?.metadata.uid
  expect((await post(path, { token: reader.token })).body.status).toEqual({
    authenticated: true,
    user: { username: reader.name, uid, groups: reader.groups },
    audiences: ['https://kubernetes.default.svc.cluster.local'],
  })
  expect((await post(path, { token: 'guessed' })).body.status).toEqual({ user: {}, error: 'invalid bearer token' })
})

test('the rules of a namespace come with those of the cluster', async () => {
  const { body } = await post(`${authorization}/selfsubjectrulesreviews`, { namespace: 'cart' }, tess())
  expect(body.status).toMatchObject({
    incomplete: false,
    resourceRules: expect.arrayContaining([
      { verbs: ['create'], apiGroups: [''], resources: ['pods/eviction'] },
      { verbs: ['create'], apiGroups: ['authentication.k8s.io'], resources: ['selfsubjectreviews'] },
    ]),
    nonResourceRules: expect.arrayContaining([{ verbs: ['get'], nonResourceURLs: expect.arrayContaining(['/api/*']) }]),
  })
})
