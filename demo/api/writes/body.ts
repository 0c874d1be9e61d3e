import { isObject, type JsonObject, jsonTypeOf, parseJson } from '@/demo/api/json'
import { goText } from '@/demo/api/patches/go-text'
import { isCustom } from '@/demo/api/route'
import { type Decoded, decode, type Mismatch } from '@/demo/api/schema/decode'
import { type ApiError, badRequest, type Cause, invalid, unsupportedMediaType } from '@/demo/api/status'
import { allTypes, apiVersionOf, type ResourceType } from '@/demo/store/types'
import { invalidValue, unchecked } from './causes'
import { readYaml } from './yaml'

/** The kind that a body has to be of: a served type, or Scale, Eviction, DeleteOptions. */
export type BodyType = Pick<ResourceType, 'group' | 'version' | 'kind'>

export const kindName = ({ group, kind }: Pick<ResourceType, 'group' | 'kind'>): string =>
  group === '' ? kind : `${kind}.${group}`

const accepted = ['application/json', 'application/yaml', 'application/vnd.kubernetes.protobuf']

/** The object in the body of a create or update; throws the API's 400, 415 or, for custom resources, 422. */
export function readObject(type: BodyType, contentType: string | undefined, body: Buffer): Decoded {
  const format = contentType?.split(';')[0]?.trim() ?? ''
  if (!['', ...accepted, 'application/x-www-form-urlencoded'].includes(format)) throw unsupportedMediaType(accepted)
  const value = readTyped(type, format === 'application/yaml' ? JSON.stringify(readYaml(body)) : body.toString())
  checkKind(type, value)
  const decoded = decode(type.kind, { ...value, apiVersion: apiVersionOf(type), kind: type.kind })
  if (decoded.mismatch !== undefined) throw mismatched(type, value, decoded.mismatch)
  return decoded
}

function readTyped(type: BodyType, text: string): JsonObject {
  const unrecognized = (why: string) =>
    badRequest(`the object provided is unrecognized (must be of type ${type.kind}): ${why} (${summarize(text)})`)
  const parsed = parseJson(text, (why) => unrecognized(`couldn't get version/kind; json parse error: ${why}`))
  const value = parsed ?? {}
  if (!isObject(value)) {
    const shape =
      'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }'
    const why = `json: cannot unmarshal ${jsonTypeOf(value)} into Go value of type ${shape}`
    throw unrecognized(`couldn't get version/kind; json parse error: ${why}`)
  }
  for (const field of ['kind', 'apiVersion']) {
    const { [field]: given = null } = value
    if (given === null || typeof given === 'string') continue
    const why = `json: cannot unmarshal ${jsonTypeOf(given)} into Go struct field .${field} of type string`
    throw unrecognized(`couldn't get version/kind; json parse error: ${why}`)
  }
  if (isCustom(type) && typeof value['kind'] !== 'string') throw unrecognized(`Object 'Kind' is missing in '${text}'`)
  return value
}

/** What a server shows of a body that it can't read: the text of an object, the bytes of anything else. */
function summarize(text: string): string {
  if (text === '') return '<empty>'
  const limit = 30
  if (text.startsWith('{')) return text.length > limit ? `${text.slice(0, limit)} ...` : text
  const bytes = Buffer.from(text)
  return bytes.length > limit ? `${bytes.subarray(0, limit).toString('hex')} ...` : bytes.toString('hex')
}

const scheme = 'in scheme "pkg/runtime/scheme.go:111"'

