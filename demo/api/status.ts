import { qualifiedName, type ResourceType } from '@/demo/store/types'

export interface Cause {
  readonly reason: string
  readonly message: string
  readonly field?: string
}

/** The API's `Status` object, as every error is told. */
export interface Status {
  readonly kind: 'Status'
  readonly apiVersion: 'v1'
  readonly metadata: { readonly continue?: string }
  readonly status: 'Failure' | 'Success'
  readonly message?: string
  readonly reason?: string
  readonly details?: {
    readonly name?: string
    readonly group?: string
    readonly kind?: string
    readonly uid?: string
    readonly causes?: readonly Cause[]
    readonly retryAfterSeconds?: number
  }
  readonly code?: number
}

/** A request that the API refuses. */
export class ApiError extends Error {
  readonly body: Status
  readonly code: number
  constructor(
    code: number,
    reason: string | undefined,
    message: string,
    extra: Pick<Status, 'details'> & Partial<Status> = {},
  ) {
    super(message)
    this.code = code
    this.body = {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message,
      ...(reason === undefined ? {} : { reason }),
      ...extra,
      code,
    }
  }
}

const about = (type: ResourceType, name?: string) => ({
  ...(name ? { name } : {}),
  ...(type.group ? { group: type.group } : {}),
  kind: type.resource,
})

// The words are those of k8s.io/apimachinery pkg/api/errors and k8s.io/apiserver, v0.36.
export const unauthorized = () => new ApiError(401, 'Unauthorized', 'Unauthorized')

export const notFound = (type: ResourceType, name: string) =>
  new ApiError(404, 'NotFound', `${qualifiedName(type)} "${name}" not found`, { details: about(type, name) })

export const noSuchResource = () =>
  new ApiError(404, 'NotFound', 'the server could not find the requested resource', { details: {} })

export const badRequest = (message: string) => new ApiError(400, 'BadRequest', message)

export const methodNotAllowed = () =>
  new ApiError(405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource', {
    details: {},
  })

export const alreadyExists = (type: ResourceType, name: string) =>
  new ApiError(409, 'AlreadyExists', `${qualifiedName(type)} "${name}" already exists`, { details: about(type, name) })

export const conflict = (type: ResourceType, name: string, why: string) =>
  new ApiError(409, 'Conflict', `Operation cannot be fulfilled on ${qualifiedName(type)} "${name}": ${why}`, {
    details: about(type, name),
  })

export const modifiedMeanwhile =
  'the object has been modified; please apply your changes to the latest version and try again'

export const expired = (message: string, token?: string) =>
  new ApiError(410, 'Expired', message, token === undefined ? {} : { metadata: { continue: token } })

export const tooOld = (version: number, oldest: number) => expired(`too old resource version: ${version} (${oldest})`)

export const tooLarge = (version: number, current: number) =>
  new ApiError(504, 'Timeout', `Timeout: Too large resource version: ${version}, current: ${current}`, {
    details: {
      causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
      retryAfterSeconds: 1,
    },
  })

const notAcceptableWords =
  'only the following media types are accepted: application/json, application/yaml, application/vnd.kubernetes.protobuf'
export const notAcceptable = () => new ApiError(406, 'NotAcceptable', notAcceptableWords)

export const unsupportedMediaType = (accepted: readonly string[]) =>
  new ApiError(
    415,
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: ${accepted.join(', ')}`,
  )

/** A content type that no patch of a built-in type has. */
export const unsupportedPatch = () =>
  new ApiError(415, 'UnsupportedMediaType', '415: Unsupported Media Type', { details: {} })

/** A JSON patch that does not apply; the server tells nothing about why. */
export const patchRefused = () =>
  new ApiError(422, 'Invalid', 'the server rejected our request due to an error in our request', { details: {} })

/** A failure that the server tells without a reason, as any Go error that is no Status. */
export const internalProblem = (message: string) => new ApiError(500, undefined, message)

/** `kind` is the object's kind with its group, as in `Deployment.apps`. */
export function invalid(kind: string, name: string, causes: readonly Required<Cause>[]): ApiError {
  const texts = [...new Set(causes.map(({ field, message }) => `${field}: ${message}`))]
  const told = texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`
  const [plainKind = kind, ...group] = kind.split('.')
  return new ApiError(422, 'Invalid', `${kind} "${name}" is invalid: ${told}`, {
    details: {
      ...(name ? { name } : {}),
      ...(group.length ? { group: group.join('.') } : {}),
      ...(plainKind ? { kind: plainKind } : {}),
      causes,
    },
  })
}

export function forbidden(user: string, verb: string, type: ResourceType, namespace: string, name = ''): ApiError {
  const subject = name === '' ? qualifiedName(type) : `${qualifiedName(type)} "${name}"`
  const scope = type.namespaced && namespace !== '' ? `in the namespace "${namespace}"` : 'at the cluster scope'
  return new ApiError(
    403,
    'Forbidden',
    `${subject} is forbidden: User "${user}" cannot ${verb} resource "${type.resource}" in API group "${type.group}" ${scope}`,
    { details: about(type, name) },
  )
}

export const internalError = (why: string) =>
  new ApiError(500, 'InternalError', `Internal error occurred: ${why}`, {
    details: { causes: [{ reason: '', message: why }] },
  })
