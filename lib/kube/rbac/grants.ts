import type { Attributes } from './attributes'
import type { Bound } from './bindings'
import type { CompiledRole } from './compiled-role'
import { type Asked, coveringWords } from './rule'

/** The namespaces in which something is allowed. */
export type Scope = 'all' | ReadonlySet<string>

/** What one identity may do, by RBAC alone. */
export interface Grants {
  allows(asked: Attributes): boolean
  /**
   * Where a collection may be asked for: rules with resourceNames don't count. Of a cluster-scoped type only 'all' is a right.
   */
  scopeOf(verb: string, group: string, resource: string, subresource?: string): Scope
  /** Requests for no resource, such as `get` of `/metrics`. */
  allowsUrl(verb: string, path: string): boolean
}

/** Of the group that the API server lets do everything before it asks RBAC. */
export const grantsOfMasters: Grants = { allows: () => true, scopeOf: () => 'all', allowsUrl: () => true }

const none: ReadonlySet<never> = new Set()

export function createGrants(bound: Bound): Grants {
  const { everywhere, within } = bound
  const scopes = new Map<string, Scope>()
  return {
    allows(attributes) {
      const allows = askEach(attributes)
      return some(everywhere, allows) || some(within.get(attributes.namespace) ?? none, allows)
    },
    scopeOf(verb, group, resource, subresource = '') {
      const key = `${verb}/${group}/${resource}/${subresource}`
      const scope = scopes.get(key) ?? findScope(bound, askEach({ verb, group, resource, subresource, name: '' }))
      scopes.set(key, scope)
      return scope
    },
    allowsUrl: (verb, path) => some(everywhere, (role) => role.allowsUrl(verb, path)),
  }
}

function askEach(asked: Asked): (role: CompiledRole) => boolean {
  const words = coveringWords(asked)
  return (role) => role.allows(asked, words)
}

/** Without copies: a person may be bound in a thousand namespaces. */
function some(roles: ReadonlySet<CompiledRole>, test: (role: CompiledRole) => boolean): boolean {
  for (const role of roles) if (test(role)) return true
  return false
}

/** One role is asked once, however many namespaces it is bound in. */
function findScope({ everywhere, within }: Bound, allows: (role: CompiledRole) => boolean): Scope {
  if (some(everywhere, allows)) return 'all'
  const verdicts = new Map<CompiledRole, boolean>()
  const known = (role: CompiledRole): boolean => {
    const verdict = verdicts.get(role) ?? allows(role)
    verdicts.set(role, verdict)
    return verdict
  }
  const namespaces = new Set<string>()
  for (const [namespace, roles] of within) if (some(roles, known)) namespaces.add(namespace)
  return namespaces
}
