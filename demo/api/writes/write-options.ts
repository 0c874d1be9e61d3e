import { isList, isObject, type Json, type JsonObject, parseJson } from '@/demo/api/json'
import { badRequest, type Cause, invalid } from '@/demo/api/status'

/** The options of a create, update or patch, read from its query. */
export interface WriteOptions {
  readonly dryRun: boolean
  /** `Strict`, `Warn` or `Ignore`. */
  readonly validation: string
  readonly fieldManager: string
  readonly force: boolean
}

const notSupported = (field: string, told: string, supported: string): Required<Cause> => ({
  reason: 'FieldValueNotSupported',
  field,
  message: `Unsupported value: ${told}: supported values: ${supported}`,
})

function dryRunCauses(values: readonly Json[]): readonly Required<Cause>[] {
  const isWrong = values.some((value) => value !== 'All')
  return isWrong ? [notSupported('dryRun', JSON.stringify(values), '"All"')] : []
}

/** `kind`: CreateOptions, UpdateOptions or PatchOptions. Throws the API's 422 for options that it does not know. */
export function readWriteOptions(kind: string, query: URLSearchParams, isApply = false): WriteOptions {
  const dryRun = query.getAll('dryRun').filter((value) => value !== '')
  const validation = query.get('fieldValidation') || 'Warn'
  const fieldManager = query.get('fieldManager') ?? ''
  const force = query.get('force')
  const causes: Required<Cause>[] = []
  const add = (reason: string, field: string, message: string) => void causes.push({ reason, field, message })
  if (isApply && fieldManager === '')
    add('FieldValueRequired', 'fieldManager', 'Required value: is required for apply patch')
  if (kind === 'PatchOptions' && !isApply && force !== null)
    add('FieldValueForbidden', 'force', 'Forbidden: may not be specified for non-apply patch')
  if (fieldManager.length > 128) add('FieldValueTooLong', 'fieldManager', 'Too long: may not be more than 128 bytes')
  causes.push(...dryRunCauses(dryRun))
  if (!['Strict', 'Warn', 'Ignore'].includes(validation))
    causes.push(notSupported('fieldValidation', JSON.stringify(validation), '"", "Ignore", "Strict", "Warn"'))
  if (causes.length > 0) throw invalid(`${kind}.meta.k8s.io`, '', causes)
  return { dryRun: dryRun.length > 0, validation, fieldManager, force: force === 'true' }
}

export interface DeleteOptions {
  readonly dryRun: boolean
  readonly grace: number | undefined
  /** What becomes of the dependents; undefined leaves it to the type. */
  readonly propagation: 'Foreground' | 'Background' | 'Orphan' | undefined
  readonly uid: string | undefined
  readonly resourceVersion: string | undefined
}

const policies = ['Foreground', 'Background', 'Orphan'] as const

/** DeleteOptions from the query, or from the body where there is one. Throws the API's 400 or 422. */
export function readDeleteOptions(query: URLSearchParams, body: Buffer): DeleteOptions {
  const given = body.length > 0 ? readOptionsBody(body.toString()) : readOptionsQuery(query)
  const { gracePeriodSeconds, propagationPolicy, orphanDependents, preconditions } = given
  const dryRun = isList(given['dryRun']) ? given['dryRun'] : []
  const causes = [...dryRunCauses(dryRun)]
  const policy = policies.find((known) => known === propagationPolicy)
  if (propagationPolicy !== undefined && orphanDependents !== undefined) {
    const told = `Invalid value: ${JSON.stringify(propagationPolicy)}: orphanDependents and deletionPropagation cannot be both set`
    causes.push({ reason: 'FieldValueInvalid', field: 'propagationPolicy', message: told })
  } else if (propagationPolicy !== undefined && policy === undefined) {
    const known = '"Foreground", "Background", "Orphan", "nil"'
    causes.push(notSupported('propagationPolicy', JSON.stringify(propagationPolicy), known))
  }
  if (causes.length > 0) throw invalid('DeleteOptions.meta.k8s.io', '', causes)
  const { uid, resourceVersion } = isObject(preconditions) ? preconditions : {}
  const text = (value: Json | undefined) => (typeof value === 'string' ? value : undefined)
  return {
    dryRun: dryRun.length > 0,
    // A negative grace means the shortest, one second.
    grace: typeof gracePeriodSeconds === 'number' ? (gracePeriodSeconds < 0 ? 1 : gracePeriodSeconds) : undefined,
    propagation: orphanDependents === undefined ? policy : orphanDependents === true ? 'Orphan' : 'Background',
    uid: text(uid),
    resourceVersion: text(resourceVersion),
  }
}

function readOptionsBody(text: string): JsonObject {
  const parsed = parseJson(text, (why) => badRequest(`couldn't get version/kind; json parse error: ${why}`))
  if (!isObject(parsed)) throw badRequest("couldn't get version/kind; json parse error: the body is no object")
  const { kind = 'DeleteOptions', apiVersion } = parsed
  if (kind !== 'DeleteOptions') {
    const which = `"${String(kind)}" is registered for version "${String(apiVersion)}"`
    throw badRequest(`no kind ${which} in scheme "pkg/runtime/scheme.go:111"`)
  }
  const grace = parsed['gracePeriodSeconds']
  if (grace !== undefined && grace !== null && !Number.isSafeInteger(grace))
    throw badRequest('json: cannot unmarshal value into Go struct field DeleteOptions.gracePeriodSeconds of type int64')
  return Object.fromEntries(Object.entries(parsed).filter(([, value]) => value !== null))
}

function readOptionsQuery(query: URLSearchParams): JsonObject {
  const grace = query.get('gracePeriodSeconds')
  if (grace !== null && !/^[+-]?\d+$/.test(grace))
    throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(grace)}: invalid syntax`)
  const policy = query.get('propagationPolicy')
  const orphan = query.get('orphanDependents')
  return {
    dryRun: query.getAll('dryRun').filter((value) => value !== ''),
    ...(grace === null ? {} : { gracePeriodSeconds: Number(grace) }),
    ...(policy === null ? {} : { propagationPolicy: policy }),
    ...(orphan === null ? {} : { orphanDependents: orphan === 'true' }),
  }
}
