// Phases, reasons, images, owners and nodes repeat in thousands of objects: one string serves them all. The table is
// direct-mapped: a newcomer takes the place of what was there, so it never grows. Only ASCII is shared.
const places = 1 << 14
const longest = 128
const table: string[] = new Array<string>(places).fill('')

/** The text of these bytes (UTF-8), the same string as an earlier reader got where it is still in the table. */
export function readSharedText(bytes: Buffer, start: number, end: number): string {
  if (end - start > longest) return readText(bytes, start, end)
  let hash = end - start
  let seen = 0
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0
    seen |= byte
    hash = (Math.imul(hash, 31) + byte) | 0
  }
  if (seen >= 0x80) return readText(bytes, start, end)
  const place = placeOf(hash)
  const held = table[place] ?? ''
  if (isText(held, bytes, start, end)) return held
  const read = bytes.toString('latin1', start, end)
  table[place] = read
  return read
}

/** The same for a text that is a string already. */
export function shareText(given: string): string {
  if (given.length > longest) return given
  let hash = given.length
  for (let at = 0; at < given.length; at++) {
    const code = given.charCodeAt(at)
    if (code >= 0x80) return given
    hash = (Math.imul(hash, 31) + code) | 0
  }
  const place = placeOf(hash)
  const held = table[place] ?? ''
  if (held === given) return held
  table[place] = given
  return given
}

export function readText(bytes: Buffer, start: number, end: number): string {
  return bytes.toString('utf8', start, end)
}

function placeOf(hash: number): number {
  return (hash ^ (hash >>> 15)) & (places - 1)
}

/** Whether these bytes are this ASCII text. */
export function isText(text: string, bytes: Buffer, start: number, end: number): boolean {
  if (text.length !== end - start) return false
  for (let at = 0; at < text.length; at++) {
    if (text.charCodeAt(at) !== bytes[start + at]) return false
  }
  return true
}
