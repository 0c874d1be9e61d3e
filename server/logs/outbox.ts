/** What waits to be sent, bounded: who adds beyond the bound waits until there is room. */
export interface Outbox<T> {
  /** Resolves when there is room for more. */
  put(item: T, size: number): Promise<void>
  /** Everything that waits, in order. */
  take(): readonly T[]
  readonly isEmpty: boolean
}

/** `limit` in the unit of the sizes; `onItem` follows each item that is put. */
export function createOutbox<T>(limit: number, onItem: () => void): Outbox<T> {
  let items: T[] = []
  let size = 0
  let room = Promise.withResolvers<void>()
  return {
    get isEmpty() {
      return items.length === 0
    },
    put(item, itemSize) {
      items.push(item)
      size += itemSize
      onItem()
      return size < limit ? Promise.resolve() : room.promise
    },
    take() {
      const taken = items
      items = []
      size = 0
      room.resolve()
      room = Promise.withResolvers<void>()
      return taken
    },
  }
}
