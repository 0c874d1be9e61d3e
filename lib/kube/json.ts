import { createBlank, isBlank } from './blank'
import type { Fields, ObjectOf, Shape } from './fields'
import { parseInstant } from './instant'
import { WireError } from './reading'
import { shareText } from './shared-text'

type Json = Readonly<Record<string, unknown>>

const blanks = new WeakMap<Fields, Readonly<Record<string, unknown>>>()

/**
 * Of an object parsed from JSON, what the declaration keeps: the same object that the protobuf reader gives.
 * Whatever has another type than declared counts as absent; nothing throws. Parsed texts are copies (V8 of Node 26:
 * measured in json.test.ts), so that what is kept does not hold on to the source.
 */
export function keep<const F extends Fields>(fields: F, value: unknown): ObjectOf<F> {
  // True by construction: a copy of the blank of these fields, filled in as each of them declares.
  return keepMessage(fields, isObject(value) ? value : {}) as ObjectOf<F>
}

/** Throws WireError, without JSON's own error: that quotes the text, which nobody should read in a log. */
export function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString())
  } catch {
    throw new WireError('The answer is not valid JSON.')
  }
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function keepMessage(fields: Fields, value: Json): Record<string, unknown> {
  const object = { ...blankOf(fields) }
  for (const [key, field] of Object.entries(fields)) {
    const { shape } = field
    const given = shape.is === 'message' && shape.inline === true ? value : value[key]
    if (given !== undefined && given !== null) object[key] = keepValue(shape, given) ?? field.absent
  }
  return object
}

function blankOf(fields: Fields): Readonly<Record<string, unknown>> {
  const known = blanks.get(fields)
  if (known !== undefined) return known
  const blank = createBlank(fields)
  blanks.set(fields, blank)
  return blank
}

/** The value as declared, or undefined if it has another type or nothing in it. */
function keepValue(shape: Shape, value: unknown): unknown {
  switch (shape.is) {
    case 'text':
      return typeof value === 'string' ? shareText(value) : undefined
    case 'unique':
      return typeof value === 'string' ? value : undefined
    case 'int':
      return Number.isInteger(value) ? value : undefined
    case 'bool':
      return typeof value === 'boolean' ? value : undefined
    case 'time':
      return typeof value === 'string' ? parseInstant(value) : undefined
    case 'intOrString':
      return typeof value === 'string' ? shareText(value) : Number.isInteger(value) ? value : undefined
    case 'map':
      return isObject(value) ? keepEntries(shape, value) : undefined
    case 'message':
      return isObject(value) ? keepMessage(shape.fields, value) : undefined
    case 'list':
      return Array.isArray(value) ? keepItems(shape, value) : undefined
  }
}

function keepQuantity(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' ? shareText(value) : undefined
}

function keepEntries({ of, only }: Extract<Shape, { is: 'map' }>, value: Json): Record<string, string> | undefined {
  const entries: Record<string, string> = {}
  let some = false
  for (const key of only ?? Object.keys(value)) {
    const given = Object.hasOwn(value, key) ? value[key] : undefined
    const kept = of === 'quantity' ? keepQuantity(given) : typeof given === 'string' ? shareText(given) : undefined
    if (kept === undefined) continue
    entries[key] = kept
    some = true
  }
  return some ? entries : undefined
}

function keepItems(
  { of, filled }: Extract<Shape, { is: 'list' }>,
  values: readonly unknown[],
): readonly unknown[] | undefined {
  const items = values
    .map((value) => keepValue(of, value))
    .filter((item) => item !== undefined && !(filled === true && isBlank(of, item)))
  return items.length === 0 ? undefined : items
}
