import type { ClusterRole } from '@/lib/kube/kinds/clusterrole'
import type { ClusterRoleBinding } from '@/lib/kube/kinds/clusterrolebinding'
import type { Role } from '@/lib/kube/kinds/role'
import type { RoleBinding } from '@/lib/kube/kinds/rolebinding'
import type { Identity } from '@/server/access/identity/actor'
import type { Store } from '@/server/kube/store'

/** The stores of the objects that RBAC consists of. */
export interface RbacStores {
  readonly roles: Store<Role>
  readonly clusterRoles: Store<ClusterRole>
  readonly roleBindings: Store<RoleBinding>
  readonly clusterRoleBindings: Store<ClusterRoleBinding>
}

/** Whose rights RBAC objects have changed. */
export interface Affected {
  /** Tells it of all that has changed since it was asked last. */
  take(): (identity: Identity) => boolean
  close(): void
}

type Binding = Pick<RoleBinding, 'metadata' | 'subjects' | 'roleRef'>

/** While a cluster is first read, or is read anew, it is not worth telling people apart. */
const most = 500
const everybody = () => true

/** `onChange` follows every change. */
export function followAffected(stores: RbacStores, onChange: () => void): Affected {
  const subjects = new Set<string>()
  const roles = new Set<string>()

  function bound(binding: Binding | undefined) {
    const home = binding?.metadata?.namespace ?? ''
    for (const { kind, name, namespace } of binding?.subjects ?? [])
      subjects.add(
        kind === 'ServiceAccount' ? `User/system:serviceaccount:${namespace || home}:${name}` : `${kind}/${name}`,
      )
    onChange()
  }
  function changed(role: string) {
    roles.add(role)
    onChange()
  }
  const followBinding = (before: Binding | undefined, after: Binding | undefined) => {
    bound(before)
    bound(after)
  }
  const closers = [
    stores.roleBindings.subscribe(followBinding),
    stores.clusterRoleBindings.subscribe(followBinding),
    stores.roles.subscribe((before, after) => changed(roleKey('Role', before ?? after))),
    stores.clusterRoles.subscribe((before, after) => changed(roleKey('ClusterRole', before ?? after))),
  ]

  return {
    take() {
      const isMuch = subjects.size + roles.size > most
      if (!isMuch && roles.size > 0)
        for (const { objects } of [stores.roleBindings, stores.clusterRoleBindings])
          for (const binding of objects.values()) if (roles.has(refKey(binding))) bound(binding)
      const touched = new Set(subjects)
      subjects.clear()
      roles.clear()
      if (isMuch) return everybody
      return ({ user, groups }) => touched.has(`User/${user}`) || groups.some((group) => touched.has(`Group/${group}`))
    },
    close() {
      for (const close of closers) close()
    },
  }
}

const roleKey = (kind: string, role: Role | ClusterRole | undefined): string =>
  `${kind}/${kind === 'Role' ? (role?.metadata?.namespace ?? '') : ''}/${role?.metadata?.name ?? ''}`

const refKey = ({ metadata, roleRef }: Binding): string =>
  `${roleRef?.kind}/${roleRef?.kind === 'Role' ? (metadata?.namespace ?? '') : ''}/${roleRef?.name}`
