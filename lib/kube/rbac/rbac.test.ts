import { describe, expect, test } from 'vitest'
import type { Identity } from './attributes'
import { compileRbac } from './rbac'
import { type Manifest, type RuleManifest, rbacObjects, type SubjectManifest } from './testing/objects'

const readPods: RuleManifest = { verbs: ['get', 'list'], apiGroups: [''], resources: ['pods'] }

const role = (namespace: string, name: string, ...rules: RuleManifest[]): Manifest => ({
  kind: 'Role',
  metadata: { name, namespace },
  rules,
})
const clusterRole = (name: string, ...rules: RuleManifest[]): Manifest => ({
  kind: 'ClusterRole',
  metadata: { name },
  rules,
})

/** `Role/reader`, bound in a namespace or, without one, everywhere. */
function bind(to: string, subject: SubjectManifest | readonly SubjectManifest[], namespace?: string): Manifest {
  const [kind = '', name = ''] = to.split('/')
  return {
    kind: namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding',
    metadata: { name: 'binding', ...(namespace === undefined ? {} : { namespace }) },
    subjects: [subject].flat(),
    roleRef: { kind, name },
  }
}

const jane: SubjectManifest = { kind: 'User', name: 'jane' }
const oncall: SubjectManifest = { kind: 'Group', name: 'oncall' }
const deployer: SubjectManifest = { kind: 'ServiceAccount', name: 'deployer', namespace: 'ci' }

const asJane: Identity = { user: 'jane', groups: ['system:authenticated'] }
const asOncall: Identity = { user: 'joe', groups: ['oncall', 'system:authenticated'] }
const asDeployer: Identity = {
  user: 'system:serviceaccount:ci:deployer',
  groups: ['system:serviceaccounts', 'system:serviceaccounts:ci', 'system:authenticated'],
}

const grants = (identity: Identity, ...manifests: Manifest[]) => compileRbac(rbacObjects(manifests)).grantsOf(identity)
const listsPods = { verb: 'list', group: '', resource: 'pods', subresource: '', name: '' }
const reader = clusterRole('reader', readPods)

describe('who is bound', () => {
  const readsInShop = role('shop', 'reader', readPods)

  test.each<[string, Identity, Manifest[]]>([
    ['a user by name', asJane, [readsInShop, bind('Role/reader', jane, 'shop')]],
    ['a user by one of several subjects', asJane, [readsInShop, bind('Role/reader', [oncall, jane], 'shop')]],
    ['a member of a group', asOncall, [readsInShop, bind('Role/reader', oncall, 'shop')]],
    [
      'everyone who is authenticated',
      asJane,
      [readsInShop, bind('Role/reader', { kind: 'Group', name: 'system:authenticated' }, 'shop')],
    ],
    ['a service account of another namespace', asDeployer, [readsInShop, bind('Role/reader', deployer, 'shop')]],
    [
      'a service account in the binding’s own namespace',
      { user: 'system:serviceaccount:shop:web', groups: [] },
      [readsInShop, bind('Role/reader', { kind: 'ServiceAccount', name: 'web' }, 'shop')],
    ],
    [
      'a service account by its name as a user',
      asDeployer,
      [readsInShop, bind('Role/reader', { kind: 'User', name: 'system:serviceaccount:ci:deployer' }, 'shop')],
    ],
    [
      'a service account by the group of its namespace',
      asDeployer,
      [readsInShop, bind('Role/reader', { kind: 'Group', name: 'system:serviceaccounts:ci' }, 'shop')],
    ],
    ['a ClusterRole in one namespace', asJane, [reader, bind('ClusterRole/reader', jane, 'shop')]],
    [
      'a binding beside one whose role is missing',
      asJane,
      [readsInShop, bind('Role/gone', jane, 'shop'), bind('Role/reader', jane, 'shop')],
    ],
  ])('%s lists in that namespace and nowhere else', (_, identity, manifests) => {
    const { allows, scopeOf } = grants(identity, ...manifests)
    expect(allows({ ...listsPods, namespace: 'shop' })).toBe(true)
    expect(allows({ ...listsPods, namespace: 'bank' })).toBe(false)
    expect(allows({ ...listsPods, namespace: '' })).toBe(false)
    expect(scopeOf('list', '', 'pods')).toEqual(new Set(['shop']))
  })

  test.each<[string, Identity, Manifest[]]>([
    ['nothing binds', asJane, [readsInShop, reader]],
    ['another is bound', asJane, [readsInShop, bind('Role/reader', { kind: 'User', name: 'Jane' }, 'shop')]],
    ['a group of their name is bound', asJane, [reader, bind('ClusterRole/reader', { kind: 'Group', name: 'jane' })]],
    [
      'a user of their group’s name is bound',
      asOncall,
      [reader, bind('ClusterRole/reader', { kind: 'User', name: 'oncall' })],
    ],
    [
      '* is bound',
      asJane,
      [
        reader,
        bind('ClusterRole/reader', [
          { kind: 'User', name: '*' },
          { kind: 'Group', name: '*' },
        ]),
      ],
    ],
    ['no subject is bound', asJane, [reader, bind('ClusterRole/reader', [])]],
    ['the role is missing', asJane, [bind('Role/reader', jane, 'shop'), bind('ClusterRole/reader', jane)]],
    ['the role is of another namespace', asJane, [role('bank', 'reader', readPods), bind('Role/reader', jane, 'shop')]],
    ['a ClusterRole has the Role’s name', asJane, [reader, bind('Role/reader', jane, 'shop')]],
    ['a Role has the ClusterRole’s name', asJane, [readsInShop, bind('ClusterRole/reader', jane, 'shop')]],
    ['the reference is of an unknown kind', asJane, [reader, bind('ClusterRoles/reader', jane)]],
    ['the role is empty', asJane, [clusterRole('reader'), bind('ClusterRole/reader', jane)]],
    [
      'a service account of their name is bound',
      { user: 'deployer', groups: [] },
      [reader, bind('ClusterRole/reader', deployer)],
    ],
    [
      'a service account without a namespace is bound everywhere',
      { user: 'system:serviceaccount::web', groups: [] },
      [reader, bind('ClusterRole/reader', { kind: 'ServiceAccount', name: 'web' })],
    ],
    [
      'their group of service accounts is not said',
      { ...asDeployer, groups: [] },
      [reader, bind('ClusterRole/reader', { kind: 'Group', name: 'system:serviceaccounts' })],
    ],
  ])('nobody lists anywhere where %s', (_, identity, manifests) => {
    const { allows, scopeOf } = grants(identity, ...manifests)
    for (const namespace of ['shop', 'bank', '']) expect(allows({ ...listsPods, namespace })).toBe(false)
    expect(scopeOf('list', '', 'pods')).toEqual(new Set())
  })
})

