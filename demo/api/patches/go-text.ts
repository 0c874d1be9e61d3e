import { isList, isObject, type Json } from '@/demo/api/json'

/** A value as Go's `%v` prints it: `map[name:app ports:[80 81]]`. */
export function goText(value: Json): string {
  if (isList(value)) return `[${value.map(goText).join(' ')}]`
  if (!isObject(value)) return value === null ? '<nil>' : String(value)
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `map[${fields.map(([name, item]) => `${name}:${goText(item)}`).join(' ')}]`
}
