import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { type Access, createAccess } from '@/demo/access/access'
import { type Attributes, readUrl } from '@/demo/access/attributes'
import type { Certificate } from '@/demo/access/certificate'
import { createListener } from '@/demo/access/listener'
import type { People } from '@/demo/access/people'
import type { User } from '@/demo/access/user'
import type { Clock } from '@/demo/clock'
import type { Admission } from '@/demo/controllers/admission'
import { createFaults, type Faults } from '@/demo/faults/faults'
import { parseFault } from '@/demo/faults/request'
import type { Random } from '@/demo/random'
import type { Store } from '@/demo/store/store'
import { type Presentation, presentationOf } from '@/demo/tables/presentation'
import type { Usage } from '@/demo/world/usage'
import { answerJson, answerParts, createSink, readBody, readJson } from './answers'
import { discover } from './discovery'
import { checkReadVersion, listPage } from './list'
import { answerLog } from './log'
import { answerMetrics, metricsGroup } from './metrics'
import { negotiate } from './negotiation'
import { parseListOptions } from './options'
import { parseTarget, type Target } from './route'
import { ApiError, forbidden, internalError, methodNotAllowed } from './status'
import { openWatch, type WatchSettings } from './watch'
import { createWatchers, type Watchers } from './watchers'
import { existing } from './writes/plain'
import { scaleOf } from './writes/scale'
import { createWriter, type Writer } from './writes/writer'

export interface ApiSettings extends WatchSettings {
  /** A watch whose client has this many bytes waiting is cut off. */
  readonly lagLimit: number
  /** With one, the server speaks TLS. */
  readonly certificate: Certificate | undefined
}

interface Api {
  readonly store: Store
  readonly clock: Clock
  readonly people: People
  readonly access: Access
  readonly usage: Usage
  readonly faults: Faults
  readonly watchers: Watchers
  readonly writer: Writer
  readonly settings: ApiSettings
  /** Cuts the connection of a request. */
  reset(request: IncomingMessage): void
  /** Cuts all others. */
  resetOthers(request: IncomingMessage): void
}

interface Call {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly url: URL
  readonly user: User
  /** What was allowed. */
  readonly asked: Attributes
}

/** The HTTP server of the demo cluster; the caller listens and closes. */
export function createApiServer(
  cluster: { store: Store; clock: Clock; people: People; random: Random; usage: Usage; admission: Admission },
  { bookmarkSeconds = 60, lagLimit = 32 * 1024 * 1024, certificate }: Partial<ApiSettings> = {},
): Server {
  const { store, clock, random, admission } = cluster
  const watchers = createWatchers()
  const faults = createFaults({ store, clock, admission, watchers })
  const writer = createWriter({ store, clock, random: random.fork('api'), admission })
  const { server, reset, resetOthers } = createListener((request, response) => {
    response.setHeader('date', new Date(clock.now()).toUTCString())
    serve(api, request, response).catch((error: unknown) => {
      // Of a request that broke off, nobody waits for the answer.
      if (!(error instanceof ApiError) && !response.destroyed) console.error(error)
      const told = error instanceof ApiError ? error : internalError(String(error))
      if (response.headersSent) response.destroy()
      else answerJson(response, told.code, told.body, retryOf(told))
    })
  }, certificate)
  const settings = { bookmarkSeconds, lagLimit, certificate }
  const api: Api = { ...cluster, access: createAccess(cluster), faults, watchers, writer, settings, reset, resetOthers }
  return server
}

/** Some answers say when to come again, in a header too. */
const retryOf = ({ body }: ApiError) =>
  body.details?.retryAfterSeconds === undefined ? {} : { 'retry-after': String(body.details.retryAfterSeconds) }

async function serve(api: Api, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = readUrl(request.url)
  const user = api.access.identify(request)
  if (url.pathname === '/demo/faults') return control(api, user, request, response)
  await api.faults.passage()
  const asked = api.access.authorize(user, request)
  await api.faults.delay(api.store.find(asked.group, asked.resource)?.type)
  if (['/readyz', '/livez', '/healthz'].includes(url.pathname)) return void response.end('ok')
  const representation = negotiate(request.headers.accept)
  const discovered = discover(url.pathname.replace(/(.)\/$/, '$1'), representation === 'aggregatedDiscovery')
  if (discovered !== undefined)
    return answerJson(response, 200, discovered.body, { 'content-type': discovered.contentType })
  const review = api.access.findReview(user, asked)
  if (review !== undefined) return answerJson(response, 201, review(await readJson(request)))
  if (asked.isResource && asked.group === metricsGroup) {
    const { accept } = request.headers
    return answerJson(response, 200, answerMetrics(api, { asked, query: url.searchParams, accept }))
  }
  const target = parseTarget(api.store, url.pathname)
  if (target === undefined) return notServed(response)
  api.access.checkTarget(asked, target)
  if (throttle(api, target, response)) return
  const admit: Target['admit'] = (object, previous) => api.access.admit(user, target, object, previous)
  await answer(api, { request, response, url, user, asked }, { ...target, admit })
}

