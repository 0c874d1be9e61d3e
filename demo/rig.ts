import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { type ApiSettings, createApiServer } from '@/demo/api/server'
import type { KubeObject } from '@/demo/store/objects'
import { type Cluster, type ClusterSettings, createCluster } from './cluster'

/** A line of a watch, loosely typed: tests look into it. */
interface Line {
  readonly type: string
  readonly object: {
    readonly code?: number
    readonly reason?: string
    readonly message?: string
    readonly metadata: {
      readonly name: string
      readonly resourceVersion: string
      readonly annotations?: Record<string, string>
    }
  }
}

/** What the tests read of an answer. */
interface Body {
  readonly kind?: string
  readonly reason?: string
  readonly message: string
  readonly details?: { readonly causes?: readonly { readonly reason: string; readonly message: string }[] }
  readonly metadata: {
    readonly name: string
    readonly resourceVersion: string
    readonly generation?: number
    readonly continue?: string
    readonly remainingItemCount?: number
    readonly deletionTimestamp?: string
    readonly labels?: Readonly<Record<string, string>>
  }
  readonly items: readonly KubeObject[]
  readonly spec: Readonly<Record<string, unknown>>
  readonly status: Readonly<Record<string, unknown>>
  readonly rows: readonly { readonly cells: readonly string[] }[]
  readonly columnDefinitions: readonly { readonly name: string }[]
  readonly active: readonly { readonly fault: string; readonly until: number | null }[]
}

/** A demo cluster behind a real loopback server, for tests: its clock is moved by hand. */
export interface Rig extends AsyncDisposable {
  readonly cluster: Cluster
  readonly port: number
  /** As the administrator, the control endpoint as the reader, unless it says `as` whose token. */
  request(path: string, init?: RequestInit & { as?: string }): Promise<Response>
  json(path: string, init?: RequestInit & { as?: string }): Promise<{ code: number; body: Body }>
  watch(path: string): Promise<{ next(): Promise<Line | undefined>; close(): void }>
}

export async function openRig(settings: Partial<ClusterSettings> = {}, api: Partial<ApiSettings> = {}): Promise<Rig> {
  const now = Date.parse('2026-11-24T08:00:00Z')
  const cluster = createCluster({ pods: 120, churn: 0, seed: '1', now, ...settings })
  const server = createApiServer(cluster, api)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  // A listening TCP server has an address of this shape.
  const { port } = server.address() as AddressInfo
  const base = `http://127.0.0.1:${port}`
  const { admin, reader } = cluster.people
  const usual = (path: string) => (path.startsWith('/demo/') ? reader : admin).token
  const request: Rig['request'] = (path, { as = usual(path), ...init } = {}) =>
    fetch(base + path, {
      ...init,
      headers: {
        ...(as && { authorization: `Bearer ${as}` }),
        ...(init.body && { 'content-type': 'application/json' }),
        ...init.headers,
      },
    })
  return {
    cluster,
    port,
    request,
    async json(path, init) {
      const response = await request(path, init)
      return { code: response.status, body: await response.json() }
    },
    async watch(path) {
      const aborter = new AbortController()
      const response = await request(path, { signal: aborter.signal })
      const lines = linesOf(response)
      return { next: async () => (await lines.next()).value ?? undefined, close: () => aborter.abort() }
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function* linesOf(response: Response): AsyncGenerator<Line> {
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    const lines = text.split('\n')
    text = lines.pop() ?? ''
    for (const line of lines) yield JSON.parse(line)
  }
}
