import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Attributes, Identity } from './attributes'
import { compileRbac } from './rbac'
import { type Manifest, type RuleManifest, rbacObjects, type SubjectManifest } from './testing/objects'

/** RBAC once more, as pkg/registry/rbac/validation/rule.go tells it: every binding, every subject, one after the other. */
function allowedByTheBook(manifests: readonly Manifest[], { user, groups }: Identity, asked: Attributes): boolean {
  const applies = (home: string) => (subject: SubjectManifest) => {
    if (subject.kind === 'User') return subject.name === user
    if (subject.kind === 'Group') return groups.includes(subject.name)
    const namespace = subject.namespace || home
    return namespace !== '' && user === `system:serviceaccount:${namespace}:${subject.name}`
  }
  const matches = (rule: RuleManifest) => {
    const whole = asked.subresource === '' ? asked.resource : `${asked.resource}/${asked.subresource}`
    const star = asked.subresource === '' ? [] : [`*/${asked.subresource}`]
    const one = (known: readonly string[] = [], ...words: string[]) => ['*', ...words].some((it) => known.includes(it))
    return (
      one(rule.verbs, asked.verb) &&
      one(rule.apiGroups, asked.group) &&
      one(rule.resources, whole, ...star) &&
      (!rule.resourceNames?.length || rule.resourceNames.includes(asked.name))
    )
  }
  return manifests.some(({ kind, metadata: { namespace = '' }, subjects = [], roleRef }) => {
    if (!kind.endsWith('Binding') || !subjects.some(applies(namespace))) return false
    if (kind === 'RoleBinding' && namespace !== asked.namespace) return false
    const home = roleRef?.kind === 'Role' ? namespace : undefined
    const role = manifests.findLast(
      (it) => it.kind === roleRef?.kind && it.metadata.name === roleRef.name && it.metadata.namespace === home,
    )
    return role?.rules?.some(matches) ?? false
  })
}

const some = (...words: string[]) => fc.subarray(words, { minLength: 1 })
const namespaces = ['shop', 'bank', 'ci']
const names = ['reader', 'writer', 'odd']
const rules = fc.array(
  fc.record({
    verbs: some('get', 'list', '*'),
    apiGroups: some('', 'apps', '*'),
    resources: some('pods', 'pods/log', '*/log', 'pods/*', '*', 'deployments'),
    resourceNames: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, some('a', 'b', '')),
  }),
  { maxLength: 2 },
)
const subject: fc.Arbitrary<SubjectManifest> = fc.oneof(
  fc.record({ kind: fc.constant('User'), name: fc.constantFrom('jane', 'system:serviceaccount:ci:bot', 'oncall') }),
  fc.record({ kind: fc.constant('Group'), name: fc.constantFrom('oncall', 'system:authenticated', 'jane') }),
  fc.record({
    kind: fc.constant('ServiceAccount'),
    name: fc.constantFrom('bot', 'jane'),
    namespace: fc.constantFrom('', 'ci'),
  }),
)
const place = (namespace: string) => fc.record({ name: fc.constantFrom(...names), namespace: fc.constant(namespace) })
const manifest: fc.Arbitrary<Manifest> = fc.oneof(
  fc
    .constantFrom(...namespaces)
    .chain((home) => fc.record({ kind: fc.constant('Role'), metadata: place(home), rules })),
  fc.record({ kind: fc.constant('ClusterRole'), metadata: fc.record({ name: fc.constantFrom(...names) }), rules }),
  fc.constantFrom(...namespaces).chain((home) =>
    fc.record({
      kind: fc.constant('RoleBinding'),
      metadata: place(home),
      subjects: fc.array(subject, { maxLength: 2 }),
      roleRef: fc.record({ kind: fc.constantFrom('Role', 'ClusterRole'), name: fc.constantFrom(...names) }),
    }),
  ),
  fc.record({
    kind: fc.constant('ClusterRoleBinding'),
    metadata: fc.record({ name: fc.constantFrom(...names) }),
    subjects: fc.array(subject, { maxLength: 2 }),
    roleRef: fc.record({ kind: fc.constant('ClusterRole'), name: fc.constantFrom(...names) }),
  }),
)
const identity: fc.Arbitrary<Identity> = fc.constantFrom(
  { user: 'jane', groups: ['system:authenticated'] },
  { user: 'joe', groups: ['oncall', 'system:authenticated'] },
  { user: 'system:serviceaccount:ci:bot', groups: ['system:serviceaccounts', 'system:authenticated'] },
)
const world = fc.array(manifest, { minLength: 4, maxLength: 24 })
const asked: fc.Arbitrary<Attributes> = fc.record({
  verb: fc.constantFrom('get', 'list', 'delete'),
  group: fc.constantFrom('', 'apps', 'batch'),
  resource: fc.constantFrom('pods', 'deployments', 'log'),
  subresource: fc.constantFrom('', '', 'log'),
  name: fc.constantFrom('', 'a', 'c'),
  namespace: fc.constantFrom('', ...namespaces),
})

test('every decision is that of the API server’s own way of telling', () => {
  const seen = { allowed: 0, refused: 0 }
  fc.assert(
    fc.property(world, identity, fc.array(asked, { minLength: 20, maxLength: 20 }), (manifests, who, questions) => {
      const grants = compileRbac(rbacObjects(manifests)).grantsOf(who)
      for (const question of questions) {
        const expected = allowedByTheBook(manifests, who, question)
        expect(grants.allows(question)).toBe(expected)
        seen[expected ? 'allowed' : 'refused']++
      }
    }),
    { numRuns: 500 },
  )
  expect(Math.min(seen.allowed, seen.refused)).toBeGreaterThan(500)
})

test('the scope of a question is where it is allowed without a name', () => {
  fc.assert(
    fc.property(world, identity, asked, (manifests, who, { verb, group, resource, subresource }) => {
      const { allows, scopeOf } = compileRbac(rbacObjects(manifests)).grantsOf(who)
      const scope = scopeOf(verb, group, resource, subresource)
      const inPlace = (namespace: string) => allows({ verb, group, resource, subresource, name: '', namespace })
      expect(scope === 'all').toBe(inPlace(''))
      if (scope !== 'all') expect([...scope].sort()).toEqual(namespaces.filter(inPlace).sort())
      expect(scopeOf(verb, group, resource, subresource)).toBe(scope)
    }),
    { numRuns: 500 },
  )
})

test('one more binding takes no right away', () => {
  fc.assert(
    fc.property(world, manifest, identity, asked, (manifests, more, who, question) => {
      fc.pre(more.kind.endsWith('Binding'))
      const before = compileRbac(rbacObjects(manifests)).grantsOf(who).allows(question)
      const after = compileRbac(rbacObjects([...manifests, more]))
        .grantsOf(who)
        .allows(question)
      expect(after || !before).toBe(true)
    }),
    { numRuns: 300 },
  )
})
