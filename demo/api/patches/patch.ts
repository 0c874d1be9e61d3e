import { isList, isObject, type Json, type JsonObject, jsonTypeOf, parseJson } from '@/demo/api/json'
import { isCustom } from '@/demo/api/route'
import { findDefinition } from '@/demo/api/schema/schema'
import { badRequest, unsupportedMediaType, unsupportedPatch } from '@/demo/api/status'
import type { ResourceType } from '@/demo/store/types'
import { applyOperation } from './json-patch'
import { mergePatch } from './merge-patch'
import { strategicMerge } from './strategic-merge'

const formats = ['json-patch+json', 'merge-patch+json', 'strategic-merge-patch+json', 'apply-patch+yaml'] as const
export type PatchFormat = (typeof formats)[number]

/** The format that a content type names; throws the API's 415 for one that the type does not take. */
export function patchFormatOf(type: ResourceType, contentType: string): PatchFormat {
  const name = contentType.split(';')[0]?.trim()
  const format = formats.find((known) => `application/${known}` === name)
  if (format !== undefined && !(isCustom(type) && format === 'strategic-merge-patch+json')) return format
  const accepted = formats.filter((known) => known !== 'strategic-merge-patch+json')
  throw isCustom(type) ? unsupportedMediaType(accepted.map((known) => `application/${known}`)) : unsupportedPatch()
}

/** The object after a patch in one of the formats but apply; throws what the API answers to one it can't apply. */
export function applyPatch(format: PatchFormat, kind: string, target: JsonObject, body: string): JsonObject {
  const isStrategic = format === 'strategic-merge-patch+json'
  const patch = parseJson(body, (why) => badRequest(isStrategic ? why : `error decoding patch: ${why}`))
  if (format === 'json-patch+json') return applyJsonPatch(target, patch)
  const expected = 'json: cannot unmarshal TYPE into Go value of type map[string]interface {}'
  if (patch === null) throw badRequest('Invalid JSON Patch')
  if (!isObject(patch)) {
    const why = expected.replace('TYPE', jsonTypeOf(patch))
    throw badRequest(isStrategic ? why : `error decoding patch: ${why}`)
  }
  return isStrategic ? strategicMerge(findDefinition(kind), target, patch) : mergePatch(target, patch)
}

function applyJsonPatch(target: JsonObject, patch: Json): JsonObject {
  const wrong = (value: Json, goType: string) =>
    badRequest(`error decoding patch: json: cannot unmarshal ${jsonTypeOf(value)} into Go value of type ${goType}`)
  if (!isList(patch)) throw wrong(patch, '[]handlers.jsonPatchOp')
  if (patch.length > 10_000)
    throw badRequest(`The allowed maximum operations in a JSON patch is 10000, got ${patch.length}`)
  let patched: Json = target
  for (const operation of patch) {
    if (!isObject(operation)) throw wrong(operation, 'handlers.jsonPatchOp')
    patched = applyOperation(patched, operation)
  }
  if (!isObject(patched)) throw badRequest('the patched value is not an object')
  return patched
}
