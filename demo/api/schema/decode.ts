import { isList, isObject, type Json, type JsonObject } from '@/demo/api/json'
import { type Definition, type Field, findDefinition, goTypeOf } from './schema'

/** A value of another type than its field. */
export interface Mismatch {
  /** `spec.template.spec.containers.image`, without the places in lists, as Go tells it. */
  readonly path: string
  /** The Go struct that the field is in: `Container`. */
  readonly struct: string
  readonly goType: string
  readonly value: Json
}

export interface Decoded {
  readonly object: JsonObject
  /** Fields that the type does not have, as paths with the places in lists; they are left out of the object. */
  readonly unknown: readonly string[]
  readonly mismatch: Mismatch | undefined
}

/** Reads JSON as Go would read it into the type: unknown fields, nulls, empty lists and empty maps are left out. */
export function decode(kind: string, value: JsonObject): Decoded {
  const definition = findDefinition(kind)
  if (definition === undefined) return { object: value, unknown: [], mismatch: undefined }
  const notes: Notes = { unknown: [], mismatch: undefined }
  const object = decodeObject(definition, value, '', '', notes)
  return { object, ...notes }
}

interface Notes {
  readonly unknown: string[]
  mismatch: Mismatch | undefined
}

const join = (path: string, name: string) => (path === '' ? name : `${path}.${name}`)

function decodeObject(definition: Definition, value: JsonObject, path: string, plainPath: string, notes: Notes) {
  const result: Record<string, Json> = {}
  for (const [name, given] of Object.entries(value)) {
    const field = definition.fields.get(name)
    if (field === undefined) notes.unknown.push(join(path, name))
    else if (given !== null) {
      const place = { field, struct: definition.name, path: join(path, name), plainPath: join(plainPath, name) }
      const read = decodeField(place, given, notes)
      if (!isEmptied(name, field, read)) result[name] = read
    }
  }
  return result
}

// Lists of Go without omitempty are told even when they are empty.
const alwaysTold = ['rules', 'endpoints', 'currentMetrics']
const isEmptied = (name: string, { shape }: Field, value: Json) =>
  (shape === 'list' && isList(value) && value.length === 0 && !alwaysTold.includes(name)) ||
  (shape === 'map' && isObject(value) && Object.keys(value).length === 0)

interface Place {
  readonly field: Field
  readonly struct: string
  readonly path: string
  readonly plainPath: string
}

function decodeField(place: Place, value: Json, notes: Notes): Json {
  const { field } = place
  if (field.shape === 'list') {
    if (isList(value))
      return value.map((item, at) => decodeOne({ ...place, path: `${place.path}[${at}]` }, item, notes))
    return mismatch(place, goTypeOf(field), value, notes)
  }
  if (field.shape === 'map') {
    if (!isObject(value)) return mismatch(place, goTypeOf(field), value, notes)
    const entries = Object.entries(value).filter(([, item]) => item !== null)
    return Object.fromEntries(entries.map(([key, item]) => [key, decodeOne(place, item, notes)]))
  }
  return decodeOne(place, value, notes)
}

function decodeOne(place: Place, value: Json, notes: Notes): Json {
  const { type } = place.field
  const definition = findDefinition(type)
  const goType = goTypeOf({ ...place.field, shape: 'one' })
  if (definition !== undefined)
    return isObject(value)
      ? decodeObject(definition, value, place.path, place.plainPath, notes)
      : mismatch(place, goType, value, notes)
  const isWrong = wrong[type]
  return isWrong?.(value) ? mismatch(place, goType, value, notes) : value
}

function mismatch({ struct, plainPath }: Place, goType: string, value: Json, notes: Notes): Json {
  notes.mismatch ??= { path: plainPath, struct, goType, value }
  return value
}

const isWhole = (value: Json, bits: number) =>
  typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2 ** (bits - 1)

const quantity = /^[+-]?(\d+(\.\d*)?|\.\d+)(m|u|n|k|M|G|T|P|E|[KMGTPE]i|[eE][+-]?\d+)?$/

/** Whether a value is not of the scalar type of that letter. */
const wrong: Readonly<Record<string, (value: Json) => boolean>> = {
  s: (value) => typeof value !== 'string',
  y: (value) => typeof value !== 'string',
  i: (value) => !isWhole(value, 32),
  l: (value) => !isWhole(value, 64),
  b: (value) => typeof value !== 'boolean',
  n: (value) => typeof value !== 'number',
  q: (value) => typeof value !== 'number' && !(typeof value === 'string' && quantity.test(value)),
  x: (value) => typeof value !== 'string' && !isWhole(value, 32),
  t: (value) => typeof value !== 'string' || Number.isNaN(Date.parse(value)),
}
