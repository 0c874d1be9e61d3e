import type { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'

/** What waits for its reader at most, and what one piece has at most, give or take a chunk. */
const pieceLimit = 256 * 1024

/**
 * A body in few large pieces: whatever has come since the last one. API servers write chunks of 2 to 4 KB, 35,000 for
 * 10,000 pods: a promise for each costs more than reading it. Between two pieces the event loop always has a turn.
 */
export function gather(body: Readable): AsyncGenerator<Buffer, void, void> {
  let waiting: Buffer[] = []
  let size = 0
  let over = false
  let failure: unknown
  let wake = () => {}

  body.on('data', (chunk: Buffer) => {
    waiting.push(chunk)
    size += chunk.length
    if (size >= pieceLimit) body.pause()
    wake()
  })
  body.pause()
  // At once and not only when read: an error that nobody listens to ends the process.
  body.on('error', (error) => {
    failure = error
  })
  body.on('close', () => {
    over = true
    wake()
  })

  async function* pieces() {
    try {
      for (;;) {
        body.resume()
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
      body.destroy()
    }
  }
  return pieces()
}
