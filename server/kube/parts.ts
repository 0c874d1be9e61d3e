import { type Kind, resourceName } from '@/lib/kube/kind'
import type { Coverage, Freshness, Problem } from '@/lib/live/freshness'
import type { Claim } from './claim'
import type { Reflector } from './reflector'

/** One namespace's share of a type. */
export interface Part extends Reflector {
  /** Takes its rows out of the store. */
  clear(): void
}

export interface PartsOf {
  readonly kind: Kind
  /** `onChange` follows what is granted, refused and known. */
  claim(onChange: () => void): Claim
  open(namespace: string, onChange: () => void): Part
  /** How many objects there are so far. */
  loaded(): number
}

/** Keeps one type in its store from every namespace that grants it. `onChange` follows every change of freshness. */
export function openParts(of: PartsOf, onChange: () => void): Reflector {
  const parts = new Map<string, Part>()
  const since = Date.now()
  const claim = of.claim(follow)
  let told: Freshness | undefined
  let away: Problem | undefined
  /** All parts were read once: from then on one that comes in is not worth a word before it is there. */
  let filled = false

  function follow() {
    const granted = claim.granted()
    for (const [namespace, part] of parts) {
      if (granted.has(namespace)) continue
      parts.delete(namespace)
      part.close()
      part.clear()
    }
    for (const namespace of granted) {
      const notice = () => (isRefused(parts.get(namespace)) ? claim.refuse(namespace) : changed())
      if (!parts.has(namespace)) parts.set(namespace, of.open(namespace, notice))
    }
    changed()
  }

  function changed() {
    told = undefined
    onChange()
  }

  function read(): Freshness {
    const coverage = coverageOf(parts, claim)
    filled ||= claim.known() && coverage.namespaces.length === parts.size
    if (filled) return { ...(worstOf(parts.values()) ?? nowhere(of.kind, since)), coverage }
    if (away !== undefined) return { state: 'broken', since, problem: away, coverage }
    return { state: 'syncing', since, loaded: of.loaded(), expected: null, coverage }
  }

  return {
    freshness: () => (told ??= read()),
    resume() {
      away = undefined
      for (const part of parts.values()) part.resume()
      changed()
    },
    suspect(problem) {
      away = problem
      for (const part of parts.values()) part.suspect(problem)
      changed()
    },
    close() {
      claim.close()
      for (const part of parts.values()) part.close()
    },
  }
}

const isRefused = (part: Part | undefined) => part?.freshness().state === 'forbidden'

function coverageOf(parts: ReadonlyMap<string, Part>, claim: Claim): Coverage {
  const read = [...parts].filter(([, part]) => part.freshness().state !== 'syncing')
  return {
    namespaces: read.map(([namespace]) => namespace).sort(),
    refused: [...claim.refused()].sort(),
    omitted: claim.omitted(),
  }
}

const ranks: readonly Freshness['state'][] = ['broken', 'stale', 'absent', 'live']

/** The longest of the worst; of those that are well the latest. */
function worstOf(parts: Iterable<Part>): Freshness | undefined {
  const all = [...parts].map((part) => part.freshness()).sort((a, b) => a.since - b.since)
  for (const rank of ranks) {
    const those = all.filter(({ state }) => state === rank)
    const one = rank === 'live' ? those.at(-1) : those[0]
    if (one !== undefined) return one
  }
  return undefined
}

function nowhere(kind: Kind, since: number): Freshness {
  const sentence = `The identity of this context may list ${resourceName(kind)} neither in all namespaces nor in one that is known here: ask an administrator of the cluster for this right, or name namespaces where it has it in QUARTERDECK_NAMESPACES.`
  return { state: 'forbidden', since, problem: { code: 'forbidden', sentence, detail: null } }
}
