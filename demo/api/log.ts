import type { ServerResponse } from 'node:http'
import type { Clock } from '@/demo/clock'
import { currentRun, type Log, logOf, previousRun, type Run } from '@/demo/kubelet/log-run'
import { find } from '@/demo/kubelet/sync'
import type { ContainerStatus, Pod } from '@/demo/store/objects'
import type { Store } from '@/demo/store/store'
import { types } from '@/demo/store/types'
import { ApiError, badRequest, invalid, notFound } from './status'

/** What is asked of a container's log (PodLogOptions). */
export interface LogOptions {
  readonly container: string
  readonly follow: boolean
  readonly previous: boolean
  readonly timestamps: boolean
  readonly tailLines: number | undefined
  /** The instant from which on lines are wanted. */
  readonly since: number | undefined
  readonly limitBytes: number | undefined
}

/** Where a log goes. */
export interface LogSink {
  write(text: string): void
  end(): void
}

/** The runtime starts a new file after so many lines, and only the newest is read. */
const fileLines = 4000

/** Throws the API's 400 and 422, in its words (apimachinery conversion, core validation ValidatePodLogOptions). */
export function parseLogOptions(name: string, params: URLSearchParams, now: number): LogOptions {
  const isSet = (key: string) => params.has(key) && !['false', '0'].includes((params.get(key) ?? '').toLowerCase())
  const number = (key: string, least: number) => {
    const text = params.get(key)
    if (text === null || text === '') return undefined
    if (!/^[+-]?\d+$/.test(text)) throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`)
    if (Number(text) >= least) return Number(text)
    const rule = least === 0 ? 'must be greater than or equal to 0' : 'must be greater than 0'
    throw refused(name, key, 'FieldValueInvalid', `Invalid value: ${Number(text)}: ${rule}`)
  }
  const tailLines = number('tailLines', 0)
  const limitBytes = number('limitBytes', 1)
  const seconds = number('sinceSeconds', 1)
  const instant = instantOf(params.get('sinceTime') ?? '')
  if (seconds !== undefined && instant !== undefined) {
    const rule = 'Forbidden: at most one of `sinceTime` or `sinceSeconds` may be specified'
    throw refused(name, '[]', 'FieldValueForbidden', rule)
  }
  return {
    container: params.get('container') ?? '',
    follow: isSet('follow'),
    previous: isSet('previous'),
    timestamps: isSet('timestamps'),
    tailLines,
    limitBytes,
    since: seconds === undefined ? instant : now - seconds * 1000,
  }
}

function instantOf(text: string): number | undefined {
  if (text === '') return undefined
  const instant = Date.parse(text)
  if (/^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(instant)) return instant
  throw badRequest(
    `parsing time ${JSON.stringify(text)} as "2006-01-02T15:04:05Z07:00": cannot parse ${JSON.stringify(text)} as "2006"`,
  )
}

const refused = (name: string, field: string, reason: string, message: string) =>
  invalid('PodLogOptions', name, [{ field, reason, message }])

/** The run whose log is meant; undefined for a pod without a node, which has an empty log. Throws what the API answers. */
export function findRun(store: Store, pod: Pod, { container: asked, previous }: LogOptions): Run | undefined {
  const container = containerOf(pod, asked)
  const { nodeName } = pod.spec
  if (nodeName === undefined) return undefined
  requireNode(store, pod, nodeName, container)
  const status = find(pod, container)
  const subject = `container "${container}" in pod "${pod.metadata.name}"`
  if (status === undefined) throw badRequest(`${subject} is not available`)
  const run = previous ? previousRun(pod, status) : currentRun(pod, status)
  if (run !== undefined) return run
  if (previous) throw badRequest(`previous terminated ${subject} not found`)
  throw badRequest(`${subject} is waiting to start: ${whyWaiting(status)}`)
}

/** pkg/registry/core/pod strategy.go LogLocation. */
function containerOf({ metadata: { name }, spec }: Pod, asked: string): string {
  const names = (containers: Pod['spec']['containers'] = []) => containers.map((container) => container.name)
  const [main, init] = [names(spec.containers), names(spec.initContainers)]
  if (asked !== '') {
    if ([...main, ...init].includes(asked)) return asked
    throw badRequest(`container ${asked} is not valid for pod ${name}`)
  }
  if (main.length === 1 && main[0] !== undefined) return main[0]
  const others = init.length === 0 ? '' : ` or one of the init containers: [${init.join(' ')}]`
  throw badRequest(`a container name must be specified for pod ${name}, choose one of: [${main.join(' ')}]${others}`)
}

/** The API server asks the node's kubelet, which must answer. */
function requireNode({ nodes }: Store, { metadata }: Pod, nodeName: string, container: string): void {
  const node = nodes.get(undefined, nodeName)
  const ready = node?.status.conditions.find(({ type }) => type === 'Ready')?.status
  if (node === undefined) throw new ApiError(404, 'NotFound', `nodes "${nodeName}" not found`)
  if (ready !== 'Unknown') return
  const address = `${node.status.addresses[0]?.address}:10250`
  const url = `https://${address}/containerLogs/${metadata.namespace}/${metadata.name}/${container}`
  throw new ApiError(500, '', `Get "${url}": dial tcp ${address}: i/o timeout`)
}

/** pkg/kubelet validateContainerLogStatus. */
function whyWaiting({ state }: ContainerStatus): string {
  const reason = state.waiting?.reason ?? ''
  if (reason === 'ErrImagePull') return "image can't be pulled"
  return reason === 'ImagePullBackOff' ? 'trying and failing to pull image' : reason
}

/** Writes what there is of a run's log, and follows it when that is asked for; the returned function stops. */
export function openLog(
  { store, clock }: { store: Store; clock: Clock },
  pod: Pod,
  run: Run,
  options: LogOptions,
  sink: LogSink,
): () => void {
  const writer = createLineWriter(sink, options)
  let log = logOf(run)
  let next = firstLine(log, options, clock.now())
  let cancel = () => {}
  const flush = () => {
    for (const count = log.countAt(clock.now()); next < count && writer.isOpen(); next++) writer.write(log, next)
  }
  const stop = () => {
    cancel()
    unlisten()
  }
  const finish = () => {
    stop()
    sink.end()
  }
  const follow = () => {
    flush()
    if (!writer.isOpen()) return finish()
    cancel = clock.after(Math.max(1, Math.ceil(log.line(next).at - clock.now())), follow)
  }
  const unlisten = store.pods.listen(({ type, object }) => {
    if (object.metadata.uid !== pod.metadata.uid) return
    const status = find(object, run.container)
    const runs = type !== 'DELETED' && status?.state.running !== undefined && status.containerID === run.id
    if (runs) return
    const ended = status && (status.containerID === run.id ? currentRun(object, status) : previousRun(object, status))
    if (ended?.id === run.id) log = logOf(ended)
    // An end is told in whole seconds: what came in its last one may be written already.
    next = Math.min(next, log.lastWords)
    flush()
    finish()
  })
  if (options.follow && run.end === undefined) follow()
  else {
    flush()
    finish()
  }
  return stop
}

function firstLine(log: Log, { tailLines, since }: LogOptions, now: number): number {
  const count = log.countAt(now)
  const file = count === 0 ? 0 : Math.floor((count - 1) / fileLines) * fileLines
  const recent = since === undefined ? 0 : log.countAt(since - 1)
  return Math.max(file, recent, tailLines === undefined ? 0 : count - tailLines)
}

function createLineWriter(sink: LogSink, { timestamps, limitBytes }: LogOptions) {
  let left = limitBytes ?? Number.POSITIVE_INFINITY
  return {
    isOpen: () => left > 0,
    write(log: Log, index: number): void {
      const { at, text } = log.line(index)
      const line = Buffer.from(`${timestamps ? `${stamp(at, index)} ` : ''}${text}\n`)
      sink.write(line.length > left ? line.subarray(0, left).toString() : line.toString())
      left -= line.length
    },
  }
}

/** RFC 3339 with nanoseconds, as the runtime stamps lines. */
const stamp = (at: number, index: number) =>
  `${new Date(Math.floor(at)).toISOString().slice(0, -1)}${String((index * 7919 + 104_729) % 1_000_000).padStart(6, '0')}Z`

/** Answers `GET …/pods/NAME/log`. */
export function answerLog(
  cluster: { store: Store; clock: Clock },
  { namespace, name }: { namespace: string; name: string },
  params: URLSearchParams,
  response: ServerResponse,
): void {
  const pod = cluster.store.pods.get(namespace, name)
  if (pod === undefined) throw notFound(types.pods, name)
  const options = parseLogOptions(name, params, cluster.clock.now())
  const run = findRun(cluster.store, pod, options)
  response.writeHead(200, { 'content-type': 'text/plain', 'cache-control': 'no-cache, private' })
  response.flushHeaders()
  if (run === undefined) return void response.end()
  const sink = { write: (text: string) => void response.write(text), end: () => void response.end() }
  const stop = openLog(cluster, pod, run, options, sink)
  response.on('close', stop)
}
