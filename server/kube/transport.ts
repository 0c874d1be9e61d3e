import type { IncomingHttpHeaders } from 'node:http'
import manifest from '@/package.json' with { type: 'json' }
import { joinPath } from './api-path'
import { createConnections } from './connections'
import type { Context } from './contexts'
import type { Identity } from './credentials'
import { networkError } from './network-error'
import { type Answer, send } from './send'
import { parseRefusal } from './status-body'
import { KubeError, parseRetryAfter, statusError } from './status-error'

/** By name in lower case; several values go out as several lines: `a,b` in one Impersonate-Group would be one group. */
export type RequestHeaders = Readonly<Record<string, string | readonly string[]>>

export interface ApiRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Segments, as `apiPath` gives them. */
  readonly path: readonly string[]
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: RequestHeaders
  readonly body?: string
  readonly signal?: AbortSignal
  /** ms. `headers`: until the answer begins, connecting included. `idle`: between two pieces of the body; 0 for never. */
  readonly timeouts?: { readonly headers?: number; readonly idle?: number }
}

export interface ApiResponse {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** In pieces with a turn of the event loop between them. Must be iterated; leaving the loop early ends the exchange. Throws KubeError when it breaks off. */
  readonly body: AsyncIterable<Buffer>
}

/** The way to one API server, as one identity. Everything it throws is a KubeError. */
export interface Transport {
  /** Host and port, for sentences. */
  readonly server: string
  /** Resolves for 2xx only. A 401 is tried once more if the credentials can be renewed. */
  request(request: ApiRequest): Promise<ApiResponse>
  /** The whole body of a GET, for what is small. */
  read(path: readonly string[], signal?: AbortSignal, headers?: RequestHeaders): Promise<Buffer>
  /** Breaks off whatever is under way. */
  close(): void
}

const headersDeadlineMs = 10_000
const idleMs = 30_000
const largestErrorBody = 64 * 1024
const userAgent = `quarterdeck/${manifest.version}`

export function createTransport(context: Context): Transport {
  const { origin, server, base } = addressOf(context)
  const connections = createConnections()
  const closed = new AbortController()

  async function attempt(path: string, request: ApiRequest, identity: Identity): Promise<ApiResponse> {
    const { method = 'GET', headers, body, timeouts } = request
    const signal = request.signal === undefined ? closed.signal : AbortSignal.any([closed.signal, request.signal])
    const exchange = openExchange(server, signal, timeouts?.headers ?? headersDeadlineMs)
    try {
      signal.throwIfAborted()
      const asked = {
        origin,
        path: base + path,
        method,
        headers: headersOf(identity, headers),
        body: body ?? null,
        headersTimeout: 0,
        bodyTimeout: timeouts?.idle ?? idleMs,
      }
      const answer = await send(connections.through(identity), asked, exchange.signal)
      exchange.answered()
      if (answer.status > 299) throw await refusal(server, answer)
      return { ...answer, body: readBody(exchange, answer.body) }
    } catch (error) {
      exchange.end()
      throw exchange.explain(error)
    }
  }

  async function request(request: ApiRequest): Promise<ApiResponse> {
    const path = joinPath(request.path) + queryOf(request.query)
    const identity = await context.credentials.current()
    try {
      return await attempt(path, request, identity)
    } catch (error) {
      const refused = error instanceof KubeError && error.kind === 'unauthorized'
      if (!refused || !identity.renew()) throw error
    }
    return attempt(path, request, await context.credentials.current())
  }

  return {
    server,
    request,
    async read(path, signal, headers) {
      const { body } = await request({ path, ...(signal && { signal }), ...(headers && { headers }) })
      const chunks: Buffer[] = []
      for await (const chunk of body) chunks.push(chunk)
      return Buffer.concat(chunks)
    },
    close() {
      closed.abort()
      connections.close()
    },
  }
}

/** Proxies such as Rancher keep each cluster under a path of theirs. */
function addressOf({ server }: Context) {
  const url = URL.parse(server)
  if (url === null) return { origin: server, server, base: '' }
  return { origin: url.origin, server: url.host, base: url.pathname.replace(/\/$/, '') }
}

interface Exchange {
  readonly signal: AbortSignal
  /** The answer has begun: no deadline any more. */
  answered(): void
  end(): void
  explain(error: unknown): KubeError
}

/** One request's life: broken off by the caller's signal, or when its answer does not begin in time. */
function openExchange(server: string, outer: AbortSignal, deadlineMs: number): Exchange {
  const controller = new AbortController()
  const stop = () => controller.abort()
  const deadline = setTimeout(stop, deadlineMs)
  if (outer.aborted) stop()
  else outer.addEventListener('abort', stop, { once: true })
  let late = true
  return {
    signal: controller.signal,
    answered() {
      late = false
      clearTimeout(deadline)
    },
    end() {
      clearTimeout(deadline)
      outer.removeEventListener('abort', stop)
    },
    explain(error) {
      if (error instanceof KubeError) return error
      if (outer.aborted) return aborted(error)
      if (controller.signal.aborted && late) return networkError(server, new Late(error))
      return networkError(server, error)
    },
  }
}

class Late extends Error {
  readonly code = 'ETIMEDOUT'

  constructor(cause: unknown) {
    super('no answer before the deadline', { cause })
  }
}

function aborted(cause: unknown): KubeError {
  const problem = { code: 'aborted', sentence: 'The request was given up here.', detail: null }
  return new KubeError('aborted', problem, { cause })
}

async function* readBody(exchange: Exchange, body: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, void> {
  try {
    yield* body
  } catch (error) {
    throw exchange.explain(error)
  } finally {
    exchange.end()
  }
}

/** From scratch: nothing of a viewer's request is ever passed on unseen. */
function headersOf(identity: Identity, given: RequestHeaders = {}): Record<string, string | string[]> {
  if (impersonates(given) && impersonates(identity.headers)) throw alreadySomebodyElse()
  const all = { accept: 'application/json', ...given, 'user-agent': userAgent, ...identity.headers }
  return Object.fromEntries(
    Object.entries(all).map(([name, value]) => [name, typeof value === 'string' ? value : [...value]]),
  )
}

const impersonates = (headers: RequestHeaders) => Object.keys(headers).some((name) => /^impersonate-/i.test(name))

/** One of the two would win, and the request would be made with the rights of the wrong person. */
function alreadySomebodyElse(): KubeError {
  const sentence =
    'The context itself impersonates somebody (`as` in the kubeconfig), so that nobody else can be impersonated through it: use a context without.'
  return new KubeError('credentials', { code: 'impersonates-already', sentence, detail: null })
}

function queryOf(query: ApiRequest['query']): string {
  const text = new URLSearchParams(query).toString()
  return text === '' ? '' : `?${text}`
}

async function refusal(server: string, answer: Answer): Promise<KubeError> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of answer.body) {
    chunks.push(chunk)
    size += chunk.length
    if (size > largestErrorBody) break
  }
  const said = parseRefusal(Buffer.concat(chunks), String(answer.headers['content-type'] ?? ''))
  const retryAfter = answer.headers['retry-after']
  const retryAfterSeconds = parseRetryAfter(typeof retryAfter === 'string' ? retryAfter : undefined)
  return statusError(server, answer.status, {
    ...said,
    retryAfterSeconds: retryAfterSeconds ?? said.retryAfterSeconds,
  })
}
