/** A seeded stream of numbers; equal seeds give equal streams. */
export interface Random {
  /** At least 0, below 1. */
  next(): number
  /** A whole number at least 0 and below `limit`. */
  below(limit: number): number
  /** Between the two, both in milliseconds or whatever the caller counts in. */
  between(low: number, high: number): number
  pick<T>(from: readonly T[]): T
  uuid(): string
  /** Characters as Kubernetes appends them to generated names (k8s.io/apimachinery util/rand: no vowels, no 0, 1, 3). */
  suffix(length: number): string
  /** A stream of its own, so that one part's draws don't shift another's. */
  fork(name: string): Random
}

const alphabet = 'bcdfghjklmnpqrstvwxz2456789'

export function createRandom(seed: string): Random {
  const next = mulberry32(hashOf(seed))
  const hex = (digits: number) =>
    Math.floor(next() * 16 ** digits)
      .toString(16)
      .padStart(digits, '0')
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    next,
    below,
    between: (low, high) => low + next() * (high - low),
    pick(from) {
      const picked = from[below(from.length)]
      if (picked === undefined) throw new RangeError('There is nothing to pick from.')
      return picked
    },
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${(8 + below(4)).toString(16)}${hex(3)}-${hex(8)}${hex(4)}`,
    suffix: (length) => Array.from({ length }, () => alphabet.charAt(below(alphabet.length))).join(''),
    fork: (name) => createRandom(`${seed}/${name}`),
  }
}

/** A hash written as Kubernetes writes pod-template-hash: the same text gives the same one. */
export function safeHash(text: string): string {
  const random = mulberry32(hashOf(text))
  return Array.from({ length: 10 }, () => alphabet.charAt(Math.floor(random() * alphabet.length))).join('')
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}

function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
