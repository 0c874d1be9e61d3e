import { isObject, type Json, type JsonObject, objectAt, parseJson } from '@/demo/api/json'
import { goText } from '@/demo/api/patches/go-text'
import { applyPatch, type PatchFormat, patchFormatOf } from '@/demo/api/patches/patch'
import { strategicMerge } from '@/demo/api/patches/strategic-merge'
import { isCustom, type Target } from '@/demo/api/route'
import { type Decoded, decode, type Mismatch } from '@/demo/api/schema/decode'
import { findDefinition } from '@/demo/api/schema/schema'
import { type ApiError, badRequest, invalid } from '@/demo/api/status'
import { apiVersionOf } from '@/demo/store/types'
import { type BodyType, checkUnknown, kindName, mismatchText, nameIn, schemaCauses } from './body'
import { invalidValue } from './causes'
import { createObject } from './create'
import { existing, toJson } from './plain'
import { saveScale, scaleOf, scaleType } from './scale'
import { checkName, save } from './update'
import { readWriteOptions, type WriteOptions } from './write-options'
import type { Desk, Outcome, WriteRequest } from './writer'
import { readYaml } from './yaml'

export function patch(desk: Desk, target: Target, { query, contentType = '', body }: WriteRequest): Outcome {
  const { type } = target.collection
  const format = patchFormatOf(type, contentType)
  const isApply = format === 'apply-patch+yaml'
  const options = readWriteOptions('PatchOptions', query, isApply)
  if (isApply) return apply(desk, target, body.toString(), options)
  const old = existing(target)
  const isScale = target.subresource === 'scale'
  const as: BodyType = isScale ? scaleType : type
  const shown = isScale ? scaleOf(target, old) : toJson(old)
  const patched = applyPatch(format, as.kind, shown, body.toString())
  const { object, unknown } = readPatched(as, format, patched, body.toString())
  const warnings = checkPatched(as, format, patched, unknown, options, body.toString())
  checkName(target, objectAt(object, 'metadata'), false)
  const result = isScale
    ? saveScale(desk, target, old, object, options.dryRun)
    : save(desk, target, old, object, options.dryRun)
  return { code: 200, body: result, warnings }
}

/** The patched JSON as its kind; throws the API's 422 when it is none. */
function readPatched(type: BodyType, format: PatchFormat, patched: JsonObject, body: string): Decoded {
  const { kind, apiVersion } = patched
  if (kind !== type.kind || apiVersion !== apiVersionOf(type)) {
    if (isCustom(type)) {
      const wrong =
        kind === type.kind ? invalidValue('apiVersion', apiVersion, `must be ${apiVersionOf(type)}`) : undefined
      const cause = wrong ?? invalidValue('kind', kind, `must be ${type.kind}`)
      throw invalid(`${textIn(kind)}.${type.group}`, nameIn(patched), [cause])
    }
    const which = `no kind ${JSON.stringify(kind ?? '')} is registered for version ${JSON.stringify(apiVersion ?? '')}`
    throw refusePatch(JSON.stringify(patched), `${which} in scheme "pkg/runtime/scheme.go:111"`)
  }
  const decoded = decode(type.kind, patched)
  const { mismatch } = decoded
  if (mismatch === undefined) return decoded
  if (isCustom(type)) throw invalid(kindName(type), nameIn(patched), schemaCauses(mismatch))
  throw format === 'strategic-merge-patch+json'
    ? refusePatch(goText(parseJson(body, badRequest)), conversionText(mismatch))
    : refusePatch(JSON.stringify(patched), mismatchText(mismatch))
}

/** What is no text is read as none. */
const textIn = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

const refusePatch = (shown: string, why: string): ApiError => invalid('', '', [invalidValue('patch', shown, why)])

/** How the converter of strategic merge patches words a value of another type (pkg/runtime/converter.go, v0.36). */
function conversionText({ goType, value }: Mismatch): string {
  const found =
    typeof value === 'number'
      ? 'int64'
      : typeof value === 'boolean'
        ? 'bool'
        : Array.isArray(value)
          ? '[]interface {}'
          : typeof value
  if (goType.startsWith('[]')) return `cannot restore slice from ${found}`
  if (goType.startsWith('map')) return `cannot restore map from ${found}`
  if (goType.startsWith('v1.')) return `cannot restore struct from: ${found}`
  return found === 'string' ? `unrecognized type: ${goType}` : `cannot convert ${found} to ${goType}`
}

/** Unknown fields in what came of a patch: the server tells them about the patch when it is strict. */
function checkPatched(
  type: BodyType,
  format: PatchFormat,
  patched: JsonObject,
  unknown: readonly string[],
  { validation }: WriteOptions,
  body: string,
): readonly string[] {
  if (unknown.length === 0 || validation !== 'Strict') return checkUnknown(type, unknown, validation)
  const isStrategic = format === 'strategic-merge-patch+json'
  const shown = isStrategic ? goText(parseJson(body, badRequest)) : JSON.stringify(patched)
  throw refusePatch(shown, `strict decoding error: ${unknown.map((path) => `unknown field "${path}"`).join(', ')}`)
}

const notAnObject = 'error decoding YAML: json: cannot unmarshal into Go value of type map[string]interface {}'

/** Server-side apply without ownership: merged by the keys of the type, created when missing. */
function apply(desk: Desk, target: Target, text: string, options: WriteOptions): Outcome {
  const { type } = target.collection
  const given = readYaml(text)
  if (!isObject(given)) throw badRequest(notAnObject)
  const { apiVersion = '', kind = '' } = given
  if (kind !== type.kind || apiVersion !== apiVersionOf(type)) {
    const [first = '', second] = textIn(apiVersion).split('/')
    const [group, version] = second === undefined ? ['', first] : [first, second]
    throw badRequest(`invalid object type: ${group}/${version}, Kind=${textIn(kind)}`)
  }
  const metadata = objectAt(given, 'metadata')
  if (metadata['managedFields'] !== undefined) throw badRequest('metadata.managedFields must be nil')
  checkName(target, metadata, false)
  const old = target.collection.get(target.namespace || undefined, target.name)
  const merged = old === undefined ? given : strategicMerge(findDefinition(type.kind), toJson(old), given)
  const { object, unknown } = readPatched(type, 'apply-patch+yaml', merged, text)
  const warnings = checkUnknown(type, unknown, options.validation)
  if (old !== undefined) return { code: 200, body: save(desk, target, old, object, options.dryRun), warnings }
  const named = { ...object, metadata: { ...objectAt(object, 'metadata'), name: target.name } }
  return { code: 201, body: createObject(desk, target, named, options.dryRun), warnings }
}
