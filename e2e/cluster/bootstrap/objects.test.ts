import type { ClusterRole, RoleBinding } from 'kubernetes-types/rbac/v1'
import { expect, it } from 'vitest'
import { certificateUsers, groups } from '@/e2e/cluster/identities'
import type { Manifest } from '@/e2e/cluster/manifest'
import { bootstrapObjects } from './objects'
import { teamBindings } from './people'

const ofKind = <T>(kind: string) => bootstrapObjects.filter((object) => object.kind === kind) as Manifest<T>[]
const roles = ofKind<ClusterRole>('ClusterRole')
const bindings = [
  ...ofKind<RoleBinding>('ClusterRoleBinding'),
  ...(teamBindings('team-00', 0) as Manifest<RoleBinding>[]),
]

it('binds only roles that are defined here or built in', () => {
  const builtIn = ['cluster-admin', 'edit', 'view', 'system:auth-delegator']
  const defined = [...builtIn, ...roles.map(({ metadata }) => metadata.name)]
  for (const { roleRef } of bindings) expect(defined).toContain(roleRef.name)
})

it('binds only users, groups and accounts that some kubeconfig signs in as', () => {
  const users = certificateUsers.map(({ subject }) => /CN=(.+)$/.exec(subject)?.[1])
  const accounts = ofKind('ServiceAccount').map(({ metadata }) => metadata.name)
  const known = { User: users, Group: Object.values<string>(groups), ServiceAccount: accounts }
  for (const { subjects = [] } of bindings) {
    for (const { kind, name } of subjects) expect(known[kind as keyof typeof known]).toContain(name)
  }
})

it('gives every rule verbs and something to apply them to', () => {
  for (const { rules = [], metadata } of roles) {
    expect(rules.length, metadata.name).toBeGreaterThan(0)
    for (const { verbs, resources, nonResourceURLs } of rules) {
      expect(verbs.length).toBeGreaterThan(0)
      expect([...(resources ?? []), ...(nonResourceURLs ?? [])].length).toBeGreaterThan(0)
    }
  }
})

it('lets the dashboard read no Secret and write no object', () => {
  const [readRole] = roles.filter(({ metadata }) => metadata.name === 'quarterdeck:dashboard-read')
  for (const { apiGroups = [], resources = [], verbs } of readRole?.rules ?? []) {
    if (apiGroups.includes('')) expect(resources).not.toContain('secrets')
    if (apiGroups.includes('')) expect(resources).not.toContain('*')
    if (verbs.includes('create')) expect(['subjectaccessreviews', 'tokenreviews']).toContain(resources[0])
    expect(verbs).not.toContain('*')
  }
})

it('binds release managers in ten teams, stakeholders in three and the viewer in one', () => {
  const names = (index: number) => teamBindings(`team-${index}`, index).map(({ metadata }) => metadata.name)
  expect(names(0)).toEqual(['release-managers', 'stakeholders', 'viewer'])
  expect(names(2)).toEqual(['release-managers', 'stakeholders'])
  expect(names(9)).toEqual(['release-managers'])
  expect(names(10)).toEqual([])
})
