import { setImmediate } from 'node:timers/promises'

/** What waits for its reader at most, and what one piece has at most, give or take a chunk. */
const pieceLimit = 256 * 1024

/** The side of a body that the network fills. */
export interface Body {
  push(chunk: Buffer): void
  /** Nothing comes any more; with an error, because it broke off. */
  end(error?: unknown): void
  readonly pieces: AsyncGenerator<Buffer, void, void>
}

/** How a body slows down, or ends, what fills it. */
export interface Flow {
  pause(): void
  resume(): void
  /** Its reader wants no more. */
  giveUp(): void
}

/**
 * A body in few large pieces: whatever has come since the last one. API servers write chunks of 2 to 4 KB, 35,000 for
 * 10,000 pods: a promise for each costs more than reading it. Between two pieces the event loop always has a turn.
 */
export function createBody(flow: Flow): Body {
  let waiting: Buffer[] = []
  let size = 0
  let over = false
  let failure: unknown
  let wake = () => {}

  async function* read() {
    try {
      for (;;) {
        flow.resume()
        if (size === 0 && !over) await new Promise<void>((resolve) => (wake = resolve))
        await setImmediate()
        if (size > 0) {
          const piece = Buffer.concat(waiting, size)
          waiting = []
          size = 0
          yield piece
        } else if (failure !== undefined) throw failure
        else if (over) return
      }
    } finally {
      if (!over) flow.giveUp()
    }
  }

  return {
    push(chunk) {
      waiting.push(chunk)
      size += chunk.length
      if (size >= pieceLimit) flow.pause()
      wake()
    },
    end(error) {
      failure = error
      over = true
      wake()
    },
    pieces: read(),
  }
}
