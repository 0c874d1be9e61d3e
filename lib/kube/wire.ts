import { WireError } from './reading'

/** Wire types of protobuf; 3 and 4 are groups, which nobody writes any more. */
export const varint = 0
const fixed64 = 1
export const delimited = 2
const groupStart = 3
const groupEnd = 4
const fixed32 = 5

/** Where the last varint ended: the byte after it. Reading is synchronous, so one place serves all. */
export let afterVarint = 0

const signBit = 2 ** 35
const highBits = 2 ** 36

/**
 * The signed 64-bit varint at `from`, exact within ±2^53. It may run past the end of its message, though not of the bytes:
 * the caller compares where it ended. Throws WireError.
 */
export function readVarint(bytes: Uint8Array, from: number): number {
  let at = from
  let byte = bytes[at++] ?? cutOff()
  let low = byte & 0x7f
  for (let shift = 7; byte >= 0x80 && shift < 28; shift += 7) {
    byte = bytes[at++] ?? cutOff()
    low |= (byte & 0x7f) << shift
  }
  // Bits 28 to 63 by multiplication: bit operations overflow at 32.
  let high = 0
  for (let scale = 1; byte >= 0x80; scale *= 128) {
    if (at - from === 10) throw new WireError('A number in a protobuf message is longer than ten bytes.')
    byte = bytes[at++] ?? cutOff()
    high += (byte & 0x7f) * scale
  }
  afterVarint = at
  if (high === 0) return low
  high %= highBits
  return (high < signBit ? high : high - highBits) * 2 ** 28 + low
}

/** A field's number and wire type, as `number * 8 + type`. */
export function readTag(bytes: Uint8Array, at: number): number {
  const tag = readVarint(bytes, at)
  if (tag < 8 || tag > 0xffffffff) throw new WireError('A protobuf message has a field with an impossible number.')
  return tag
}

/** Where the value at `at` ends, whatever it is; it may lie beyond the message, which the caller must notice. */
export function skipValue(bytes: Uint8Array, at: number, tag: number): number {
  switch (tag & 7) {
    case varint:
      readVarint(bytes, at)
      return afterVarint
    case fixed64:
      return at + 8
    case delimited: {
      const length = readVarint(bytes, at)
      return length < 0 ? cutOff() : afterVarint + length
    }
    case groupStart:
      return skipGroup(bytes, at)
    case fixed32:
      return at + 4
    default:
      throw new WireError('A protobuf message has a field of an impossible type.')
  }
}

function skipGroup(bytes: Uint8Array, from: number): number {
  let at = from
  for (let depth = 1; depth > 0; ) {
    const tag = readTag(bytes, at)
    const type = tag & 7
    if (type === groupStart) depth++
    else if (type === groupEnd) depth--
    at = type === groupStart || type === groupEnd ? afterVarint : skipValue(bytes, afterVarint, tag)
  }
  return at
}

/** Where the value that `findBytes` found ends. */
export let foundEnd = 0

/** Where the bytes of field `number` begin in the message, or -1; they end at `foundEnd`. The last one counts. */
export function findBytes(bytes: Uint8Array, start: number, end: number, number: number): number {
  const wanted = number * 8 + delimited
  let found = -1
  let at = start
  while (at < end) {
    const tag = readTag(bytes, at)
    const valueAt = afterVarint
    at = skipValue(bytes, valueAt, tag)
    if (tag === wanted) {
      found = afterVarint
      foundEnd = at
    }
  }
  if (at !== end) cutOff()
  return found
}

/**
 * How many bytes the field has that begins at `start`, tag and all; as long as too few of its bytes are there to know,
 * one more than there are. Groups have no size of their own: they throw, as does a length over `limit`.
 */
export function sizeOfField(bytes: Uint8Array, start: number, end: number, limit: number): number {
  const unknown = end - start + 1
  if (!hasVarint(bytes, start, end)) return unknown
  const tag = readTag(bytes, start)
  const valueAt = afterVarint
  const type = tag & 7
  if (type === groupStart) throw new WireError('A list has a group in it, which no API server writes.')
  if ((type === varint || type === delimited) && !hasVarint(bytes, valueAt, end)) return unknown
  const size = skipValue(bytes, valueAt, tag) - start
  if (size > limit) throw new WireError(`A list has a part of ${size} bytes; at most ${limit} are read.`)
  return size
}

/** Whether a whole varint (or one that is too long) lies there. */
export function hasVarint(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    if ((bytes[at] ?? 0) < 0x80 || at - start === 9) return true
  }
  return false
}

export function cutOff(): never {
  throw new WireError('A protobuf message ends before what it announces.')
}
