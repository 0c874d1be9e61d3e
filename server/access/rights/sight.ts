import { createHash } from 'node:crypto'
import { resourceName } from '@/lib/kube/kind'
import { kinds } from '@/lib/kube/kinds/all'
import type { Grants } from '@/lib/kube/rbac/grants'
import { shapes } from '@/lib/views/shapes'
import { everything, resourcesOf, type Scope, type Sight } from '@/lib/views/sight'
import type { ViewShape } from '@/lib/views/view'

/** All that views are made of. */
const resources: readonly string[] = [
  ...new Set(Object.values<ViewShape>(shapes).flatMap((shape) => resourcesOf(shape))),
].sort()

const kindByResource = new Map(Object.values(kinds).map((kind) => [resourceName(kind), kind]))

const nowhere: Scope = new Set()

export type Scoped = Pick<Grants, 'scopeOf'>

/** What somebody with these grants may list; `within` are the only namespaces that a shared link leaves them. */
export function sightFrom(grants: Scoped, within?: ReadonlySet<string>): Sight {
  const scopes = new Map<string, Scope>()
  for (const resource of resources) {
    const { group = '', resource: name = resource } = kindByResource.get(resource) ?? {}
    scopes.set(resource, intersect(grants.scopeOf('list', group, name), within))
  }
  if ([...scopes.values()].every((scope) => scope === 'all')) return everything
  return { key: keyOf(scopes), known: true, scopeOf: (resource) => scopes.get(resource) ?? nowhere }
}

/** Everything but what lies outside some namespaces. */
export const sightWithin = (within: ReadonlySet<string> | undefined): Sight =>
  within === undefined ? everything : sightFrom({ scopeOf: () => 'all' }, within)

function intersect(scope: Scope, within: ReadonlySet<string> | undefined): Scope {
  if (within === undefined) return scope
  return scope === 'all' ? within : new Set([...scope].filter((namespace) => within.has(namespace)))
}

/** A digest that nobody can make equal for other scopes: who has it shares rows. */
function keyOf(scopes: ReadonlyMap<string, Scope>): string {
  const hash = createHash('sha256')
  let last: Scope | undefined
  for (const [resource, scope] of scopes) {
    // Most resources are granted together, and then a thousand names are sorted once.
    const same = last !== undefined && isSame(scope, last)
    hash.update(`${resource} ${same ? 'same' : scope === 'all' ? 'all' : JSON.stringify([...scope].sort())}\n`)
    last = scope
  }
  return hash.digest('base64url')
}

function isSame(one: Scope, other: Scope): boolean {
  if (one === 'all' || other === 'all') return one === other
  if (one.size !== other.size) return false
  for (const namespace of one) if (!other.has(namespace)) return false
  return true
}
