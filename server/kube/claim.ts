import type { Kind } from '@/lib/kube/kind'
import type { RulesReview } from './rules-review'

/** One watch of each type in each, a connection of some 130 KB (measured, TLS): beyond this they would weigh too much. */
const mostNamespaces = 300

/** Where one type may be read, as far as that is known. */
export interface Claim {
  /** Whether every namespace was asked about once. */
  known(): boolean
  granted(): ReadonlySet<string>
  /** Namespaces that were expected or granted once, and refuse. */
  refused(): ReadonlySet<string>
  /** How many more grant it than are followed. */
  omitted(): number
  /** It was refused there in practice, whatever the rules say. */
  refuse(namespace: string): void
  close(): void
}

/** The side of a claim that learns. */
export interface Learning extends Claim {
  readonly kind: Kind
  /** What a review says of a namespace; undefined where only asking for the objects can tell. */
  judge(namespace: string, review: RulesReview): boolean | undefined
  settle(namespace: string, may: boolean): void
  /** Every one of these namespaces, and no other, has been settled. */
  complete(candidates: ReadonlySet<string>): void
}

/** @param expected namespaces whose refusal is worth telling. `onChange` follows what is granted, refused and known. */
export function createClaim(
  kind: Kind,
  expected: readonly string[],
  onChange: () => void,
  onClose: () => void,
): Learning {
  const granted = new Set<string>()
  const omitted = new Set<string>()
  const refused = new Set<string>()
  /** Where rules and practice disagree: practice is asked before the rules are believed again. */
  const doubted = new Set<string>()
  let known = false

  function grant(namespace: string) {
    if (granted.has(namespace)) return
    if (granted.size >= mostNamespaces) {
      omitted.add(namespace)
      return
    }
    refused.delete(namespace)
    omitted.delete(namespace)
    granted.add(namespace)
    onChange()
  }

  function refuse(namespace: string) {
    omitted.delete(namespace)
    const worthTelling = granted.delete(namespace) || (expected.includes(namespace) && !refused.has(namespace))
    if (!worthTelling) return
    refused.add(namespace)
    onChange()
  }

  return {
    kind,
    known: () => known,
    granted: () => granted,
    refused: () => refused,
    omitted: () => omitted.size,
    judge(namespace, review) {
      const says = review.grants(kind)
      const no = !says && review.complete
      if (no) doubted.delete(namespace)
      if (no || granted.has(namespace)) return !no
      return says && !doubted.has(namespace) ? true : undefined
    },
    settle: (namespace, may) => (may ? grant : refuse)(namespace),
    refuse(namespace) {
      doubted.add(namespace)
      refuse(namespace)
    },
    complete(candidates) {
      if (forgetOthers(candidates, [granted, refused, omitted, doubted]) || !known) {
        known = true
        onChange()
      }
    },
    close: onClose,
  }
}

/** Whether there were any. */
function forgetOthers(names: ReadonlySet<string>, sets: readonly Set<string>[]): boolean {
  const before = sets.reduce((sum, set) => sum + set.size, 0)
  for (const set of sets) for (const name of set) if (!names.has(name)) set.delete(name)
  return before > sets.reduce((sum, set) => sum + set.size, 0)
}
