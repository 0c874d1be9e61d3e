import type { Administrators, Config } from '@/server/config'
import type { Actor, Identity } from './actor'

/** By which way in somebody came. */
export type Provider = 'local' | 'token' | 'oidc' | 'proxy' | 'link'

/** Who came in. Nothing in it is secret. */
export interface Principal {
  /** As pages and records name them. */
  readonly person: string
  readonly provider: Provider
  /** As whom clusters are asked; null for the kubeconfig itself. */
  readonly identity: Identity | null
  /** The only cluster that a token or a link is good for; null for every one. */
  readonly cluster: string | null
  /** Of a link: the namespaces that it shows; null for what the identity may read. */
  readonly namespaces: readonly string[] | null
}

/** As whom this principal asks a cluster; undefined where they have no business. */
export function actorOf(principal: Principal, cluster: string, token: string | undefined): Actor | undefined {
  const { identity, namespaces, provider } = principal
  if (principal.cluster !== null && principal.cluster !== cluster) return undefined
  if (provider === 'token')
    return token === undefined || identity === null ? undefined : { as: 'token', identity, token }
  const narrowing = provider === 'link' ? { narrowedTo: new Set(namespaces), readOnly: true as const } : {}
  return identity === null ? { as: 'kubeconfig', ...narrowing } : { as: 'deputy', identity, ...narrowing }
}

/** A local person as the configuration has them today. */
export function localPrincipal({ people }: Pick<Config, 'people'>, name: string): Principal | undefined {
  const person = people.find((each) => each.name === name)
  return person && { person: name, provider: 'local', identity: person.identity, cluster: null, namespaces: null }
}

/** One word for equal principals. */
export function keyOf({ person, provider, identity, cluster, namespaces }: Principal): string {
  return JSON.stringify([provider, person, identity?.user ?? null, identity?.groups.toSorted(), cluster, namespaces])
}

/**
 * Whether the configuration names them as administrator. Never those whom one cluster alone vouches for: its word holds
 * there and not here. Without a list, who acts as the kubeconfig itself is one.
 */
export function isAdministratorBy(administrators: Administrators | undefined, principal: Principal): boolean {
  const { person, provider, identity } = principal
  if (provider === 'token' || provider === 'link') return false
  if (administrators === undefined) return identity === null
  return (
    administrators.people.includes(person) || (identity?.groups ?? []).some((it) => administrators.groups.includes(it))
  )
}
