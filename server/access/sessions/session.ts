import type { Actor, Identity } from '@/server/access/identity/actor'
import { actorOf, type Principal, type Provider } from '@/server/access/identity/principal'

/** Someone who came in, from the server's side. The same object for as long as nothing about them changes. */
export interface Session {
  /** Names the session in lists, addresses and pages; who has it has nothing. */
  readonly id: string
  readonly person: string
  readonly provider: Provider
  /** Null for the kubeconfig itself. */
  readonly identity: Identity | null
  readonly isAdministrator: boolean
  /** They may look, and change nothing: a shared link. */
  readonly readOnly: boolean
  /** Undefined where they have no business: a token is of one cluster. */
  actorOn(cluster: string): Actor | undefined
  /** Aborted when the session is revoked, expires or changes: whatever stays open for it must end then. */
  readonly ended: AbortSignal
  /** Counts as a visit. For what stays open longer than a request. */
  visit(): void
}

export interface SessionMaking {
  readonly id: string
  readonly principal: Principal
  readonly isAdministrator: boolean
  readonly token: string | undefined
  readonly ended: AbortSignal
  visit(): void
}

export function createSession({ id, principal, isAdministrator, token, ended, visit }: SessionMaking): Session {
  const { person, provider, identity } = principal
  return {
    id,
    person,
    provider,
    identity,
    isAdministrator,
    readOnly: provider === 'link',
    // Not a field: a session that somebody prints shows no token.
    actorOn: (cluster) => actorOf(principal, cluster, token),
    ended,
    visit,
  }
}
