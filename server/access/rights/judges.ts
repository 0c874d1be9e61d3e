import { compileRbac, type Rbac } from '@/lib/kube/rbac/rbac'
import type { Actor, Identity } from '@/server/access/identity/actor'
import type { RbacStores } from './affected'
import type { Reviews, Rights } from './reviews'

/** Who decides what people may do: nobody before anything was read, RBAC's objects, or the API server when asked. */
export type Deciding = 'nobody' | 'rbac' | 'reviews'

export interface Judges {
  deciding(): Deciding
  /** Whether that is another judge than before. */
  decide(by: Deciding): boolean
  /** Undefined while it is not known. */
  rightsOf(key: string, actor: Actor, identity: Identity): Rights | undefined
  /** RBAC's objects have changed: they are compiled anew when next asked. */
  forget(): void
  close(): void
}

export function createJudges(stores: RbacStores, openReviews: () => Reviews, first: Deciding): Judges {
  let deciding = first
  let rbac: Rbac | undefined
  let reviews: Reviews | undefined
  return {
    deciding: () => deciding,
    decide(by) {
      const isOther = by !== deciding
      deciding = by
      return isOther
    },
    rightsOf(key, actor, identity) {
      if (deciding === 'nobody') return undefined
      if (deciding === 'rbac') {
        rbac ??= compile(stores)
        return rbac.grantsOf(identity)
      }
      reviews ??= openReviews()
      return reviews.rightsOf(key, actor)
    },
    forget() {
      rbac = undefined
    },
    close: () => reviews?.close(),
  }
}

function compile({ roles, clusterRoles, roleBindings, clusterRoleBindings }: RbacStores): Rbac {
  return compileRbac({
    roles: roles.objects.values(),
    clusterRoles: clusterRoles.objects.values(),
    roleBindings: roleBindings.objects.values(),
    clusterRoleBindings: clusterRoleBindings.objects.values(),
  })
}
