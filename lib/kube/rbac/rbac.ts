import type { Identity } from './attributes'
import { indexBindings, type RbacObjects } from './bindings'
import { createGrants, type Grants, grantsOfMasters } from './grants'

export interface Rbac {
  grantsOf(identity: Identity): Grants
}

/**
 * RBAC's own answers, from its objects as they stand: aggregated ClusterRoles count with the rules that their controller
 * has written. Objects are read once, when this is called; each identity then costs its own bindings.
 */
export function compileRbac(objects: RbacObjects): Rbac {
  const boundTo = indexBindings(objects)
  return {
    grantsOf: (identity) =>
      identity.groups.includes('system:masters') ? grantsOfMasters : createGrants(boundTo(identity)),
  }
}
