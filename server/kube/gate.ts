import type { Source } from './source'
import type { Stored } from './store'

/** Lets so many in at a time: the urgent first, else in the order in which they came. */
export interface Gate {
  /** Resolves with what ends the stay; rejects with the signal's reason when that comes first. */
  enter(signal: AbortSignal, urgent?: boolean): Promise<() => void>
}

export function createGate(size: number): Gate {
  const queues = { urgent: new Set<() => void>(), other: new Set<() => void>() }
  let inside = 0

  function createStay() {
    inside += 1
    let ended = false
    return () => {
      if (ended) return
      ended = true
      inside -= 1
      const [next] = queues.urgent.size > 0 ? queues.urgent : queues.other
      next?.()
    }
  }

  function wait(queue: Set<() => void>, signal: AbortSignal): Promise<() => void> {
    return new Promise((resolve, reject) => {
      const leaveQueue = () => {
        queue.delete(admit)
        signal.removeEventListener('abort', giveUp)
      }
      const admit = () => {
        leaveQueue()
        resolve(createStay())
      }
      const giveUp = () => {
        leaveQueue()
        reject(signal.reason as Error)
      }
      queue.add(admit)
      signal.addEventListener('abort', giveUp)
    })
  }

  return {
    async enter(signal, urgent = false) {
      signal.throwIfAborted()
      return inside < size ? createStay() : wait(urgent ? queues.urgent : queues.other, signal)
    },
  }
}

/**
 * A source that is inside the gate while it lists, and until its watch has begun to answer. Lists go first: rows are worth
 * more than connections, and what happens meanwhile the watches still tell.
 */
export function throughGate<T extends Stored>(source: Source<T>, gate: Gate): Source<T> {
  return {
    async *list(signal) {
      const leave = await gate.enter(signal, true)
      try {
        return yield* source.list(signal)
      } finally {
        leave()
      }
    },
    async version(signal) {
      const leave = await gate.enter(signal)
      try {
        return await source.version(signal)
      } finally {
        leave()
      }
    },
    async *watch(resourceVersion, signal) {
      const leave = await gate.enter(signal)
      try {
        for await (const events of source.watch(resourceVersion, signal)) {
          leave()
          yield events
        }
      } finally {
        leave()
      }
    },
  }
}
