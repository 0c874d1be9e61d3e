import { z } from 'zod'
import type { OidcConfig } from '@/server/config'
import { identityFor } from './impersonation'
import type { Principal } from './principal'

type Claims = Readonly<Record<string, unknown>>

const groupsSchema = z.union([z.string().transform((group) => [group]), z.array(z.string())])

/**
 * Who the claims of an ID token name, as the API server would read them (--oidc-username-claim and its kin).
 * Undefined when they name nobody who may be impersonated.
 */
export function principalOf(claims: Claims, config: OidcConfig, allowed: readonly string[]): Principal | undefined {
  const name = claims[config.userClaim]
  if (typeof name !== 'string' || name === '') return undefined
  // The API server too takes no address that its provider did not check.
  if (config.userClaim === 'email' && claims.email_verified === false) return undefined
  const groups = config.groupsClaim === undefined ? undefined : groupsSchema.safeParse(claims[config.groupsClaim]).data
  const user = `${config.userPrefix}${name}`
  const prefixed = (groups ?? []).map((group) => `${config.groupsPrefix}${group}`)
  const identity = identityFor(user, prefixed, allowed)
  return identity && { person: user, provider: 'oidc', identity, cluster: null, namespaces: null }
}
