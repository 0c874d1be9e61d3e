import { isObject, type Json, type JsonObject } from '@/demo/api/json'

/** RFC 7386. */
export function mergePatch(target: JsonObject, patch: JsonObject): JsonObject {
  const merged = new Map(Object.entries(target))
  for (const [field, value] of Object.entries(patch)) {
    if (value === null) merged.delete(field)
    else if (isObject(value)) {
      const old: Json | undefined = merged.get(field)
      merged.set(field, mergePatch(isObject(old) ? old : {}, value))
    } else merged.set(field, value)
  }
  return Object.fromEntries(merged)
}
