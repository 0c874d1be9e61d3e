import type { Problem } from '@/lib/live/freshness'

/**
 * What a failed exchange with an API server means for the one who asked:
 * `absent` no such API or object; `expired` the resourceVersion is too old (410); `server` 5xx;
 * `protocol` an answer that makes no sense here; `credentials` none could be got for this context.
 */
export type KubeErrorKind =
  | 'unreachable'
  | 'tls'
  | 'unauthorized'
  | 'forbidden'
  | 'absent'
  | 'expired'
  | 'throttled'
  | 'server'
  | 'protocol'
  | 'credentials'
  | 'aborted'

interface Particulars {
  readonly status?: number | undefined
  readonly reason?: string | undefined
  readonly retryAfterSeconds?: number | undefined
  readonly cause?: unknown
}

export class KubeError extends Error {
  override readonly name = 'KubeError'
  readonly kind: KubeErrorKind
  /** The HTTP status, or the code of an error inside a watch stream. */
  readonly status: number | undefined
  /** The API server's machine-readable word: `Expired`, `Conflict`, `NotFound`. */
  readonly reason: string | undefined
  readonly retryAfterSeconds: number | undefined
  readonly problem: Problem

  constructor(kind: KubeErrorKind, problem: Problem, particulars: Particulars = {}) {
    super(problem.sentence, particulars.cause === undefined ? undefined : { cause: particulars.cause })
    this.kind = kind
    this.problem = problem
    this.status = particulars.status
    this.reason = particulars.reason
    this.retryAfterSeconds = particulars.retryAfterSeconds
  }
}

/** What the server said of its refusal, in a `Status` object (meta/v1) or in plain text. */
export interface Refusal {
  readonly reason?: string | undefined
  readonly message?: string | undefined
  readonly retryAfterSeconds?: number | undefined
}

/** @param server host and port, for the sentence; @param code the HTTP status, or the in-stream `Status.code`. */
export function statusError(server: string, code: number, refusal: Refusal): KubeError {
  const kind = kindOf(code)
  const message = refusal.message?.trim() || null
  return new KubeError(
    kind,
    { code: kind, sentence: sentenceOf(kind, server, code, message), detail: message },
    { status: code, reason: refusal.reason || undefined, retryAfterSeconds: refusal.retryAfterSeconds || undefined },
  )
}

function kindOf(code: number): KubeErrorKind {
  if (code >= 500) return 'server'
  const kinds: Record<number, KubeErrorKind> = {
    401: 'unauthorized',
    403: 'forbidden',
    404: 'absent',
    410: 'expired',
    429: 'throttled',
  }
  return kinds[code] ?? 'protocol'
}

function sentenceOf(kind: KubeErrorKind, server: string, code: number, message: string | null): string {
  const said = message === null ? '' : ` (${message.replace(/\.$/, '')})`
  switch (kind) {
    case 'unauthorized':
      return `${server} does not accept these credentials: sign in to the cluster again, then check with \`kubectl auth whoami\`.`
    case 'forbidden':
      return `${message?.replace(/\.$/, '') ?? `${server} forbids this`}: ask an administrator of the cluster for this right.`
    case 'absent':
      return `${server} has no such API or object${said}: install what brings it, or check the name.`
    case 'expired':
      return `${server} no longer keeps the version that was asked for${said}: the list is read anew.`
    case 'throttled':
      return `${server} answers that it has too many requests: it is asked again when it said to.`
    case 'server':
      return `${server} failed with ${code}${said}: it is asked again; if this stays, look at the API server's log.`
    default:
      return `${server} answered ${code}, which was not expected here${said}: check that the context's server is a Kubernetes API server.`
  }
}

/** Seconds to wait from a `Retry-After` header; dates and nonsense are undefined. */
export function parseRetryAfter(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,6}$/.test(header.trim()) ? Number(header) : undefined
}
