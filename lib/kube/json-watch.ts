import { bookmarkFields, bookmarkOf } from './bookmark'
import type { Fields, ObjectOf } from './fields'
import { isObject, keep, parseJson } from './json'
import { objectLimit, type WatchEvent, type WatchReader, WireError } from './reading'
import { statusFields } from './status'

const lineFeed = 0x0a

/** Reads a watch as JSON: one `{"type", "object"}` a line. Lines are found in the bytes, where no character is cut. */
export function createJsonWatchReader<const F extends Fields>(fields: F): WatchReader<ObjectOf<F>> {
  let parts: Buffer[] = []
  let held = 0

  function hold(part: Buffer): void {
    held += part.length
    if (held > objectLimit)
      throw new WireError(`The watch sent an event of over ${objectLimit} bytes, which is not read.`)
    parts.push(part)
  }

  function readLine(): WatchEvent<ObjectOf<F>>[] {
    const line = Buffer.concat(parts)
    parts = []
    held = 0
    return isBlank(line) ? [] : [eventOf(fields, parseJson(line))]
  }

  return {
    push(chunk) {
      const events: WatchEvent<ObjectOf<F>>[] = []
      let start = 0
      for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
        hold(chunk.subarray(start, end))
        events.push(...readLine())
        start = end + 1
      }
      if (start < chunk.length) hold(chunk.subarray(start))
      return events
    },
  }
}

function isBlank(line: Buffer): boolean {
  return line.every((byte) => byte === 0x20 || byte === 0x0d || byte === 0x09)
}

function eventOf<F extends Fields>(fields: F, event: unknown): WatchEvent<ObjectOf<F>> {
  const type = isObject(event) ? event['type'] : undefined
  const object = isObject(event) ? event['object'] : undefined
  switch (type) {
    case 'ADDED':
    case 'MODIFIED':
    case 'DELETED':
      return { type, object: keep(fields, object) }
    case 'BOOKMARK':
      return bookmarkOf(keep(bookmarkFields, object))
    case 'ERROR':
      return { type, status: keep(statusFields, object) }
    default:
      throw new WireError(`The watch sent an event of the unknown type ${JSON.stringify(type)}.`)
  }
}
