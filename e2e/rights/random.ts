/** Chance that comes out the same for the same seed. */
export interface Random {
  /** A whole number from 0 to below `end`. */
  below(end: number): number
  chance(probability: number): boolean
  pick<T>(items: readonly [T, ...T[]]): T
  /** From `least` to `most` of them, each once, in any order. */
  some<T>(items: readonly T[], least: number, most: number): T[]
}

/** mulberry32: enough for tests, and the same on every machine. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (end: number) => Math.floor(next() * end)
  return {
    below,
    chance: (probability) => next() < probability,
    pick: (items) => items[below(items.length)] ?? items[0],
    some(items, least, most) {
      const left = [...items]
      const wanted = Math.min(left.length, least + below(most - least + 1))
      return Array.from({ length: wanted }, () => left.splice(below(left.length), 1)).flat()
    },
  }
}
