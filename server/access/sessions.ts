import type { Actor } from './actor'
import { fingerprint, isSecret, newSecret } from './secret'

/** Someone who came in, from the server's side. */
export interface Session {
  readonly name: string
  /** Undefined where they have no business: a token is of one cluster. */
  actorOn(cluster: string): Actor | undefined
  /** Aborted when the session is revoked or expires: whatever stays open for it must end then. */
  readonly ended: AbortSignal
  /** Counts as a visit. For what stays open longer than a request. */
  visit(): void
}

export interface Sessions {
  /** Starts a session and gives the id that belongs in the cookie; the server itself keeps only its hash. */
  begin(name: string): string
  /** The session with this id, unless it has expired; asking is a visit. */
  find(id: string): Session | undefined
  revoke(id: string): void
  /** Ends what has expired meanwhile. */
  sweep(): void
}

const hour = 3_600_000
export const sessionLimits = { idle: 12 * hour, absolute: 7 * 24 * hour, most: 1000 }

interface Record {
  readonly session: Session
  readonly beganAt: number
  visitedAt: number
  readonly end: () => void
}

/** Sessions in memory, bounded: when there are too many, the one that was visited longest ago ends. */
export function createSessions(now: () => number, limits = sessionLimits): Sessions {
  // In the order of their last visit, oldest first.
  const records = new Map<string, Record>()

  const expired = ({ beganAt, visitedAt }: Record) =>
    now() - visitedAt >= limits.idle || now() - beganAt >= limits.absolute

  function end(key: string) {
    const record = records.get(key)
    records.delete(key)
    record?.end()
  }

  function visit(key: string, record: Record) {
    if (records.get(key) !== record) return
    record.visitedAt = now()
    records.delete(key)
    records.set(key, record)
  }

  return {
    begin(name) {
      const id = newSecret()
      const key = fingerprint(id)
      const ending = new AbortController()
      const record: Record = {
        session: { name, actorOn: () => ({ as: 'kubeconfig' }), ended: ending.signal, visit: () => visit(key, record) },
        beganAt: now(),
        visitedAt: now(),
        end: () => ending.abort(),
      }
      records.set(key, record)
      for (const oldest of records.keys()) {
        if (records.size <= limits.most) break
        end(oldest)
      }
      return id
    },
    find(id) {
      if (!isSecret(id)) return undefined
      const key = fingerprint(id)
      const record = records.get(key)
      if (record === undefined) return undefined
      if (expired(record)) {
        end(key)
        return undefined
      }
      visit(key, record)
      return record.session
    },
    revoke: (id) => end(fingerprint(id)),
    sweep() {
      for (const [key, record] of records) if (expired(record)) end(key)
    },
  }
}
