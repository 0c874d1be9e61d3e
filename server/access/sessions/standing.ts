import { isAdministratorBy, type Principal } from '@/server/access/identity/principal'
import { newSecret } from '@/server/access/identity/secret'
import type { Administrators } from '@/server/config'
import { createSession, type Session } from './session'

/** Sessions without a cookie: every request says anew who it is from, and the same ones share one session. */
export interface Standing {
  /** Visits it. */
  find(key: string): Session | undefined
  /** Without a visit. */
  get(key: string): Session | undefined
  begin(key: string, principal: Principal, token?: string): Session
  end(id: string): boolean
  /** Ends a way in's others of the same person: they came with other groups. */
  endOthers(key: string, principal: Principal): void
  list(): readonly StandingEntry[]
  sweep(): void
}

export interface StandingEntry {
  readonly session: Session
  readonly principal: Principal
  readonly beganAt: number
  visitedAt: number
}

const idle = 30 * 60_000
const most = 10_000

export function createStanding(now: () => number, administrators: Administrators | undefined): Standing {
  const entries = new Map<string, StandingEntry & { end(): void }>()

  function drop(key: string) {
    entries.get(key)?.end()
    entries.delete(key)
  }

  return {
    find(key) {
      const entry = entries.get(key)
      if (entry !== undefined) entry.visitedAt = now()
      return entry?.session
    },
    get: (key) => entries.get(key)?.session,
    begin(key, principal, token) {
      drop(key)
      const [oldest] = entries.keys()
      if (entries.size >= most && oldest !== undefined) drop(oldest)
      const ending = new AbortController()
      const visit = () => {
        const entry = entries.get(key)
        if (entry !== undefined) entry.visitedAt = now()
      }
      const session = createSession({
        id: newSecret().slice(0, 22),
        principal,
        isAdministrator: isAdministratorBy(administrators, principal),
        token,
        ended: ending.signal,
        visit,
      })
      entries.set(key, { session, principal, beganAt: now(), visitedAt: now(), end: () => ending.abort() })
      return session
    },
    end(id) {
      for (const [key, { session }] of entries) {
        if (session.id !== id) continue
        drop(key)
        return true
      }
      return false
    },
    endOthers(key, { person, provider }) {
      for (const [other, { principal }] of entries)
        if (other !== key && principal.person === person && principal.provider === provider) drop(other)
    },
    list: () => [...entries.values()],
    sweep() {
      for (const [key, { visitedAt }] of entries) if (now() - visitedAt >= idle) drop(key)
    },
  }
}
