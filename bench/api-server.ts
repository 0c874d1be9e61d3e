import { KubeConfig } from '@kubernetes/client-node'
import { Agent } from 'undici'
import { Failure } from './failure'
import { notAnswering } from './target'

/** The API server itself, without the dashboard: where the writes go and what the floors are read from. */
export interface ApiServer {
  readonly context: string
  request(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, options?: RequestOptions): Promise<Answer>
  /** The pieces of an answer as they come, until `signal`. */
  follow(path: string, signal: AbortSignal): Promise<AsyncIterable<Buffer>>
  countPods(): Promise<number>
  /** Open watches by resource, such as `pods` or `deployments.apps`, of all its clients. */
  countWatches(): Promise<ReadonlyMap<string, number>>
  close(): Promise<void>
}

interface RequestOptions {
  readonly body?: unknown
  readonly contentType?: string
  readonly accept?: string
}

interface Answer {
  readonly status: number
  readonly body: Buffer
}

const userAgent = 'quarterdeck-bench'

/** As the kubeconfig's current context says. */
export async function connectApiServer(kubeconfig: string): Promise<ApiServer> {
  const config = new KubeConfig()
  config.loadFromFile(kubeconfig)
  const server = config.getCurrentCluster()?.server
  if (server === undefined) throw new Failure(`${kubeconfig} has no current context: choose one with kubectl.`)
  const tls: { ca?: Buffer; cert?: Buffer; key?: Buffer; headers?: Record<string, string> } = {}
  await config.applyToHTTPSOptions(tls)
  const { headers: identity = {}, ca, cert, key } = tls
  const agent = new Agent({ connections: 32, allowH2: false, connect: { ca, cert, key } })

  const request: ApiServer['request'] = async (method, path, options = {}) => {
    const { body, contentType = 'application/json', accept = 'application/json' } = options
    const headers = { ...identity, accept, 'user-agent': userAgent, ...(body ? { 'content-type': contentType } : {}) }
    const content = body === undefined ? null : JSON.stringify(body)
    const answer = await agent.request({ origin: server, method, path, headers, body: content }).catch((error) => {
      throw notAnswering(server, error)
    })
    return { status: answer.statusCode, body: Buffer.from(await answer.body.arrayBuffer()) }
  }

  return {
    context: config.getCurrentContext(),
    request,
    async follow(path, signal) {
      const headers = { ...identity, accept: 'application/json', 'user-agent': userAgent }
      const { body } = await agent.request({ origin: server, method: 'GET', path, headers, signal, bodyTimeout: 0 })
      return body
    },
    async countPods() {
      const { status, body } = await request('GET', '/api/v1/pods?limit=1')
      if (status !== 200) throw new Failure(`The API server answered ${status} when asked for pods: check the rights.`)
      // The shape is the API's: PodList, metav1.ListMeta.
      const list = JSON.parse(body.toString()) as { items: unknown[]; metadata: { remainingItemCount?: number } }
      return list.items.length + (list.metadata.remainingItemCount ?? 0)
    },
    countWatches: async () =>
      parseWatches((await request('GET', '/metrics', { accept: 'text/plain' })).body.toString()),
    close: () => agent.destroy(),
  }
}

function parseWatches(metrics: string): ReadonlyMap<string, number> {
  const watches = new Map<string, number>()
  const series = /^apiserver_longrunning_requests\{(.*)\} (\d+)$/gm
  for (const [, labels = '', count] of metrics.matchAll(series)) {
    const label = (name: string) => new RegExp(`(?:^|,)${name}="([^"]*)"`).exec(labels)?.[1] ?? ''
    if (label('verb') !== 'WATCH' || label('scope') !== 'cluster') continue
    const group = label('group')
    const resource = group === '' ? label('resource') : `${label('resource')}.${group}`
    watches.set(resource, (watches.get(resource) ?? 0) + Number(count))
  }
  return watches
}
