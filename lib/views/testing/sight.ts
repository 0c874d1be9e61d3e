import type { Scope, Sight } from '@/lib/views/sight'

/** Of someone who may list these resources, and nothing else. */
export function sightOf(scopes: Readonly<Record<string, Scope>>): Sight {
  const entries = Object.entries(scopes).map(([resource, scope]) => [
    resource,
    scope === 'all' ? scope : [...scope].sort(),
  ])
  return {
    key: JSON.stringify(entries.sort()),
    known: true,
    scopeOf: (resource) => scopes[resource] ?? nowhere,
  }
}

const nowhere: Scope = new Set()
