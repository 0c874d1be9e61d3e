import { fingerprint, isSecret, newSecret } from './secret'

/** One-time links: one at most waits for each person. */
export interface Links {
  /** Makes a new code for a person; the one that waited for them until now is void. */
  issue(name: string): string
  /** Uses a code up and says whose it was; undefined when it was used, has expired or never was. */
  redeem(code: string): string | undefined
  /** Whether a code that still works waits for this person. */
  waits(name: string): boolean
}

export const linkLifetime = 24 * 3_600_000

export function createLinks(now: () => number, lifetime = linkLifetime): Links {
  const waiting = new Map<string, { readonly key: string; readonly until: number }>()
  return {
    issue(name) {
      const code = newSecret()
      waiting.set(name, { key: fingerprint(code), until: now() + lifetime })
      return code
    },
    redeem(code) {
      if (!isSecret(code)) return undefined
      const key = fingerprint(code)
      for (const [name, link] of waiting) {
        if (link.key !== key) continue
        waiting.delete(name)
        return now() < link.until ? name : undefined
      }
      return undefined
    },
    waits: (name) => now() < (waiting.get(name)?.until ?? 0),
  }
}
