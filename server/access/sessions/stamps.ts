import { newSecret } from '@/server/access/identity/secret'
import type { Session } from './session'

/** How the proxy tells a route who asks: a word that only this process knows and no answer carries. */
export const stampHeader = 'x-quarterdeck-session'

export interface Stamps {
  stampOf(session: Session): string
  find(stamp: string): Session | undefined
}

export function createStamps(): Stamps {
  const stamps = new WeakMap<Session, string>()
  const sessions = new Map<string, Session>()
  return {
    stampOf(session) {
      const stamp = stamps.get(session) ?? newSecret()
      if (!stamps.has(session) && !session.ended.aborted) {
        stamps.set(session, stamp)
        sessions.set(stamp, session)
        session.ended.addEventListener('abort', () => sessions.delete(stamp), { once: true })
      }
      return stamp
    },
    find: (stamp) => sessions.get(stamp),
  }
}
