import type { Freshness } from './freshness'

/** Whether a type has been read in full in a namespace: what is not there then does not exist, or did not when it got stale. */
export function isKnownIn(freshness: Freshness | undefined, namespace: string): boolean {
  if (freshness?.state !== 'live' && freshness?.state !== 'stale') return false
  return freshness.coverage?.namespaces.includes(namespace) ?? true
}
