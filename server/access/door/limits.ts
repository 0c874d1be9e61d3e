import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { Config } from '@/server/config'

/** How much one person or address may ask for. In memory: what it guards is this process. */
export interface RateLimits {
  /** Whether this session may make another request now. */
  allows(session: string): Promise<boolean>
  /** Whether a stranger from this address may try to sign in once more. */
  allowsAttempt(address: string): Promise<boolean>
  /** Takes a place for a stream; undefined when the person has too many. The function gives it back. */
  openStream(person: string): (() => void) | undefined
}

/** A page asks for a few things at once, a script for what it likes: 200 a second on average stops neither. */
const requests = { points: 2000, duration: 10 }
/** Many people may share an address, and a right token or code works however many failed before. */
const attempts = { points: 120, duration: 60 }

export function createLimits({ mostStreams }: Pick<Config, 'mostStreams'>): RateLimits {
  const perSession = new RateLimiterMemory(requests)
  const perAddress = new RateLimiterMemory(attempts)
  const streams = new Map<string, number>()
  return {
    allows: (session) => consume(perSession, session),
    allowsAttempt: (address) => consume(perAddress, address),
    openStream(person) {
      const open = streams.get(person) ?? 0
      if (open >= mostStreams) return undefined
      streams.set(person, open + 1)
      let given = true
      return () => {
        if (!given) return
        given = false
        const left = (streams.get(person) ?? 1) - 1
        if (left === 0) streams.delete(person)
        else streams.set(person, left)
      }
    },
  }
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<boolean> {
  try {
    await limiter.consume(key)
    return true
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return false
    throw refused
  }
}
