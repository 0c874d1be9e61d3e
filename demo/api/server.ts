import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Clock } from '@/demo/clock'
import { createFaults, type Faults, parseFault } from '@/demo/faults'
import type { Random } from '@/demo/random'
import type { Store } from '@/demo/store/store'
import type { People, Person } from '@/demo/world/people'
import { answerJson, answerParts, createSink, readJson } from './answers'
import { discover } from './discovery'
import { encodeList, listPage } from './list'
import { negotiate } from './negotiation'
import { parseListOptions } from './options'
import { parseTarget, type Target, verbOf } from './route'
import { ApiError, forbidden, internalError, methodNotAllowed, notFound, unauthorized } from './status'
import { renderTable } from './table'
import { openWatch, type WatchSettings } from './watch'
import { createWatchers, type Watchers } from './watchers'
import { createWriter, type Writer } from './write'

export interface ApiSettings extends WatchSettings {
  /** A watch whose client has this many bytes waiting is cut off. */
  readonly lagLimit: number
}

interface Api {
  readonly store: Store
  readonly clock: Clock
  readonly people: People
  readonly faults: Faults
  readonly watchers: Watchers
  readonly writer: Writer
  readonly settings: ApiSettings
}

interface Call {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly url: URL
  readonly person: Person
}

/** The HTTP server of the demo cluster; the caller listens and closes. */
export function createApiServer(
  cluster: { store: Store; clock: Clock; people: People; random: Random },
  { bookmarkSeconds = 60, lagLimit = 32 * 1024 * 1024 }: Partial<ApiSettings> = {},
): Server {
  const { store, clock, random } = cluster
  const watchers = createWatchers()
  const faults = createFaults(store, clock, watchers)
  const writer = createWriter(store, clock, random.fork('api'))
  const api: Api = { ...cluster, faults, watchers, writer, settings: { bookmarkSeconds, lagLimit } }
  return createServer((request, response) => {
    serve(api, request, response).catch((error: unknown) => {
      const told = error instanceof ApiError ? error : internalError(String(error))
      if (response.headersSent) response.destroy()
      else answerJson(response, told.code, told.body)
    })
  })
}

async function serve(api: Api, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://demo')
  const person = identify(api.people, request)
  if (url.pathname === '/demo/faults') return control(api, { request, response, url, person })
  await api.faults.passage()
  if (['/readyz', '/livez', '/healthz'].includes(url.pathname)) return void response.end('ok')
  const representation = negotiate(request.headers.accept)
  const discovered = discover(url.pathname, representation === 'aggregatedDiscovery')
  if (discovered !== undefined) return answerJson(response, 200, discovered, discoveryType(representation))
  const target = parseTarget(api.store, url.pathname)
  if (target === undefined) return void response.writeHead(404).end('404 page not found\n')
  if (throttle(api, target, response)) return
  await answer(api, { request, response, url, person }, target)
}

const discoveryType = (representation: string) =>
  representation === 'aggregatedDiscovery'
    ? 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList'
    : 'application/json'

function identify(people: People, request: IncomingMessage): Person {
  const [, token] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? []
  const person = token === undefined ? undefined : people.findByToken(token)
  if (person === undefined) throw unauthorized()
  return person
}

/** API priority and fairness refuses in plain text: domain of k8s.io/apiserver pkg/server/filters, v0.36. */
function throttle({ faults }: Api, { collection }: Target, response: ServerResponse): boolean {
  const fault = faults.find('throttle', collection.type)
  if (fault === undefined) return false
  response.writeHead(429, { 'content-type': 'text/plain; charset=utf-8', 'retry-after': String(fault.retryAfter) })
  response.end('Too many requests, please try again later.\n')
  return true
}

async function answer(api: Api, call: Call, target: Target): Promise<void> {
  const { request, response, url, person } = call
  const { type } = target.collection
  const watching = ['1', 'true'].includes(url.searchParams.get('watch') ?? '')
  const verb = verbOf(request.method ?? '', target, watching)
  if (api.faults.find('forbid', type)) throw forbidden(person.name, verb, type, target.namespace, target.name)
  if (api.faults.find('fail', type)) throw internalError('etcdserver: no leader')
  const dryRun = url.searchParams.get('dryRun') === 'All'
  switch (verb) {
    case 'list':
      return list(api, call, target)
    case 'watch':
      return watch(api, call, target)
    case 'get':
      return get(api, call, target)
    case 'create':
      return answerJson(response, 201, api.writer.create(target, await readJson(request), dryRun))
    case 'update':
      return answerJson(response, 200, api.writer.replace(target, await readJson(request), dryRun))
    case 'patch': {
      const format = request.headers['content-type'] ?? ''
      return answerJson(response, 200, api.writer.patch(target, format, await readJson(request), dryRun))
    }
    case 'delete':
      return answerJson(response, 200, api.writer.remove(target, await readJson(request), dryRun))
    default:
      throw methodNotAllowed()
  }
}

async function list(api: Api, { request, response, url }: Call, target: Target): Promise<void> {
  const page = listPage(api.store, target, parseListOptions(target, url.searchParams))
  if (negotiate(request.headers.accept) !== 'table') return answerParts(response, encodeList(target, page))
  const include = url.searchParams.get('includeObject') ?? 'Metadata'
  const { resource } = target.collection.type
  answerJson(response, 200, renderTable(resource, page.items, page.metadata, api.clock.now(), include))
}

function get(api: Api, { request, response, url }: Call, target: Target): void {
  const { type } = target.collection
  const object = target.collection.get(target.namespace || undefined, target.name)
  if (object === undefined) throw notFound(type, target.name)
  if (negotiate(request.headers.accept) !== 'table') return answerJson(response, 200, object)
  const { resourceVersion } = object.metadata
  const include = url.searchParams.get('includeObject') ?? 'Metadata'
  answerJson(response, 200, renderTable(type.resource, [object], { resourceVersion }, api.clock.now(), include))
}

function watch(api: Api, { request, response, url }: Call, target: Target): void {
  if (negotiate(request.headers.accept) !== 'json') throw internalError('the demo does not render tables of watches')
  const options = parseListOptions(target, url.searchParams)
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-cache, private' })
  response.flushHeaders()
  const sink = createSink(response, api.settings.lagLimit)
  const watcher = openWatch(api.store, api.clock, target, options, api.settings, sink)
  api.faults.meet(watcher)
  const forget = api.watchers.add(watcher, () => request.socket.resetAndDestroy())
  response.on('close', () => {
    watcher.stop()
    forget()
  })
}

async function control({ faults, people }: Api, { request, response, person }: Call): Promise<void> {
  if (person !== people.reader) {
    return answerJson(response, 403, { message: "Faults are started with the reader's token only." })
  }
  if (request.method === 'POST') {
    const fault = parseFault(await readJson(request))
    if (typeof fault === 'string') return answerJson(response, 400, { message: fault })
    faults.start(fault)
  } else if (request.method !== 'GET') throw methodNotAllowed()
  answerJson(response, 200, { active: faults.active() })
}
