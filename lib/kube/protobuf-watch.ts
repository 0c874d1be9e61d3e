import { bookmarkFields, bookmarkOf } from './bookmark'
import { openEnvelope } from './envelope'
import type { Fields, ObjectOf } from './fields'
import { createFraming } from './framing'
import { createObjectReader } from './protobuf'
import { objectLimit, type WatchEvent, type WatchReader, WireError } from './reading'
import { readSharedText } from './shared-text'
import { statusFields } from './status'
import { cutOff, findBytes, foundEnd } from './wire'

const headerLength = 4

const readBookmark = createObjectReader(bookmarkFields)
const readStatusMessage = createObjectReader(statusFields)

/** Reads a watch: frames of a length (4 bytes, big-endian) and a WatchEvent {1 type, 2 object {1 raw: an envelope}}. */
export function createWatchReader<const F extends Fields>(fields: F): WatchReader<ObjectOf<F>> {
  const read = createObjectReader(fields)
  let events: WatchEvent<ObjectOf<F>>[] = []

  function readEvent(bytes: Buffer, start: number, end: number): WatchEvent<ObjectOf<F>> {
    const typeAt = findBytes(bytes, start, end, 1)
    const type = typeAt < 0 ? '' : readSharedText(bytes, typeAt, foundEnd)
    const extensionAt = findBytes(bytes, start, end, 2)
    const envelopeAt = extensionAt < 0 ? cutOff() : findBytes(bytes, extensionAt, foundEnd, 1)
    const rawAt = envelopeAt < 0 ? cutOff() : openEnvelope(bytes, envelopeAt, foundEnd)
    switch (type) {
      case 'ADDED':
      case 'MODIFIED':
      case 'DELETED':
        return { type, object: read(bytes, rawAt, foundEnd) }
      case 'BOOKMARK':
        return bookmarkOf(readBookmark(bytes, rawAt, foundEnd))
      case 'ERROR':
        return { type, status: readStatusMessage(bytes, rawAt, foundEnd) }
      default:
        throw new WireError(`The watch sent an event of the unknown type "${type}".`)
    }
  }

  const framing = createFraming(sizeOfFrame, (bytes, start, end) => {
    events.push(readEvent(bytes, start + headerLength, end))
  })
  return {
    push(chunk) {
      events = []
      framing.push(chunk)
      return events
    },
  }
}

function sizeOfFrame(bytes: Buffer, start: number, end: number): number {
  if (end - start < headerLength) return headerLength
  const length = bytes.readUInt32BE(start)
  if (length > objectLimit)
    throw new WireError(`The watch sent an event of ${length} bytes; at most ${objectLimit} are read.`)
  return headerLength + length
}
