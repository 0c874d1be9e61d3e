import { describe, expect, test } from 'vitest'
import { ApiError } from '@/demo/api/status'
import { openRig } from '@/demo/rig'
import type { PolicyRule, Role, RoleBinding } from '@/demo/store/rbac-objects'
import { createStore } from '@/demo/store/store'
import { types } from '@/demo/store/types'
import { createAuthorizer } from './authorizer'
import { rule } from './default-roles'
import { checkGrant, readGrant } from './escalation'

const apiVersion = 'rbac.authorization.k8s.io/v1'
const metadata = (name: string, namespace?: string) => ({
  name,
  namespace,
  uid: `${name}-uid`,
  resourceVersion: '',
  creationTimestamp: '2026-11-24T08:00:00Z',
})
const role = (name: string, rules: readonly PolicyRule[]): Role => ({
  apiVersion,
  kind: 'Role',
  metadata: metadata(name, 'team'),
  rules,
})
const clusterRole = (name: string, rules: readonly PolicyRule[]): Role => ({
  apiVersion,
  kind: 'ClusterRole',
  metadata: metadata(name),
  rules,
})
const binding = (name: string, kind: 'Role' | 'ClusterRole', to: string, user = 'dev'): RoleBinding => ({
  apiVersion,
  kind: 'RoleBinding',
  metadata: metadata(name, 'team'),
  subjects: [{ kind: 'User', name: user }],
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind, name: to },
})

/** The Role that was tried on a real v1.36.3, with the same attempts. */
const held = [
  rule('core', 'pods pods/log', 'get list watch'),
  rule('apps', '*/scale', 'get update patch'),
  { ...rule('apps', 'deployments', 'get list watch patch'), resourceNames: ['api'] },
]

function attempt(object: Role | RoleBinding, more: readonly PolicyRule[] = [], previous?: Role | RoleBinding) {
  const store = createStore()
  store.roles.create(role('dev', [...held, ...more]))
  store.clusterroles.create(clusterRole('cluster-admin', [rule('*', '*', '*')]))
  store.clusterroles.create(clusterRole('pods', [rule('core', 'pods', 'get')]))
  store.rolebindings.create(binding('dev', 'Role', 'dev'))
  const type = 'roleRef' in object ? types.rolebindings : object.kind === 'Role' ? types.roles : types.clusterroles
  const user = { name: 'dev', groups: ['g1', 'system:authenticated'] }
  try {
    checkGrant(createAuthorizer(store), user, { type, object, previous })
    return 'granted'
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    return `${error.code} ${error.message}`
  }
}

const notHeld = (what: string, ...rules: readonly string[]) =>
  `403 ${what} is forbidden: user "dev" (groups=["g1" "system:authenticated"]) is attempting to grant RBAC permissions not currently held:\n${rules.join('\n')}`

describe('nobody writes a role with more than they hold', () => {
  const roles = (name: string) => `roles.rbac.authorization.k8s.io "${name}"`
  test.each<[string, readonly PolicyRule[], string]>([
    ['same', [rule('core', 'pods', 'get'), rule('apps', 'deployments/scale', 'get')], 'granted'],
    ['named', [{ ...rule('apps', 'deployments', 'get'), resourceNames: ['api'] }], 'granted'],
    ['nothing', [], 'granted'],
    [
      'more',
      [rule('core', 'secrets', 'get list'), rule('apps', 'deployments', '*'), rule('core', 'pods', 'get')],
      notHeld(
        roles('more'),
        '{APIGroups:[""], Resources:["secrets"], Verbs:["get" "list"]}',
        '{APIGroups:["apps"], Resources:["deployments"], Verbs:["*"]}',
      ),
    ],
    [
      'one',
      [{ ...rule('apps', 'deployments', 'get'), resourceNames: ['web'] }],
      notHeld(roles('one'), '{APIGroups:["apps"], Resources:["deployments"], ResourceNames:["web"], Verbs:["get"]}'),
    ],
    ['all', [rule('*', '*', '*')], notHeld(roles('all'), '{APIGroups:["*"], Resources:["*"], Verbs:["*"]}')],
    [
      'urls',
      [{ verbs: ['get'], nonResourceURLs: ['/metrics'] }],
      notHeld(roles('urls'), '{NonResourceURLs:["/metrics"], Verbs:["get"]}'),
    ],
    [
      'pods-star',
      [rule('core', 'pods/*', 'get')],
      notHeld(roles('pods-star'), '{APIGroups:[""], Resources:["pods/*"], Verbs:["get"]}'),
    ],
  ])('%s', (name, rules, answer) => {
    expect(attempt(role(name, rules))).toBe(answer)
  })

  test('what holds in a namespace does not hold in the cluster', () => {
    expect(attempt(clusterRole('wide', [rule('core', 'pods', 'get')]))).toMatch(/^403 clusterroles/)
    const aggregated = { ...clusterRole('sum', []), aggregationRule: { clusterRoleSelectors: [] } }
    expect(attempt(aggregated)).toBe(
      '403 clusterroles.rbac.authorization.k8s.io "sum" is forbidden: must have cluster-admin privileges to use the aggregationRule',
    )
  })

  test('but with escalate', () => {
    const may = rule('rbac.authorization.k8s.io', 'roles', 'escalate')
    expect(attempt(role('all', [rule('*', '*', '*')]), [may])).toBe('granted')
  })
})

