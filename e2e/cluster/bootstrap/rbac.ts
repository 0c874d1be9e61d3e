import type { ClusterRole, ClusterRoleBinding, PolicyRule, RoleBinding, Subject } from 'kubernetes-types/rbac/v1'
import type { Manifest } from '@/e2e/cluster/manifest'

const apiVersion = 'rbac.authorization.k8s.io/v1'
const apiGroup = 'rbac.authorization.k8s.io'

export const userSubject = (name: string): Subject => ({ kind: 'User', apiGroup, name })
export const groupSubject = (name: string): Subject => ({ kind: 'Group', apiGroup, name })
export const serviceAccountSubject = (name: string, namespace: string): Subject => ({
  kind: 'ServiceAccount',
  name,
  namespace,
})

/** A rule on resources of API groups; '' is the core group. */
export const rule = (apiGroups: string[], resources: string[], verbs: string[]): PolicyRule => ({
  apiGroups,
  resources,
  verbs,
})

export const read = ['get', 'list', 'watch']

/** `aggregateTo`: the built-in roles (view, edit, admin) that gain these rules. */
export function clusterRole(name: string, rules: PolicyRule[], aggregateTo: string[] = []): Manifest<ClusterRole> {
  const labels = Object.fromEntries(
    aggregateTo.map((role) => [`rbac.authorization.k8s.io/aggregate-to-${role}`, 'true']),
  )
  return { apiVersion, kind: 'ClusterRole', metadata: { name, labels }, rules }
}

export function clusterRoleBinding(name: string, role: string, subject: Subject): Manifest<ClusterRoleBinding> {
  const roleRef = { apiGroup, kind: 'ClusterRole', name: role }
  return { apiVersion, kind: 'ClusterRoleBinding', metadata: { name }, roleRef, subjects: [subject] }
}

export function roleBinding(
  namespace: string,
  name: string,
  role: { kind: 'Role' | 'ClusterRole'; name: string },
  subject: Subject,
): Manifest<RoleBinding> {
  const roleRef = { apiGroup, ...role }
  return { apiVersion, kind: 'RoleBinding', metadata: { name, namespace }, roleRef, subjects: [subject] }
}
