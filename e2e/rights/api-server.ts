import { readFileSync } from 'node:fs'
import { Agent } from 'undici'
import { Failure } from '@/e2e/cluster/failure'

/** Somebody in whose name is asked; the API server adds what every such user is a member of. */
export interface Person {
  readonly user: string
  readonly groups: readonly string[]
}

interface Answer {
  readonly status: number
  readonly body: unknown
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

/** The API server, asked as an administrator or, impersonated, as somebody else. */
export interface ApiServer {
  ask(
    method: Method,
    path: string,
    options?: { readonly body?: unknown; readonly as?: Person; readonly accept?: string },
  ): Promise<Answer>
  /** The same, but throws what was answered unless that is a success. */
  get(path: string): Promise<unknown>
  create(path: string, object: unknown): Promise<unknown>
  close(): Promise<void>
}

export interface Connection {
  readonly origin: string
  readonly tls: { readonly ca: Buffer; readonly cert: Buffer; readonly key: Buffer }
}

const connections = 12

/** HTTP/1.1, and each group in a header of its own: over HTTP/2 undici joins them to one. */
export function openApiServer({ origin, tls }: Connection): ApiServer {
  const agent = new Agent({ connections, allowH2: false, connect: tls })
  const ask: ApiServer['ask'] = async (method, path, { body, as, accept = 'application/json' } = {}) => {
    const headers = ['accept', accept, ...(as === undefined ? [] : impersonation(as))]
    if (body !== undefined) headers.push('content-type', 'application/json')
    const sent = body === undefined ? null : JSON.stringify(body)
    const answer = await agent.request({ origin, method, path, headers, body: sent })
    const text = await answer.body.text()
    return { status: answer.statusCode, body: text === '' ? undefined : JSON.parse(text) }
  }
  const must = async (method: Method, path: string, body?: unknown) => {
    const answer = await ask(method, path, { body })
    if (answer.status < 300) return answer.body
    throw new Failure(`${method} ${path} was answered ${answer.status}: ${JSON.stringify(answer.body).slice(0, 300)}`)
  }
  return {
    ask,
    get: (path) => must('GET', path),
    create: (path, object) => must('POST', path, object),
    close: () => agent.close(),
  }
}

const impersonation = ({ user, groups }: Person): string[] => [
  'impersonate-user',
  user,
  ...groups.flatMap((group) => ['impersonate-group', group]),
]

/** What the kubeconfigs of e2e/cluster look like: JSON, one context, a client certificate. */
interface AdminKubeconfig {
  readonly clusters: readonly {
    readonly cluster: { readonly server: string; readonly 'certificate-authority-data': string }
  }[]
  readonly users: readonly { readonly user: Readonly<Record<string, string>> }[]
}

export function connectionOf(kubeconfig: string): Connection {
  const { clusters, users } = JSON.parse(readFileSync(kubeconfig, 'utf8')) as AdminKubeconfig
  const [cluster, user] = [clusters[0]?.cluster, users[0]?.user]
  const decoded = (data = '') => Buffer.from(data, 'base64')
  if (cluster === undefined || user?.['client-key-data'] === undefined)
    throw new Failure(`${kubeconfig} is not a kubeconfig of this project's clusters with a client certificate.`)
  return {
    origin: cluster.server,
    tls: {
      ca: decoded(cluster['certificate-authority-data']),
      cert: decoded(user['client-certificate-data']),
      key: decoded(user['client-key-data']),
    },
  }
}