describe('nobody binds a role with more than they hold', () => {
  test.each([
    ['Role', 'dev', 'granted'],
    ['ClusterRole', 'pods', 'granted'],
    ['Role', 'none', '404 rolebindings.rbac.authorization.k8s.io "none" not found'],
    ['ClusterRole', 'none', '404 rolebindings.rbac.authorization.k8s.io "none" not found'],
    [
      'ClusterRole',
      'cluster-admin',
      notHeld('rolebindings.rbac.authorization.k8s.io "own"', '{APIGroups:["*"], Resources:["*"], Verbs:["*"]}'),
    ],
  ] as const)('%s %s', (kind, name, answer) => {
    expect(attempt(binding('own', kind, name, 'friend'))).toBe(answer)
  })

  test('but with bind, for the role that it names', () => {
    const may = { ...rule('rbac.authorization.k8s.io', 'clusterroles', 'bind'), resourceNames: ['cluster-admin'] }
    expect(attempt(binding('own', 'ClusterRole', 'cluster-admin'), [may])).toBe('granted')
    expect(attempt(binding('own', 'ClusterRole', 'none'), [may])).toMatch(/^404/)
  })

  test('and a binding never turns to another role', () => {
    expect(attempt(binding('dev', 'ClusterRole', 'pods'), [], binding('dev', 'Role', 'dev'))).toBe(
      '422 RoleBinding.rbac.authorization.k8s.io "dev" is invalid: roleRef: Invalid value: ' +
        '{"APIGroup":"rbac.authorization.k8s.io","Kind":"ClusterRole","Name":"pods"}: cannot change roleRef',
    )
  })
})

test.each([
  { kind: 'Role', rules: 'all' },
  { kind: 'Role', rules: [{}] },
  { kind: 'Role', rules: [{ verbs: ['get'], resources: 'pods' }] },
  { kind: 'ClusterRole', rules: [null] },
  { kind: 'RoleBinding', roleRef: null },
  { kind: 'RoleBinding', roleRef: { kind: 'Role', name: 'a' }, subjects: [{ kind: 'User' }] },
])('what is no role is not stored: %j', (object) => {
  expect(() => readGrant(object)).toThrow(/cannot be handled as a/)
})

describe('over HTTP', () => {
  const rbac = '/apis/rbac.authorization.k8s.io/v1'
  const anna = (namespace: string) => `${rbac}/namespaces/${namespace}/rolebindings`
  const bind = (name: string, kind = 'RoleBinding') => ({
    apiVersion,
    kind,
    metadata: { name: 'mine' },
    subjects: [{ kind: 'User', name: 'anna', apiGroup: 'rbac.authorization.k8s.io' }],
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
  })

  test.each([
    ['POST', anna('payments'), bind('edit')],
    ['POST', anna('payments'), bind('shop:secrets')],
    ['POST', `${rbac}/clusterrolebindings`, bind('cluster-admin', 'ClusterRoleBinding')],
    ['POST', `${rbac}/clusterrolebindings?dryRun=All`, bind('quarterdeck:deputy', 'ClusterRoleBinding')],
    [
      'PATCH',
      `${rbac}/clusterroles/shop:sre`,
      { rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['get'] }] },
    ],
    ['PATCH', `${anna('cart')}/shop:storefront-developers-edit`, { subjects: [{ kind: 'User', name: 'anna' }] }],
    [
      'POST',
      `${rbac}/namespaces/payments/roles`,
      {
        apiVersion,
        kind: 'Role',
        metadata: { name: 'x' },
        rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['get'] }],
      },
    ],
  ])('anna does not reach Secrets by %s %s', async (method, path, body) => {
    await using rig = await openRig()
    const [person] = rig.cluster.people.persons
    const headers = { 'content-type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json' }
    const answer = await rig.json(path, { method, body: JSON.stringify(body), headers, as: person?.token ?? '' })
    expect(answer.body.message).toContain('is attempting to grant RBAC permissions not currently held')
    expect(answer.code).toBe(403)
    expect((await rig.request('/api/v1/namespaces/payments/secrets', { as: person?.token ?? '' })).status).toBe(403)
  })

  test.each(['shop:release', 'view'])('she hands on what she has: %s', async (role) => {
    await using rig = await openRig()
    const [person] = rig.cluster.people.persons
    const body = JSON.stringify(bind(role))
    const headers = { 'content-type': 'application/json' }
    expect((await rig.json(anna('payments'), { method: 'POST', body, headers, as: person?.token ?? '' })).code).toBe(
      201,
    )
  })
})
