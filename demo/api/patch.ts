import { isDeepStrictEqual } from 'node:util'
import { badRequest, patchRefused, unsupportedMediaType } from './status'

export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [field: string]: Json
}

const formats = [
  'application/json-patch+json',
  'application/merge-patch+json',
  'application/strategic-merge-patch+json',
] as const

/** The object after a patch of the given content type; throws what the API answers to a patch it can't apply. */
export function applyPatch(contentType: string, target: JsonObject, body: unknown): JsonObject {
  // The body is what JSON.parse gave.
  const patch = body as Json
  const format = contentType.split(';')[0]?.trim()
  if (format === formats[0]) {
    if (!isList(patch)) throw badRequest('json: cannot unmarshal object into Go value of type jsonpatch.Patch')
    const patched = patch.reduce(applyOperation, target)
    if (!isObject(patched)) throw patchRefused('the patched value is not an object')
    return patched
  }
  if (!isObject(patch)) throw badRequest('the patch must be a JSON object')
  if (format === formats[1]) return mergeObjects(target, patch)
  if (format === formats[2]) return strategicMerge(target, patch, '')
  throw unsupportedMediaType(formats)
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** RFC 7386. */
function mergeObjects(target: JsonObject, patch: JsonObject): JsonObject {
  const merged: Record<string, Json> = { ...target }
  for (const [field, value] of Object.entries(patch)) {
    if (value === null) delete merged[field]
    else if (isObject(value)) {
      const old = merged[field]
      merged[field] = mergeObjects(isObject(old) ? old : {}, value)
    } else merged[field] = value
  }
  return merged
}

// Lists that merge by a key: the patchMergeKey tags of k8s.io/api core/v1 and meta/v1, v0.36.
const mergeKeys: Readonly<Record<string, string>> = {
  conditions: 'type',
  containers: 'name',
  initContainers: 'name',
  env: 'name',
  volumes: 'name',
  volumeMounts: 'mountPath',
  addresses: 'type',
  ownerReferences: 'uid',
  readinessGates: 'conditionType',
  podIPs: 'ip',
  hostIPs: 'ip',
}

function strategicMerge(target: JsonObject, patch: JsonObject, path: string): JsonObject {
  if (patch['$patch'] === 'replace') return without(patch, '$patch')
  const merged: Record<string, Json> = { ...target }
  for (const [field, value] of Object.entries(patch)) {
    if (field.startsWith('$')) continue
    const old = merged[field]
    if (value === null) delete merged[field]
    else if (isObject(value)) merged[field] = strategicMerge(isObject(old) ? old : {}, value, `${path}.${field}`)
    else if (isList(value)) merged[field] = mergeLists(isList(old) ? old : [], value, field, path)
    else merged[field] = value
  }
  return merged
}

function mergeLists(old: readonly Json[], patch: readonly Json[], field: string, path: string): readonly Json[] {
  if (field === 'finalizers') return [...new Set([...old, ...patch])]
  const key = mergeKeys[field] ?? (field === 'ports' ? (path.endsWith('containers') ? 'containerPort' : 'port') : '')
  if (key === '') return patch
  let merged = patch.some((item) => isObject(item) && item['$patch'] === 'replace') ? [] : [...old]
  for (const item of patch) {
    if (!isObject(item) || item['$patch'] === 'replace') continue
    const at = merged.findIndex((known) => isObject(known) && known[key] === item[key])
    const known = merged[at]
    if (item['$patch'] === 'delete') merged = merged.filter((_, index) => index !== at)
    else if (isObject(known)) merged[at] = strategicMerge(known, item, `${path}.${field}`)
    else merged.push(item)
  }
  return merged
}

const without = (object: JsonObject, field: string): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([name]) => name !== field))

interface Edit {
  readonly op: 'add' | 'remove' | 'replace'
  readonly path: string
  readonly value: Json
}

/** One operation of RFC 6902. */
function applyOperation(target: Json, operation: Json): Json {
  if (!isObject(operation)) throw badRequest('a JSON patch is a list of operations')
  const { op, path, from, value = null } = operation
  if (typeof path !== 'string') throw patchRefused('operation is missing path field')
  const steps = pointer(path)
  switch (op) {
    case 'add':
    case 'remove':
    case 'replace':
      return edit(target, steps, { op, path, value })
    case 'test':
      if (isDeepStrictEqual(lookUp(target, steps), value)) return target
      throw patchRefused(`testing value ${path} failed`)
    case 'copy':
    case 'move': {
      const source = pointer(String(from))
      const moved = lookUp(target, source)
      if (moved === undefined) throw patchRefused(`${op} operation does not apply: doc is missing from path: ${from}`)
      const base = op === 'move' ? edit(target, source, { op: 'remove', path: String(from), value: null }) : target
      return edit(base, steps, { op: 'add', path, value: moved })
    }
    default:
      throw patchRefused(`Unexpected kind: ${String(op)}`)
  }
}

function pointer(path: string): readonly string[] {
  if (path === '') return []
  const steps = path.slice(1).split('/')
  return steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function lookUp(target: Json | undefined, [step, ...rest]: readonly string[]): Json | undefined {
  if (step === undefined || target === undefined) return target
  if (isList(target)) return lookUp(target[Number(step)], rest)
  return isObject(target) ? lookUp(target[step], rest) : undefined
}

// Array.isArray alone does not narrow a readonly list.
const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value)

function edit(target: Json | undefined, [step, ...rest]: readonly string[], change: Edit): Json {
  const { op, path, value } = change
  if (step === undefined) return value
  if (isList(target)) return editList(target, step, rest, change)
  if (!isObject(target)) throw patchRefused(`${op} operation does not apply: doc is missing path: ${path}`)
  if (rest.length > 0) return { ...target, [step]: edit(target[step], rest, change) }
  if (op !== 'add' && !Object.hasOwn(target, step))
    throw patchRefused(`${op} operation does not apply: doc is missing key: ${path}`)
  return op === 'remove' ? without(target, step) : { ...target, [step]: value }
}

function editList(list: readonly Json[], step: string, rest: readonly string[], change: Edit): Json {
  const { op, value } = change
  const at = step === '-' ? list.length : Number(step)
  const last = op === 'add' && rest.length === 0 ? list.length : list.length - 1
  if (!Number.isInteger(at) || at < 0 || at > last) throw patchRefused(`Unable to access invalid index: ${step}`)
  if (rest.length > 0) return list.with(at, edit(list[at], rest, change))
  if (op === 'add') return list.toSpliced(at, 0, value)
  return op === 'remove' ? list.toSpliced(at, 1) : list.with(at, value)
}
