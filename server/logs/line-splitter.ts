/** A line's bytes as text, without its end. */
export interface RawLine {
  readonly text: string
  /** Bytes that were left out at its end because it was too long. */
  readonly cut: number
}

export interface LineSplitter {
  /** Takes the next bytes and gives the lines that are complete now. */
  push(chunk: Buffer): readonly RawLine[]
  /** The bytes have ended: what stood after the last end of a line. */
  finish(): readonly RawLine[]
}

/** The longest line that is kept whole, bytes. */
export const lineLimit = 32 * 1024
const newline = 0x0a
const carriageReturn = 0x0d

/** Bytes that aren't UTF-8 become the replacement character; a line beyond the limit loses its end, never its neighbours. */
export function createLineSplitter(): LineSplitter {
  const decoder = new TextDecoder('utf-8')
  let kept: Buffer[] = []
  let size = 0
  let cut = 0

  const keep = (piece: Buffer) => {
    const room = lineLimit - size
    if (piece.length > room) cut += piece.length - Math.max(0, room)
    if (room <= 0 || piece.length === 0) return
    const part = piece.subarray(0, room)
    kept.push(part)
    size += part.length
  }
  const take = (): RawLine => {
    const bytes = kept.length === 1 ? (kept[0] ?? Buffer.alloc(0)) : Buffer.concat(kept, size)
    const end = cut === 0 && bytes.at(-1) === carriageReturn ? bytes.length - 1 : bytes.length
    const line = { text: decoder.decode(bytes.subarray(0, end)), cut }
    kept = []
    size = 0
    cut = 0
    return line
  }
  return {
    push(chunk) {
      const lines: RawLine[] = []
      let from = 0
      for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, from)) {
        keep(chunk.subarray(from, end))
        lines.push(take())
        from = end + 1
      }
      // Copied: what waits for its end must not hold the whole chunk.
      keep(Buffer.from(chunk.subarray(from)))
      return lines
    },
    finish: () => (size > 0 || cut > 0 ? [take()] : []),
  }
}
