import { isMagic, isTypeMetaOf, magic, unknownRaw, unknownTypeMeta } from './envelope'
import { createFraming, type Framing, type TakeElement } from './framing'
import { objectLimit, WireError } from './reading'
import { afterVarint, cutOff, delimited, hasVarint, readTag, readVarint, sizeOfField } from './wire'

const rawTag = unknownRaw * 8 + delimited
const typeMetaTag = unknownTypeMeta * 8 + delimited

/** Opens an envelope as it comes, and gives the fields of the list in it (tag and all) one by one. */
export function createEnvelopeStream(takeField: TakeElement): Framing {
  let place: 'magic' | 'envelope' | 'list' | 'end' = 'magic'
  let remaining = 0

  function takeEnvelopePart(bytes: Buffer, start: number, end: number): void {
    const tag = readTag(bytes, start)
    if (tag === typeMetaTag) {
      readVarint(bytes, afterVarint)
      if (isTypeMetaOf('Status', bytes, afterVarint, end)) throw new WireError('The answer is a Status, not a list.')
    } else if (tag === rawTag) {
      remaining = readVarint(bytes, afterVarint)
      if (remaining < 0) cutOff()
      place = remaining === 0 ? 'end' : 'list'
    }
  }

  const framing = createFraming(
    (bytes, start, end) => {
      if (place === 'magic') return magic.length
      return place === 'list' ? sizeOfField(bytes, start, end, objectLimit) : sizeOfEnvelopePart(bytes, start, end)
    },
    (bytes, start, end) => {
      if (place === 'magic') {
        if (!isMagic(bytes, start, end)) throw new WireError('The list is not in the Kubernetes protobuf format.')
        place = 'envelope'
      } else if (place === 'envelope') {
        takeEnvelopePart(bytes, start, end)
      } else if (place === 'list') {
        remaining -= end - start
        if (remaining < 0) cutOff()
        if (remaining === 0) place = 'end'
        takeField(bytes, start, end)
      }
    },
  )
  return {
    push: framing.push,
    finish() {
      framing.finish()
      if (place !== 'end') cutOff()
    },
  }
}

/** Of the list only the header is an element: what is in it comes part by part. */
function sizeOfEnvelopePart(bytes: Buffer, start: number, end: number): number {
  if (!hasVarint(bytes, start, end)) return end - start + 1
  if (readTag(bytes, start) !== rawTag) return sizeOfField(bytes, start, end, objectLimit)
  if (!hasVarint(bytes, afterVarint, end)) return end - start + 1
  readVarint(bytes, afterVarint)
  return afterVarint - start
}
