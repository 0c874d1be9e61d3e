import type { Fields } from './fields'

/**
 * An object with every declared field as it is when absent; a reader copies it (`{ ...blank }`) and fills it in, so all
 * objects of a declaration have one shape. V8 gives a parsed object room for exactly its keys; grown from `{}` it is a fifth larger.
 */
export function createBlank(fields: Fields): Record<string, unknown> {
  const keys = Object.keys(fields)
  const blank: Record<string, unknown> = JSON.parse(`{${keys.map((key) => `${JSON.stringify(key)}:null`).join()}}`)
  for (const [key, field] of Object.entries(fields)) blank[key] = field.absent
  return blank
}
