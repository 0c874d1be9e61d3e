/** What JSON.parse can give. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [field: string]: Json
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

// Array.isArray alone does not narrow a readonly list.
export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value)

export const without = (object: JsonObject, ...fields: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([name]) => !fields.includes(name)))

export const objectAt = (object: JsonObject, field: string): JsonObject => {
  const value = object[field]
  return isObject(value) ? value : {}
}

/** As Go's JSON errors name what they found. */
export function jsonTypeOf(value: Json): string {
  if (isList(value)) return 'array'
  return typeof value === 'boolean' ? 'bool' : typeof value
}

/** Parses JSON; what is wrong with it is told to `refuse` in the words of Go's encoding/json. */
export function parseJson(text: string, refuse: (why: string) => Error): Json {
  const value = parsed(text, refuse)
  const tooDeep = findDeep(value, maxDepth)
  if (tooDeep !== undefined) throw refuse(`invalid character '${isList(tooDeep) ? '[' : '{'}' exceeded max depth`)
  return value
}

/** Go's encoding/json descends ten times as deep; no object of the API is half as deep as this. */
const maxDepth = 1000

function findDeep(value: Json, left: number): Json | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (left === 0) return value
  for (const item of Object.values(value)) {
    const found = findDeep(item, left - 1)
    if (found !== undefined) return found
  }
  return undefined
}

function parsed(text: string, refuse: (why: string) => Error): Json {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw refuse(goWords(text, error instanceof Error ? error.message : ''))
  }
}

/** V8 says what it expected and where; Go says what it found, and looking for what. */
function goWords(text: string, why: string): string {
  const [, token, position] = /Unexpected token '(.+?)',|at position (\d+)/u.exec(why) ?? []
  const found = token ?? (position === undefined ? '' : (text[Number(position)] ?? ''))
  if (found === '' || /^Unexpected end|^Unterminated string/.test(why)) return 'unexpected end of JSON input'
  const [, place = 'looking for beginning of value'] = places.find(([words]) => words.test(why)) ?? []
  return `invalid character ${found === "'" ? `'\\''` : `'${JSON.stringify(found).slice(1, -1)}'`} ${place}`
}

const places: readonly (readonly [RegExp, string])[] = [
  [/property name/, 'looking for beginning of object key string'],
  [/after property value/, 'after object key:value pair'],
  [/after array element/, 'after array element'],
  [/':' after property/, 'after object key'],
  [/after JSON/, 'after top-level value'],
  [/control character/, 'in string literal'],
  [/escape/, 'in string escape code'],
]
