import { identityFor } from '@/server/access/identity/impersonation'
import { localPrincipal, type Principal } from '@/server/access/identity/principal'
import type { SharedLinks } from '@/server/access/links/shared-links'
import type { Config } from '@/server/config'
import type { SessionRecord } from '@/server/database/session-records'

/** So long, ms, an OIDC session lasts whose groups can't be asked anew: a working day. */
export const withoutRefresh = 8 * 3_600_000

/**
 * Who a session on record is of, by the configuration of today: a way in that was shut, a person who was taken off, or
 * a link that ended brings nobody back. Tokens are never on record, those that groups are asked anew with neither.
 */
export function createReviver(config: Config, sharedLinks: Pick<SharedLinks, 'principalOf'>, now: () => number) {
  return async ({ person, provider, identities, subject, beganAt }: SessionRecord): Promise<Principal | undefined> => {
    if (provider === 'link') return subject === null ? undefined : sharedLinks.principalOf(subject)
    if (provider === 'local') return config.signIn.includes('local') ? localPrincipal(config, person) : undefined
    if (provider !== 'oidc' || !config.signIn.includes('oidc')) return undefined
    if (now() - beganAt >= withoutRefresh) return undefined
    const [kept] = identities
    const identity = kept && identityFor(kept.user, kept.groups, config.deputyGroups)
    return identity && { person, provider, identity, cluster: null, namespaces: null }
  }
}