describe('how far a right reaches', () => {
  test('bound everywhere, a role holds in every namespace and for all of them', () => {
    const { allows, scopeOf } = grants(asJane, reader, bind('ClusterRole/reader', jane))
    for (const namespace of ['shop', '']) expect(allows({ ...listsPods, namespace })).toBe(true)
    expect(scopeOf('list', '', 'pods')).toBe('all')
    expect(scopeOf('list', '', 'secrets')).toEqual(new Set())
    expect(scopeOf('get', '', 'pods', 'log')).toEqual(new Set())
  })

  test('what is bound in several namespaces, by person and by group, adds up', () => {
    const { scopeOf } = grants(
      { user: 'jane', groups: ['oncall'] },
      reader,
      role('bank', 'logs', { verbs: ['get'], apiGroups: [''], resources: ['pods/log'] }),
      bind('ClusterRole/reader', jane, 'shop'),
      bind('ClusterRole/reader', oncall, 'bank'),
      bind('Role/logs', oncall, 'bank'),
    )
    expect(scopeOf('list', '', 'pods')).toEqual(new Set(['shop', 'bank']))
    expect(scopeOf('get', '', 'pods', 'log')).toEqual(new Set(['bank']))
  })

  test('objects by name may be read, but not listed', () => {
    const named = clusterRole('named', { ...readPods, resourceNames: ['web-0'] })
    const { allows, scopeOf } = grants(asJane, named, bind('ClusterRole/named', jane))
    expect(allows({ ...listsPods, verb: 'get', name: 'web-0', namespace: 'shop' })).toBe(true)
    expect(allows({ ...listsPods, name: 'web-0', namespace: 'shop' })).toBe(true)
    expect(allows({ ...listsPods, namespace: 'shop' })).toBe(false)
    expect(scopeOf('list', '', 'pods')).toEqual(new Set())
  })

  test('a cluster-scoped type is never reached from a namespace', () => {
    const nodes = clusterRole('nodes', { verbs: ['list'], apiGroups: [''], resources: ['nodes'] })
    const { allows, scopeOf } = grants(asJane, nodes, bind('ClusterRole/nodes', jane, 'shop'))
    expect(allows({ ...listsPods, resource: 'nodes', namespace: '' })).toBe(false)
    expect(scopeOf('list', '', 'nodes')).not.toBe('all')
  })

  test('masters may do everything, whatever is bound', () => {
    const { allows, allowsUrl, scopeOf } = grants({ user: 'root', groups: ['system:masters'] })
    expect(allows({ ...listsPods, namespace: '' })).toBe(true)
    expect(allowsUrl('get', '/metrics')).toBe(true)
    expect(scopeOf('create', 'apps', 'deployments', 'scale')).toBe('all')
  })

  test('URLs are granted only by what is bound everywhere', () => {
    const urls = clusterRole('urls', { verbs: ['get'], nonResourceURLs: ['/metrics'] })
    expect(grants(asJane, urls, bind('ClusterRole/urls', jane)).allowsUrl('get', '/metrics')).toBe(true)
    expect(grants(asJane, urls, bind('ClusterRole/urls', jane, 'shop')).allowsUrl('get', '/metrics')).toBe(false)
  })
})
