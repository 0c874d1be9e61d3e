import { keep } from '@/lib/kube/json'
import { clusterRole } from '@/lib/kube/kinds/clusterrole'
import { clusterRoleBinding } from '@/lib/kube/kinds/clusterrolebinding'
import { role } from '@/lib/kube/kinds/role'
import { roleBinding } from '@/lib/kube/kinds/rolebinding'
import type { RbacObjects } from '@/lib/kube/rbac/bindings'

/** An object of RBAC as a manifest writes it. */
export interface Manifest {
  readonly kind: string
  readonly metadata: { readonly name: string; readonly namespace?: string }
  readonly rules?: readonly RuleManifest[]
  readonly subjects?: readonly SubjectManifest[]
  readonly roleRef?: { readonly kind: string; readonly name: string }
}

export interface RuleManifest {
  readonly verbs: readonly string[]
  readonly apiGroups?: readonly string[]
  readonly resources?: readonly string[]
  readonly resourceNames?: readonly string[]
  readonly nonResourceURLs?: readonly string[]
}

export interface SubjectManifest {
  readonly kind: string
  readonly name: string
  readonly namespace?: string
}

/** Manifests as the stores hold them. For tests. */
export function rbacObjects(manifests: readonly Manifest[]): RbacObjects {
  const ofKind = (kind: string) => manifests.filter((it) => it.kind === kind)
  return {
    roles: ofKind('Role').map((it) => keep(role.fields, it)),
    clusterRoles: ofKind('ClusterRole').map((it) => keep(clusterRole.fields, it)),
    roleBindings: ofKind('RoleBinding').map((it) => keep(roleBinding.fields, it)),
    clusterRoleBindings: ofKind('ClusterRoleBinding').map((it) => keep(clusterRoleBinding.fields, it)),
  }
}
