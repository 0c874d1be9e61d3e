import type { Sink } from './channel'

/** What a browser may have waiting before it counts as slow, in bytes. */
const highWaterMark = 64 * 1024
const encoder = new TextEncoder()

/** Browsers that look at the same thing are sent the same text one after the other: it becomes bytes once. */
let encoded = { text: '', bytes: new Uint8Array() }

function encode(text: string): Uint8Array {
  if (encoded.text !== text) encoded = { text, bytes: encoder.encode(text) }
  return encoded.bytes
}

export interface EventStreamEnds {
  /** Takes the sink into use; gives what lets go of it. */
  attach(sink: Sink): () => void
  drained(): void
}

/**
 * The body of one browser's stream: what is written to the sink, as long as the browser takes it. It is handed on piece by
 * piece as it is asked for, so that what waits can still be thrown away.
 */
export function openEventStream(ends: EventStreamEnds, ended: AbortSignal): ReadableStream<Uint8Array> {
  const outbox = createOutbox()
  const over = new AbortController()
  let detach = () => {}
  const letGo = () => {
    over.abort()
    detach()
  }
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        outbox.open(controller)
        const finish = () => {
          outbox.finish()
          letGo()
        }
        detach = ends.attach({
          get ready() {
            return outbox.isOpen() && outbox.size() < highWaterMark
          },
          get waiting() {
            return outbox.size() > 0
          },
          write: outbox.put,
          close: finish,
          cut() {
            outbox.clear()
            finish()
          },
        })
        // A session may outlive thousands of its streams.
        ended.addEventListener('abort', finish, { signal: over.signal })
        if (ended.aborted) finish()
      },
      pull() {
        outbox.give()
        if (outbox.size() < highWaterMark) ends.drained()
      },
      cancel() {
        outbox.abandon()
        letGo()
      },
    },
    // Nothing is asked for before the browser's side takes it.
    { highWaterMark: 0 },
  )
}

/** What was written and not asked for yet. */
function createOutbox() {
  const waiting: Uint8Array[] = []
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined
  let size = 0
  let isWanted = false
  let isOpen = true
  let isEnding = false

  function give() {
    isWanted = true
    const next = waiting.shift()
    if (next !== undefined) {
      isWanted = false
      size -= next.byteLength
      controller?.enqueue(next)
    }
    end()
  }
  /** What was written before the end is still taken. */
  function end() {
    if (!isEnding || !isOpen || waiting.length > 0) return
    isOpen = false
    controller?.close()
  }
  return {
    isOpen: () => isOpen && !isEnding,
    size: () => size,
    open(opened: ReadableStreamDefaultController<Uint8Array>) {
      controller = opened
    },
    put(text: string) {
      if (!isOpen || isEnding) return
      const bytes = encode(text)
      waiting.push(bytes)
      size += bytes.byteLength
      if (isWanted) give()
    },
    give,
    clear() {
      waiting.length = 0
      size = 0
    },
    finish() {
      isEnding = true
      end()
    },
    /** The other side has left: its controller takes nothing any more, not even an end. */
    abandon() {
      isOpen = false
      waiting.length = 0
      size = 0
    },
  }
}