const notServed = (response: ServerResponse) =>
  void response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('404 page not found\n')

/** API priority and fairness refuses in plain text: domain of k8s.io/apiserver pkg/server/filters, v0.36. */
function throttle({ faults }: Api, { collection }: Target, response: ServerResponse): boolean {
  const fault = faults.find('throttle', collection.type)
  if (fault === undefined) return false
  response.writeHead(429, { 'content-type': 'text/plain; charset=utf-8', 'retry-after': String(fault.retryAfter) })
  response.end('Too many requests, please try again later.\n')
  return true
}

async function answer(api: Api, call: Call, target: Target): Promise<void> {
  const { request, response, url, user } = call
  const { verb } = call.asked
  const { type } = target.collection
  if (api.faults.find('forbid', type)) throw forbidden(user.name, verb, type, target.namespace, target.name)
  if (api.faults.find('fail', type)) throw internalError('etcdserver: no leader')
  if (target.subresource === 'log') return answerLog(api, target, url.searchParams, response)
  if (!['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].includes(request.method ?? '')) throw methodNotAllowed()
  switch (verb) {
    case 'list':
      return list(api, call, target)
    case 'watch':
      return watch(api, call, target)
    case 'get':
      if (!['', 'status', 'scale'].includes(target.subresource)) throw methodNotAllowed()
      return get(api, call, target)
    default:
      return write(api, call, target)
  }
}

async function write(
  { writer }: Api,
  { request, response, url, asked: { verb } }: Call,
  target: Target,
): Promise<void> {
  const body = await readBody(request)
  const { 'content-type': contentType } = request.headers
  const { code, body: told, warnings = [] } = writer(target, { verb, query: url.searchParams, contentType, body })
  // A header holds bytes, here those of UTF-8 as Go writes them.
  const warning = warnings.map((text) => Buffer.from(`299 - ${JSON.stringify(text)}`).toString('latin1'))
  answerJson(response, code, told, warning.length === 0 ? {} : { Warning: warning })
}

async function list(api: Api, call: Call, target: Target): Promise<void> {
  const page = listPage(api.store, target, parseListOptions(target, call.url.searchParams))
  await answerParts(call.response, presentation(api, call, target).list(page))
}

const presentation = ({ clock }: Api, { request, url }: Call, target: Target): Presentation =>
  presentationOf(target, { accept: request.headers.accept, query: url.searchParams }, clock)

function get(api: Api, call: Call, target: Target): void {
  checkReadVersion(api.store, call.url.searchParams.get('resourceVersion') ?? '')
  const object = existing(target)
  answerJson(
    call.response,
    200,
    target.subresource === 'scale' ? scaleOf(target, object) : presentation(api, call, target).one(object),
  )
}

function watch(api: Api, call: Call, target: Target): void {
  const { request, response, url } = call
  const present = presentation(api, call, target).watched()
  const options = parseListOptions(target, url.searchParams)
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-cache, private' })
  response.flushHeaders()
  const sink = createSink(response, api.settings.lagLimit)
  const watcher = openWatch(api.store, api.clock, target, { ...options, present }, api.settings, sink)
  api.faults.meet(watcher)
  const forget = api.watchers.add(watcher, () => api.reset(request))
  response.on('close', () => {
    watcher.stop()
    forget()
  })
}

async function control(
  { faults, people, resetOthers }: Api,
  user: User,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (user !== people.reader) {
    return answerJson(response, 403, { message: "Faults are started with the reader's token only." })
  }
  if (request.method === 'POST') {
    const fault = parseFault(await readJson(request))
    if (typeof fault === 'string') return answerJson(response, 400, { message: fault })
    const problem = faults.start(fault, () => resetOthers(request))
    if (problem !== undefined) return answerJson(response, 400, { message: problem })
  } else if (request.method !== 'GET') throw methodNotAllowed()
  answerJson(response, 200, { active: faults.active() })
}
