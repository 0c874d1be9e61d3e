import type { ClusterRole } from '@/lib/kube/kinds/clusterrole'
import type { ClusterRoleBinding } from '@/lib/kube/kinds/clusterrolebinding'
import type { Role } from '@/lib/kube/kinds/role'
import type { RoleBinding, Subject } from '@/lib/kube/kinds/rolebinding'
import type { Identity } from './attributes'
import { type CompiledRole, compileRole } from './compiled-role'

export interface RbacObjects {
  readonly roles: Iterable<Role>
  readonly clusterRoles: Iterable<ClusterRole>
  readonly roleBindings: Iterable<RoleBinding>
  readonly clusterRoleBindings: Iterable<ClusterRoleBinding>
}

/** The roles that bindings give to someone; a role is the same object for everyone who is bound to it. */
export interface Bound {
  readonly everywhere: ReadonlySet<CompiledRole>
  /** By namespace. */
  readonly within: ReadonlyMap<string, ReadonlySet<CompiledRole>>
}

/** What a binding gives, in which namespace; '' for a ClusterRoleBinding. */
interface Given {
  readonly namespace: string
  readonly role: CompiledRole
}

/**
 * Bindings by subject, so that a person costs only their own. A binding whose role is missing gives nothing:
 * VisitRulesFor and appliesToUser, k8s.io/kubernetes pkg/registry/rbac/validation v1.36.
 */
export function indexBindings(objects: RbacObjects): (identity: Identity) => Bound {
  const bySubject = new Map<string, Given[]>()
  const roleOf = resolveRoles(objects)
  const add = (binding: RoleBinding | ClusterRoleBinding) => {
    const role = roleOf(binding)
    if (role === undefined) return
    const given = { namespace: binding.metadata?.namespace ?? '', role }
    for (const subject of binding.subjects) {
      const key = subjectKey(subject, given.namespace)
      const known = key === undefined ? undefined : bySubject.get(key)
      if (known !== undefined) known.push(given)
      else if (key !== undefined) bySubject.set(key, [given])
    }
  }
  for (const binding of objects.clusterRoleBindings) add(binding)
  for (const binding of objects.roleBindings) add(binding)
  return (identity) => gather(identity, bySubject)
}

function gather({ user, groups }: Identity, bySubject: ReadonlyMap<string, readonly Given[]>): Bound {
  const everywhere = new Set<CompiledRole>()
  const within = new Map<string, Set<CompiledRole>>()
  for (const key of [userKey(user), ...groups.map(groupKey)])
    for (const { namespace, role } of bySubject.get(key) ?? []) {
      const roles = namespace === '' ? everywhere : within.get(namespace)
      if (roles === undefined) within.set(namespace, new Set([role]))
      else roles.add(role)
    }
  return { everywhere, within }
}

/** A Role is that of the binding's own namespace, so that a ClusterRoleBinding can name none. */
function resolveRoles({ roles, clusterRoles }: RbacObjects) {
  const inNamespaces = new Map<string, CompiledRole>()
  const ofCluster = new Map<string, CompiledRole>()
  for (const { metadata, rules } of roles)
    inNamespaces.set(`${metadata?.namespace}/${metadata?.name}`, compileRole(rules))
  for (const { metadata, rules } of clusterRoles) ofCluster.set(metadata?.name ?? '', compileRole(rules))
  return ({ metadata, roleRef }: RoleBinding | ClusterRoleBinding): CompiledRole | undefined => {
    if (roleRef?.kind === 'ClusterRole') return ofCluster.get(roleRef.name)
    return roleRef?.kind === 'Role' ? inNamespaces.get(`${metadata?.namespace}/${roleRef.name}`) : undefined
  }
}

const userKey = (name: string): string => `User/${name}`
const groupKey = (name: string): string => `Group/${name}`

/** A service account is the user of its name; without a namespace it is in the binding's own. */
function subjectKey({ kind, name, namespace }: Subject, bindingNamespace: string): string | undefined {
  if (kind === 'User') return userKey(name)
  if (kind === 'Group') return groupKey(name)
  const home = namespace || bindingNamespace
  return kind === 'ServiceAccount' && home !== '' ? userKey(`system:serviceaccount:${home}:${name}`) : undefined
}
