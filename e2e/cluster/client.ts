import { readFileSync } from 'node:fs'
import { Agent } from 'undici'
import { Failure } from './failure'
import { collectionPath, type Manifest, objectPath } from './manifest'
import { type ClusterSpec, certificateFile, keyFile, serverUrl } from './spec'

export interface Answer {
  readonly status: number
  readonly body: string
}

interface RequestOptions {
  readonly body?: unknown
  readonly contentType?: string
  readonly accept?: string
  readonly timeoutSeconds?: number
}

/** Speaks to the API server as the administrator. Objects that stand already are never an error. */
export interface ApiClient {
  request(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, options?: RequestOptions): Promise<Answer>
  get<T>(path: string): Promise<T>
  /** Creates the object, or returns the one of that name that stands; `created` tells which. */
  ensure(manifest: Manifest, fieldManager?: string): Promise<{ created: boolean; object: Manifest }>
  /** Server-side apply: creates, or brings the fields named in the manifest to its values. */
  apply(manifest: Manifest): Promise<void>
  close(): Promise<void>
}

const connections = 48

/** TLS material of the administrator, also for the other processes' health endpoints. HTTP/1.1 only. */
export function createAdminAgent(spec: ClusterSpec): Agent {
  const read = (file: string) => readFileSync(file)
  const connect = {
    ca: read(certificateFile(spec, 'ca')),
    cert: read(certificateFile(spec, 'admin')),
    key: read(keyFile(spec, 'admin')),
  }
  return new Agent({ connections, allowH2: false, connect })
}

export function createApiClient(spec: ClusterSpec): ApiClient {
  const agent = createAdminAgent(spec)
  const request: ApiClient['request'] = async (method, path, options = {}) => {
    const { body, contentType = 'application/json', accept = 'application/json', timeoutSeconds = 60 } = options
    const answer = await agent.request({
      origin: serverUrl(spec),
      method,
      path,
      headers: { accept, 'user-agent': 'quarterdeck-test-cluster', ...(body ? { 'content-type': contentType } : {}) },
      body: body === undefined ? null : JSON.stringify(body),
      headersTimeout: timeoutSeconds * 1000,
      bodyTimeout: timeoutSeconds * 1000,
    })
    return { status: answer.statusCode, body: await answer.body.text() }
  }
  const get = async <T>(path: string): Promise<T> => parse<T>(await request('GET', path), `read ${path}`)
  return {
    request,
    get,
    async ensure(manifest, fieldManager = 'quarterdeck-test-cluster') {
      const path = `${collectionPath(manifest)}?fieldManager=${fieldManager}`
      const answer = await request('POST', path, { body: manifest })
      if (answer.status === 409) return { created: false, object: await get<Manifest>(objectPath(manifest)) }
      return { created: true, object: parse<Manifest>(answer, `create ${manifest.kind} ${manifest.metadata.name}`) }
    },
    async apply(manifest) {
      const path = `${objectPath(manifest)}?fieldManager=quarterdeck-test-cluster&force=true`
      const answer = await request('PATCH', path, { body: manifest, contentType: 'application/apply-patch+yaml' })
      parse(answer, `apply ${manifest.kind} ${manifest.metadata.name}`)
    },
    close: () => agent.close(),
  }
}

/** Throws a Failure that quotes the API server unless the answer is a success. */
export function checkSuccess({ status, body }: Answer, what: string): void {
  if (status < 300) return
  throw new Failure(`Could not ${what}: the API server answered ${status}, ${body.slice(0, 300).trim()}`)
}

/** The caller names the type: these are objects of an API server that this program started. */
export function parse<T>(answer: Answer, what: string): T {
  checkSuccess(answer, what)
  return JSON.parse(answer.body) as T
}
