import type { Kind } from '@/lib/kube/kind'
import { type Claim, createClaim, type Learning } from './claim'
import { createGate } from './gate'
import { type Asking, openRounds, type Rounds } from './rounds'
import type { RulesReview } from './rules-review'

/** How the cluster is asked. */
export interface ReachQuestions {
  /** All namespaces; undefined while they are being read, empty where they may not be listed. */
  found(): readonly string[] | undefined
  review(namespace: string, signal: AbortSignal): Promise<RulesReview>
  /** Whether objects of a kind can be listed in a namespace: asked where a review can't tell. */
  answers(kind: Kind, namespace: string, signal: AbortSignal): Promise<boolean>
}

/** In which namespaces the identity may read which types. Nothing is asked as long as nobody wants to know. */
export interface Reach {
  /** `onChange` follows what is granted, refused and known. */
  claim(kind: Kind, onChange: () => void): Claim
  /** There may be other namespaces than before: the new ones are asked about at once. */
  wake(): void
  close(): void
}

const atATime = 8
/** Where kubectl looks when nothing else is said. */
const fallback = 'default'

/** @param named namespaces that the operator or the context names, which are asked before all others. */
export function openReach(named: readonly string[], ask: ReachQuestions, random?: () => number): Reach {
  const closed = new AbortController()
  const claims = new Set<Learning>()
  const asking = createAsking(named, ask, claims, closed.signal)
  let rounds: Rounds | undefined

  function release(claim: Learning) {
    claims.delete(claim)
    if (claims.size > 0) return
    rounds?.close()
    rounds = undefined
  }

  return {
    claim(kind, onChange) {
      const changed = () => {
        rounds?.quicken()
        onChange()
      }
      const claim = createClaim(kind, named, changed, () => release(claim))
      claims.add(claim)
      if (rounds === undefined) rounds = openRounds(asking, random)
      else rounds.restart()
      return claim
    },
    wake: () => rounds?.wake(),
    close() {
      closed.abort()
      rounds?.close()
    },
  }
}

function createAsking(
  named: readonly string[],
  ask: ReachQuestions,
  claims: ReadonlySet<Learning>,
  signal: AbortSignal,
): Asking {
  const gate = createGate(atATime)
  /** Namespaces that were asked about since all of them were due. */
  const asked = new Set<string>()

  async function askNews(): Promise<number> {
    const asking = [...claims]
    const found = ask.found()
    const candidates = candidatesOf(named, found ?? [])
    for (const namespace of asked) if (!candidates.has(namespace)) asked.delete(namespace)
    const news = [...candidates].filter((namespace) => !asked.has(namespace))
    const counts = await allOf(news, (namespace) => askAbout(namespace, asking))
    if (found !== undefined) for (const claim of asking) claim.complete(candidates)
    return counts.reduce((sum, count) => sum + count, 0)
  }

  async function askAbout(namespace: string, asking: readonly Learning[]): Promise<number> {
    const leave = await gate.enter(signal)
    try {
      const review = await ask.review(namespace, signal)
      const open = asking.filter((claim) => !settled(claim, namespace, review))
      for (const claim of open) claim.settle(namespace, await ask.answers(claim.kind, namespace, signal))
      asked.add(namespace)
      return 1 + open.length
    } finally {
      leave()
    }
  }

  return {
    all() {
      asked.clear()
      return askNews()
    },
    news: askNews,
    unread: () => ask.found() === undefined,
  }
}

function candidatesOf(named: readonly string[], found: readonly string[]): ReadonlySet<string> {
  return new Set([...named, ...[...found].sort(), ...(named.length === 0 ? [fallback] : [])])
}

/** Whether the review alone told it. */
function settled(claim: Learning, namespace: string, review: RulesReview): boolean {
  const may = claim.judge(namespace, review)
  if (may !== undefined) claim.settle(namespace, may)
  return may !== undefined
}

/** All are asked, whatever becomes of the others; then the first failure counts. */
async function allOf<R>(names: readonly string[], work: (name: string) => Promise<R>): Promise<readonly R[]> {
  const results = await Promise.allSettled(names.map(work))
  return results.map((result) => {
    if (result.status === 'rejected') throw result.reason
    return result.value
  })
}