function checkKind(type: BodyType, object: JsonObject): void {
  const kind = object['kind'] ?? type.kind
  const apiVersion = object['apiVersion'] ?? apiVersionOf(type)
  if (kind === type.kind && apiVersion === apiVersionOf(type)) return
  if (isCustom(type)) {
    const expected = apiVersionOf(type)
    if (apiVersion !== expected)
      throw badRequest(
        `the API version in the data (${String(apiVersion)}) does not match the expected API version (${expected})`,
      )
    const message = `Invalid value: ${JSON.stringify(kind)}: must be ${type.kind}`
    throw invalid(`${String(kind)}.${type.group}`, nameIn(object), [
      { reason: 'FieldValueInvalid', field: 'kind', message },
    ])
  }
  const version = String(apiVersion).split('/').at(-1) ?? ''
  const isKnown = allTypes.some((known) => known.kind === kind && apiVersionOf(known) === apiVersion)
  const why = isKnown
    ? `converting (${version}.${String(kind)}) to (${packageOf(type)}.${type.kind}): unknown conversion`
    : `no kind "${String(kind)}" is registered for version "${String(apiVersion)}" ${scheme}`
  throw badRequest(`${String(kind)} in version "${version}" cannot be handled as a ${type.kind}: ${why}`)
}

const packageOf = ({ group }: BodyType) => (group === '' ? 'core' : (group.split('.')[0] ?? group))

/** How Go's decoder words a value of another type than its field. */
export function mismatchText({ path, struct, goType, value }: Mismatch): string {
  if (goType === 'resource.Quantity')
    return "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
  if (goType === 'v1.Time' && typeof value === 'string')
    return `parsing time "${value}" as "2006-01-02T15:04:05Z07:00": cannot parse "${value}" as "2006"`
  const isNumber = typeof value === 'number' && /^(int|float)/.test(goType)
  const found = isNumber ? `number ${value}` : jsonTypeOf(value)
  return `json: cannot unmarshal ${found} into Go struct field ${struct}.${path} of type ${goType}`
}

function mismatched(type: BodyType, value: JsonObject, mismatch: Mismatch): ApiError {
  const { kind, version } = type
  const { path } = mismatch
  if (isCustom(type) && path.startsWith('metadata.')) {
    const why = mismatchText({ ...mismatch, struct: 'ObjectMeta', path: path.slice('metadata.'.length) })
    return badRequest(`${kind} in version "${version}" cannot be handled as a ${kind}: ${why}`)
  }
  if (isCustom(type)) return invalid(kindName(type), nameIn(value), schemaCauses(mismatch))
  return badRequest(`${kind} in version "${version}" cannot be handled as a ${kind}: ${mismatchText(mismatch)}`)
}

const schemaTypes: Readonly<Record<string, string>> = { int32: 'integer', int64: 'integer', bool: 'boolean' }

/** How the schema of a custom resource words it. */
export function schemaCauses({ path, goType, value }: Mismatch): readonly Required<Cause>[] {
  const found = jsonTypeOf(value)
  const expected = goType.startsWith('[]')
    ? 'array'
    : (schemaTypes[goType] ?? (/^v1|^map/.test(goType) ? 'object' : 'string'))
  const message = `Invalid value: "${found}": ${path} in body must be of type ${expected}: "${found}"`
  const shown = isObject(value) ? 'map[]' : goText(value)
  const why = `.spec.replicas accessor error: ${shown} is of the type ${found}, expected int64`
  return [
    { reason: 'FieldValueTypeInvalid', field: path, message },
    ...(path === 'spec.replicas' ? [invalidValue('.spec.replicas', 0, why)] : []),
    unchecked,
  ]
}

export function nameIn(object: JsonObject): string {
  const metadata = object['metadata']
  const name = isObject(metadata) ? metadata['name'] : undefined
  return typeof name === 'string' ? name : ''
}

/** The body must be of the wanted shape: unknown fields are a 400 when strict, warnings otherwise. */
export function checkUnknown(type: BodyType, unknown: readonly string[], validation: string): readonly string[] {
  if (unknown.length === 0 || validation === 'Ignore') return []
  const told = unknown.map((path) => `unknown field "${path}"`)
  if (validation !== 'Strict') return told
  const { kind, version } = type
  throw badRequest(
    `${kind} in version "${version}" cannot be handled as a ${kind}: strict decoding error: ${told.join(', ')}`,
  )
}
