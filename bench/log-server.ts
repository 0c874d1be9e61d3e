import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLogWriters } from './log-writers'

/** An API server that has some pods of one workload, whose containers write as much as they are told, and nothing else. */
export interface LogServer extends AsyncDisposable {
  readonly kubeconfig: string
  readonly context: string
  /** All containers together; what a reader does not take is left out, as a kubelet leaves out what its file has lost. */
  setRate(linesPerSecond: number): void
  /** So far. */
  readonly written: number
}

const context = 'logs'
const namespace = 'shop'
const workload = 'web'

export const logsAddress = `/${context}/logs?namespace=${namespace}&kind=replicaset&name=${workload}`
/** Of the dashboard. */
export const logsPath = `/api/clusters/${context}/logs?namespace=${namespace}&kind=replicaset&name=${workload}&follow=1`

export async function startLogServer(pods: number): Promise<LogServer> {
  const writers = createLogWriters(pods)
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1')
    if (pathname.endsWith('/log')) writers.open(searchParams, response)
    else answer(response, pathname, searchParams, pods)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-bench-'))
  const kubeconfig = join(folder, 'kubeconfig')
  // The port of a server that listens on TCP.
  writeFileSync(kubeconfig, kubeconfigOf((server.address() as AddressInfo).port))
  return {
    kubeconfig,
    context,
    get written() {
      return writers.written()
    },
    setRate: writers.setRate,
    async [Symbol.asyncDispose]() {
      writers.close()
      rmSync(folder, { recursive: true, force: true })
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Discovery, the pods, and no other object. */
function answer(response: ServerResponse, path: string, query: URLSearchParams, pods: number) {
  const say = (body: unknown, status = 200) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  if (path === '/readyz') return void response.end('ok')
  if (path === '/version') return say({ gitVersion: 'v1.36.0' })
  if (path === '/api') return say({ kind: 'APIVersions', versions: ['v1'] })
  if (path === '/apis') return say({ kind: 'APIGroupList', groups: [] })
  if (path === '/api/v1') return say({ kind: 'APIResourceList', resources: [{ name: 'pods' }, { name: 'nodes' }] })
  const kind = { '/api/v1/pods': 'Pod', '/api/v1/nodes': 'Node' }[path]
  if (kind === undefined)
    return say(
      { kind: 'Status', apiVersion: 'v1', status: 'Failure', code: 404, reason: 'NotFound', message: path },
      404,
    )
  // A watch that nothing ever happens in.
  if (query.has('watch')) return void response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders()
  const items = kind === 'Pod' ? Array.from({ length: pods }, (_item, place) => podOf(place)) : []
  say({ kind: `${kind}List`, apiVersion: 'v1', metadata: { resourceVersion: '1' }, items })
}

const podOf = (place: number) => ({
  metadata: {
    name: `web-${place}`,
    namespace,
    uid: `pod-${place}`,
    resourceVersion: '1',
    creationTimestamp: '2026-01-01T00:00:00Z',
    ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: workload, uid: 'web', controller: true }],
  },
  spec: { containers: [{ name: 'main', image: 'web:1' }] },
  status: {
    phase: 'Running',
    conditions: [{ type: 'Ready', status: 'True' }],
    containerStatuses: [
      { name: 'main', ready: true, restartCount: 0, state: { running: { startedAt: '2026-01-01T00:00:00Z' } } },
    ],
  },
})

const kubeconfigOf = (port: number) =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': context,
    clusters: [{ name: context, cluster: { server: `http://127.0.0.1:${port}` } }],
    users: [{ name: context, user: {} }],
    contexts: [{ name: context, context: { cluster: context, user: context } }],
  })
