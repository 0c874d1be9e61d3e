import { createKeySets } from '@/server/views/subjects/key-sets'

/** Which subjects have pods that mount a claim, whether it is there or not. Claims are named by `namespace/name`. */
export interface ClaimUsers {
  set(subject: string, claims: readonly string[]): void
  of(claim: string): readonly string[]
  all(): readonly string[]
}

export function createClaimUsers(): ClaimUsers {
  const claimsOf = new Map<string, readonly string[]>()
  const users = createKeySets()
  return {
    set(subject, claims) {
      for (const claim of claimsOf.get(subject) ?? []) users.remove(claim, subject)
      for (const claim of claims) users.add(claim, subject)
      if (claims.length === 0) claimsOf.delete(subject)
      else claimsOf.set(subject, claims)
    },
    of: (claim) => [...users.get(claim)],
    all: () => [...claimsOf.keys()],
  }
}
