import { type Reference, referenceKey } from '@/lib/health/reference'

/** By kind, namespace and name, each by code unit: the same everywhere. */
export function order(a: Reference, b: Reference): number {
  return compare(a.kind, b.kind) || compare(a.namespace, b.namespace) || compare(a.name, b.name)
}

export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The first of many in an order, without sorting the many. */
export interface Foremost<T> {
  add(item: T): void
  /** In order; of equals those added first. */
  readonly items: readonly T[]
}

export function createForemost<T>(most: number, by: (a: T, b: T) => number): Foremost<T> {
  const items: T[] = []
  return {
    items,
    add(item) {
      const last = items[most - 1]
      if (last !== undefined && by(item, last) >= 0) return
      items.splice(placeIn(items, item, by), 0, item)
      if (items.length > most) items.pop()
    },
  }
}

function placeIn<T>(items: readonly T[], item: T, by: (a: T, b: T) => number): number {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >> 1
    const at = items[middle]
    if (at === undefined || by(item, at) < 0) high = middle
    else low = middle + 1
  }
  return low
}

/** Distinct references: how many there are, and the first of them. */
export interface Roll {
  /** Whether it is new. */
  add(reference: Reference): boolean
  readonly size: number
  readonly first: readonly Reference[]
}

export function createRoll(most: number): Roll {
  const seen = new Set<string>()
  const foremost = createForemost(most, order)
  return {
    add(reference) {
      const before = seen.size
      seen.add(reference.uid || referenceKey(reference))
      if (seen.size === before) return false
      foremost.add(reference)
      return true
    },
    get size() {
      return seen.size
    },
    first: foremost.items,
  }
}
