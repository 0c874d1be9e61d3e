import type { Principal } from '@/server/access/identity/principal'
import { fingerprint } from '@/server/access/identity/secret'
import type { SessionRecord } from '@/server/database/session-records'
import { createSession, type Session } from './session'

/** What a session holds in memory alone: no token is ever written. */
export interface Held {
  /** What clusters are asked with, of a token session. */
  readonly token?: string | undefined
  /** Of an OIDC session: what its groups are asked anew with. */
  readonly refreshToken?: string | undefined
}

export interface Living {
  readonly session: Session
  readonly principal: Principal
  readonly record: SessionRecord
  held: Held
  visitedAt: number
  readonly ending: AbortController
}

/** Sessions that are in memory, by the hash of their secret; those visited longest ago come first. */
export interface LivingSessions {
  put(record: SessionRecord, principal: Principal, held: Held): Session
  has(idHash: string): boolean
  get(idHash: string): Living | undefined
  /** Unless it has expired; asking is a visit. */
  visit(idHash: string): Session | undefined
  hashOf(id: string): string | undefined
  /** Whatever is open for it ends. */
  drop(idHash: string): void
  dropExpired(): void
  all(): readonly Living[]
}

export interface Limits {
  readonly idle: number
  readonly absolute: number
  readonly most: number
}

/** The name of a session in lists, addresses and pages; it tells nothing of the secret. */
export const idOf = (idHash: string): string =>
  fingerprint(`name of ${idHash}`)
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, 22)

export const isExpired = (
  { visitedAt, endsAt }: { readonly visitedAt: number; readonly endsAt: number },
  now: number,
  { idle }: Limits,
) => now - visitedAt >= idle || now >= endsAt

export function createLivingSessions(
  now: () => number,
  limits: Limits,
  isAdministrator: (principal: Principal) => boolean,
): LivingSessions {
  const living = new Map<string, Living>()
  const hashes = new Map<string, string>()

  const expired = ({ visitedAt, record: { endsAt } }: Living) => isExpired({ visitedAt, endsAt }, now(), limits)

  function drop(idHash: string) {
    const entry = living.get(idHash)
    living.delete(idHash)
    if (entry !== undefined) hashes.delete(entry.session.id)
    entry?.ending.abort()
  }

  function visit(idHash: string): Session | undefined {
    const entry = living.get(idHash)
    if (entry === undefined) return undefined
    if (expired(entry)) {
      drop(idHash)
      return undefined
    }
    entry.visitedAt = now()
    living.delete(idHash)
    living.set(idHash, entry)
    return entry.session
  }

  return {
    put(record, principal, held) {
      const { idHash } = record
      const ending = new AbortController()
      const session = createSession({
        id: idOf(idHash),
        principal,
        isAdministrator: isAdministrator(principal),
        token: held.token,
        ended: ending.signal,
        visit: () => living.get(idHash)?.session === session && visit(idHash),
      })
      living.get(idHash)?.ending.abort()
      living.set(idHash, { session, principal, record, held, visitedAt: record.visitedAt, ending })
      hashes.set(session.id, idHash)
      return session
    },
    has: (idHash) => living.has(idHash),
    get: (idHash) => living.get(idHash),
    visit,
    hashOf: (id) => hashes.get(id),
    drop,
    dropExpired() {
      for (const [idHash, entry] of living) if (expired(entry)) drop(idHash)
    },
    all: () => [...living.values()],
  }
}
