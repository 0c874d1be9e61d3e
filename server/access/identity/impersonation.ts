import type { Identity } from './actor'

/** Who may not be impersonated, whatever a provider, a proxy or the configuration says: the cluster's own. */
const isReserved = (name: string): boolean => name.startsWith('system:')

/** Longer, or with line breaks, they are no names that a cluster knows. */
const isName = (text: string): boolean => text !== '' && text.length <= 512 && !/\p{Cc}/u.test(text)

/**
 * An identity as the deputy may take it on: groups of the allow-list only. Undefined where the user itself may not be
 * impersonated. The API server adds `system:authenticated` by itself.
 */
export function identityFor(user: string, groups: readonly string[], allowed: readonly string[]): Identity | undefined {
  if (!isName(user) || isReserved(user)) return undefined
  const kept = groups.filter((group) => isName(group) && !isReserved(group) && allowed.some((it) => matches(it, group)))
  return { user, groups: [...new Set(kept)].sort() }
}

function matches(pattern: string, group: string): boolean {
  return pattern.endsWith('*') ? group.startsWith(pattern.slice(0, -1)) : group === pattern
}
