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

/** The body of one browser's stream: what is written to the sink, as long as the browser takes it. */
export function openEventStream(ends: EventStreamEnds, ended: AbortSignal): ReadableStream<Uint8Array> {
  let detach = () => {}
  let open = true
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const finish = () => {
          if (open) controller.close()
          open = false
          detach()
        }
        detach = ends.attach({
          get ready() {
            return open && (controller.desiredSize ?? 0) > 0
          },
          write(text) {
            if (open) controller.enqueue(encode(text))
          },
          close: finish,
        })
        ended.addEventListener('abort', finish)
        if (ended.aborted) finish()
      },
      pull: ends.drained,
      cancel() {
        open = false
        detach()
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark }),
  )
}
