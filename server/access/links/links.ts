import { fingerprint, isSecret, newSecret } from '@/server/access/identity/secret'

/** Why a code opens nothing; the sign-in page has a sentence for each. */
export type LinkProblem = 'used' | 'expired' | 'unknown'

/** One-time links: one at most waits for each person. */
export interface Links {
  /** Makes a new code for a person; the one that waited for them until now is void. */
  issue(name: string): string
  /** Uses a code up and says whose it was. */
  redeem(code: string): { readonly name: string } | { readonly problem: LinkProblem }
  /** Whether a code that still works waits for this person. */
  waits(name: string): boolean
}

export const linkLifetime = 24 * 3_600_000

/** Of how many codes that are over we still know why. */
const remembered = 1000

export function createLinks(now: () => number, lifetime = linkLifetime): Links {
  const waiting = new Map<string, { readonly key: string; readonly until: number }>()
  const over = new Map<string, LinkProblem>()

  function end(name: string, why: LinkProblem) {
    const link = waiting.get(name)
    if (link === undefined) return
    waiting.delete(name)
    over.set(link.key, why)
    const [oldest] = over.keys()
    if (over.size > remembered && oldest !== undefined) over.delete(oldest)
  }

  return {
    issue(name) {
      end(name, 'expired')
      const code = newSecret()
      waiting.set(name, { key: fingerprint(code), until: now() + lifetime })
      return code
    },
    redeem(code) {
      if (!isSecret(code)) return { problem: 'unknown' }
      const key = fingerprint(code)
      for (const [name, link] of waiting) {
        if (link.key !== key) continue
        const works = now() < link.until
        end(name, works ? 'used' : 'expired')
        return works ? { name } : { problem: 'expired' }
      }
      return { problem: over.get(key) ?? 'unknown' }
    },
    waits: (name) => now() < (waiting.get(name)?.until ?? 0),
  }
}
