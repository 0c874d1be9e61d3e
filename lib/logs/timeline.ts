/** Something with a place in time: ms since 1970, millionths of a millisecond beyond it, and its turn among equals. */
export interface Placed {
  readonly at: number
  readonly nanos: number
  readonly turn: number
}

/** By instant; those of one instant in the order in which they came. */
export function comparePlaces(a: Placed, b: Placed): number {
  return a.at - b.at || a.nanos - b.nanos || a.turn - b.turn
}

/** Things in the order of their instants. What comes in order is appended; what comes late costs as much as has to move. */
export interface Timeline<T extends Placed> {
  readonly length: number
  at(index: number): T | undefined
  /** How many come before this place; the index of the thing itself if it is there. */
  countBefore(place: Placed): number
  /** `batch` is in order and not empty. */
  merge(batch: readonly T[]): void
  /** Takes the oldest away. */
  shift(): T | undefined
}

/** So many slots may stay empty at the beginning before the rest moves up. */
const mostEmpty = 8192

export function createTimeline<T extends Placed>(): Timeline<T> {
  const items: T[] = []
  let start = 0

  /** The first index from `start` on whose item does not come before the place. */
  function seek(place: Placed): number {
    let low = start
    let high = items.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const item = items[middle]
      if (item !== undefined && comparePlaces(item, place) < 0) low = middle + 1
      else high = middle
    }
    return low
  }
  return {
    get length() {
      return items.length - start
    },
    at: (index) => (index < 0 ? undefined : items[start + index]),
    countBefore: (place) => seek(place) - start,
    merge(batch) {
      const [first] = batch
      if (first === undefined) return
      const later = items.splice(seek(first))
      let next = 0
      for (const item of batch) {
        for (let other = later[next]; other !== undefined && comparePlaces(other, item) < 0; other = later[next]) {
          items.push(other)
          next++
        }
        items.push(item)
      }
      for (; next < later.length; next++) {
        const other = later[next]
        if (other !== undefined) items.push(other)
      }
    },
    shift() {
      const oldest = items[start]
      if (oldest === undefined) return undefined
      start++
      if (start >= mostEmpty) {
        items.splice(0, start)
        start = 0
      }
      return oldest
    },
  }
}
