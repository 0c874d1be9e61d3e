import { createBlank, isBlank } from './blank'
import { type Field, type Fields, int, type ObjectOf, type Shape, text } from './fields'
import { isText, readSharedText, readText } from './shared-text'
import { afterVarint, cutOff, delimited, findBytes, foundEnd, readTag, readVarint, skipValue, varint } from './wire'

/** Reads the message that lies in `bytes` from `start` to `end`. Throws WireError. */
export type ObjectReader<T> = (bytes: Buffer, start: number, end: number) => T

/** What becomes of a field when it comes: a value of its own, or one more in what is `held` already. */
type Slot = { readonly key: string } & (
  | { readonly takes: 'number'; readonly of: (value: number) => unknown }
  | { readonly takes: 'bytes'; readonly read: ObjectReader<unknown> }
  | { readonly takes: 'more'; readonly add: Add }
)

type Add = (held: unknown, bytes: Buffer, start: number, end: number) => unknown

interface Plan {
  readonly blank: Readonly<Record<string, unknown>>
  /** By field number. */
  readonly slots: readonly (Slot | undefined)[]
  /** The keys of fields that are lists. */
  readonly lists: readonly string[]
}

const secondsTag = 1 * 8 + varint
const nanosTag = 2 * 8 + varint

/** Compiles a declaration, once, into a reader that goes over the bytes once and skips what is not declared. */
export function createObjectReader<const F extends Fields>(fields: F): ObjectReader<ObjectOf<F>> {
  const plan = createPlan(fields)
  // True by construction: a copy of the blank of these fields, filled in by their own readers.
  return (bytes, start, end) => readMessage(plan, bytes, start, end) as ObjectOf<F>
}

function createPlan(fields: Fields): Plan {
  const last = Math.max(0, ...Object.values(fields).map((field) => field.number))
  const slots = new Array<Slot | undefined>(last + 1).fill(undefined)
  for (const [key, field] of Object.entries(fields)) slots[field.number] = { key, ...createSlot(field) }
  const lists = Object.keys(fields).filter((key) => fields[key]?.shape.is === 'list')
  return { blank: createBlank(fields), slots, lists }
}

function createSlot({ shape, absent }: Field<unknown>) {
  switch (shape.is) {
    case 'int':
      return { takes: 'number', of: (value: number) => value } as const
    case 'bool':
      return { takes: 'number', of: (value: number) => value !== 0 } as const
    case 'list':
      return { takes: 'more', add: createAddItem(shape) } as const
    case 'map':
      return { takes: 'more', add: createAddEntry(shape, absent) } as const
    default:
      return { takes: 'bytes', read: createRead(shape) } as const
  }
}

function createRead(shape: Shape): ObjectReader<unknown> {
  switch (shape.is) {
    case 'text':
      return readSharedText
    case 'unique':
      return readText
    case 'time':
      return readTime
    case 'intOrString':
      return readIntOrString
    case 'message': {
      const plan = createPlan(shape.fields)
      return (bytes, start, end) => readMessage(plan, bytes, start, end)
    }
    case 'int':
    case 'bool':
    case 'map':
    case 'list':
      throw new TypeError(`A list of ${shape.is} cannot be declared.`)
  }
}

/**
 * An empty message (most `lastState`s are) is the blank itself: nobody writes to what was read. Most tags and lengths are
 * one byte, so that case is decided here, without a call.
 */
function readMessage({ blank, slots, lists }: Plan, bytes: Buffer, start: number, end: number): object {
  if (start === end) return blank
  const object = { ...blank }
  let at = start
  while (at < end) {
    let tag = bytes[at] ?? cutOff()
    if (tag >= 8 && tag < 0x80) {
      at++
    } else {
      tag = readTag(bytes, at)
      at = afterVarint
    }
    const slot = slots[tag >>> 3]
    const type = tag & 7
    if (type === delimited) {
      let length = bytes[at] ?? cutOff()
      if (length < 0x80) {
        at++
      } else {
        length = readVarint(bytes, at)
        at = afterVarint
      }
      const from = at
      at += length
      if (length < 0 || at > end) cutOff()
      if (slot === undefined) continue
      if (slot.takes === 'bytes') object[slot.key] = slot.read(bytes, from, at)
      else if (slot.takes === 'more') object[slot.key] = slot.add(object[slot.key], bytes, from, at)
    } else if (type === varint && slot?.takes === 'number') {
      const value = readVarint(bytes, at)
      object[slot.key] = slot.of(value)
      at = afterVarint
    } else {
      at = skipValue(bytes, at, tag)
    }
  }
  if (at !== end) cutOff()
  for (const key of lists) object[key] = trim(object[key])
  return object
}

function createAddItem({ of, filled }: Extract<Shape, { is: 'list' }>): Add {
  const read = createRead(of)
  return (held, bytes, start, end) => {
    const item = read(bytes, start, end)
    if (filled === true && isBlank(of, item)) return held
    if (!Array.isArray(held) || held.length === 0) return [item]
    held.push(item)
    return held
  }
}

/** A list that grew has room to grow on; a copy has room for what is in it. */
function trim(list: unknown): unknown {
  return Array.isArray(list) && list.length > 1 ? list.slice() : list
}

function createAddEntry({ of, only }: Extract<Shape, { is: 'map' }>, absent: unknown): Add {
  const readValue = of === 'text' ? readSharedText : readQuantity
  return (held, bytes, start, end) => {
    const keyAt = findBytes(bytes, start, end, 1)
    const keyEnd = keyAt < 0 ? keyAt : foundEnd
    const key =
      only === undefined ? readSharedText(bytes, keyAt, keyEnd) : only.find((one) => isText(one, bytes, keyAt, keyEnd))
    if (key === undefined) return held
    const valueAt = findBytes(bytes, start, end, 2)
    // A map holds nothing but what this function put there.
    const entries = held === absent ? {} : (held as Record<string, string>)
    entries[key] = valueAt < 0 ? '' : readValue(bytes, valueAt, foundEnd)
    return entries
  }
}

/** Time {1 seconds, 2 nanos}; Go's zero time is an empty message, and no instant. */
function readTime(bytes: Buffer, start: number, end: number): number | undefined {
  if (start === end) return undefined
  let seconds = 0
  let nanos = 0
  let at = start
  while (at < end) {
    const tag = readTag(bytes, at)
    if ((tag & 7) === varint) {
      const value = readVarint(bytes, afterVarint)
      if (tag === secondsTag) seconds = value
      else if (tag === nanosTag) nanos = value
      at = afterVarint
    } else {
      at = skipValue(bytes, afterVarint, tag)
    }
  }
  if (at !== end) cutOff()
  return seconds * 1000 + Math.floor(nanos / 1e6)
}

/** Quantity {1 string}. */
function readQuantity(bytes: Buffer, start: number, end: number): string {
  const textAt = findBytes(bytes, start, end, 1)
  return textAt < 0 ? '' : readSharedText(bytes, textAt, foundEnd)
}

const readEither = createObjectReader({ type: int(1), intVal: int(2), strVal: text(3) })

/** IntOrString {1 type: 0 number, 1 text; 2 number; 3 text}. */
function readIntOrString(bytes: Buffer, start: number, end: number): number | string {
  const { type, intVal, strVal } = readEither(bytes, start, end)
  return type === 1 ? strVal : intVal
}
