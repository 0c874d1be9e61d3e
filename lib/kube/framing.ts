import { cutOff } from './wire'

/**
 * How many bytes the next element has, which begins at `start`: as long as there are too few to know, more than there
 * are. Throws WireError when it would be too long to hold.
 */
export type SizeOf = (bytes: Buffer, start: number, end: number) => number

export type TakeElement = (bytes: Buffer, start: number, end: number) => void

export interface Framing {
  push(chunk: Buffer): void
  /** Throws WireError when the stream ended within an element. */
  finish(): void
}

/**
 * Cuts a stream of chunks into elements, each whole in one buffer: in the chunk itself where it lies there whole, else in
 * a copy of that element alone. Never holds more than one unfinished element.
 */
export function createFraming(sizeOf: SizeOf, take: TakeElement): Framing {
  let parts: Buffer[] = []
  let held = 0
  let wanted = 0

  /** Takes the elements that are whole; gives where the unfinished one begins. */
  function takeWhole(bytes: Buffer, from: number): number {
    let at = from
    while (at < bytes.length) {
      const size = sizeOf(bytes, at, bytes.length)
      if (size > bytes.length - at) {
        wanted = size
        return at
      }
      take(bytes, at, at + size)
      at += size
    }
    return at
  }

  /** Holds on to the beginning of an unfinished element. */
  function hold(part: Buffer): void {
    parts.push(part)
    held += part.length
  }

  return {
    push(chunk) {
      let at = 0
      while (held > 0 && at < chunk.length) {
        const missing = chunk.subarray(at, at + wanted - held)
        at += missing.length
        hold(missing)
        if (held < wanted) return
        const element = Buffer.concat(parts, held)
        parts = []
        held = 0
        if (takeWhole(element, 0) === 0) hold(element)
      }
      const rest = takeWhole(chunk, at)
      if (rest < chunk.length) hold(chunk.subarray(rest))
    },
    finish() {
      if (held > 0) cutOff()
    },
  }
}
