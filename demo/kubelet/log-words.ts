import { type Random, safeHash } from '@/demo/random'
import type { Terminated } from '@/demo/store/objects'

type Form = 'json' | 'logfmt' | 'plain' | 'access' | 'klog' | 'postgres' | 'redis' | 'kafka'

/** How a kind of program writes its log. */
export interface Voice {
  readonly form: Form
  readonly runtime: 'go' | 'java' | 'node'
  /** It works through something and ends, rather than answering requests. */
  readonly isJob: boolean
  /** About how many milliseconds lie between two lines. */
  readonly gap: number
}

/** A line's text once its instant is known: most programs write that themselves. */
export type Text = (at: number) => string

const known: readonly (readonly [RegExp, Form, number])[] = [
  [/postgres|-db(-\d+)?$/, 'postgres', 9000],
  [/redis/, 'redis', 12_000],
  [/kafka|elastic/, 'kafka', 4000],
  [/envoy|proxy$|ingress|nginx/, 'access', 400],
  [/^kube-|coredns|cilium|etcd|metrics-server|exporter/, 'klog', 6000],
]

const jobs = /init|migrat|reconcil|backfill|report|purge|count|carts$|import|backup|rates$/

export function voiceOf(container: string, image: string): Voice {
  const found = known.find(([pattern]) => pattern.test(container) || pattern.test(image.replace(/:[^/]*$/, '')))
  const digit = safeHash(container).charCodeAt(0)
  const forms = ['json', 'logfmt', 'plain'] as const
  const runtime = (['go', 'java', 'node'] as const)[digit % 3] ?? 'go'
  return {
    form: found?.[1] ?? forms[(digit >> 1) % 3] ?? 'json',
    runtime,
    gap: found?.[2] ?? 600,
    isJob: jobs.test(container),
  }
}

const iso = (at: number) => new Date(at).toISOString()
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
const month = (at: number) => months[new Date(at).getUTCMonth()]
const clock = (at: number) => iso(at).slice(11, 23)

interface Fields {
  readonly [name: string]: string | number
}

/** A message in the program's own form. */
function say({ form }: Voice, level: string, message: string, fields: Fields, at: number, who: string): string {
  const pairs = Object.entries(fields).map(([name, value]) => `${name}=${value}`)
  switch (form) {
    case 'json':
      return JSON.stringify({ ts: iso(at), level, logger: who, msg: message, ...fields })
    case 'logfmt':
      return `time=${iso(at)} level=${level} msg="${message}"${pairs.map((pair) => ` ${pair}`).join('')}`
    case 'klog': {
      const stamp = `${iso(at).slice(5, 7)}${iso(at).slice(8, 10)} ${clock(at)}000`
      return `${level[0]?.toUpperCase()}${stamp}       1 ${who}.go:${100 + (message.length % 80)}] "${message}"${pairs.map((pair) => ` ${pair}`).join('')}`
    }
    case 'postgres':
      return `${iso(at).slice(0, 10)} ${clock(at)} UTC [1] ${level === 'error' ? 'FATAL' : 'LOG'}:  ${message}`
    case 'redis':
      return `1:M ${iso(at).slice(8, 10)} ${month(at)} ${iso(at).slice(0, 4)} ${clock(at)} * ${message}`
    case 'kafka':
      return `[${iso(at).slice(0, 10)} ${clock(at).replace('.', ',')}] ${level.toUpperCase()} ${message} (${who})`
    default:
      return `${iso(at).slice(0, 10)} ${clock(at)} ${level.toUpperCase().padEnd(5)} [${who}] ${message}${pairs.map((pair) => ` ${pair}`).join('')}`
  }
}

const openings: Partial<Record<Form, readonly string[]>> = {
  postgres: [
    'starting PostgreSQL 17.2 on x86_64-pc-linux-gnu, compiled by gcc 13.3.0, 64-bit',
    'listening on IPv4 address "0.0.0.0", port 5432',
    'database system is ready to accept connections',
  ],
  redis: [
    'Redis version=8.2.1, bits=64, commit=00000000, modified=0, pid=1, just started',
    'Ready to accept connections tcp',
  ],
  klog: ['Starting', 'Waiting for caches to sync', 'Caches are synced'],
}

export function opening(voice: Voice, container: string, random: Random): readonly Text[] {
  const usual = [
    `starting ${container}`,
    'configuration loaded',
    'connected to database',
    ...(voice.isJob ? [] : ['listening on 0.0.0.0:8080', `started in ${random.between(0.2, 4).toFixed(3)} s`]),
  ]
  return (openings[voice.form] ?? usual).map((message) => (at) => say(voice, 'info', message, {}, at, container))
}

const routine: Partial<Record<Form, readonly string[]>> = {
  postgres: [
    'checkpoint starting: time',
    'checkpoint complete: wrote 43 buffers (0.3%); write=4.2 s, sync=0.006 s, total=4.3 s',
    'automatic vacuum of table "public.events": index scans: 1',
  ],
  redis: [
    '100 changes in 300 seconds. Saving...',
    'Background saving started by pid 214',
    'DB saved on disk',
    'Background saving terminated with success',
  ],
  kafka: [
    '[GroupCoordinator 0]: Stabilized group orders generation 12',
    '[Log partition=orders-3] Rolled new log segment',
    '[ReplicaFetcher replicaId=0, leaderId=2] Caught up',
  ],
  klog: ['Successfully synced', 'Reconciled endpoints', 'Watch channel renewed', 'Updating configuration'],
}

const verbs = ['GET', 'GET', 'GET', 'GET', 'POST', 'PUT', 'DELETE'] as const

/** A line from the middle of a run: requests mostly, in the cluster's own programs what they do all day. */
export function steadyLine(voice: Voice, container: string, at: number, random: Random): string {
  const own = routine[voice.form]
  if (own !== undefined) return say(voice, 'info', random.pick(own), {}, at, container)
  if (voice.isJob)
    return say(voice, 'info', 'batch done', { records: 1 + random.below(500), ms: random.below(900) }, at, container)
  const method = random.pick(verbs)
  const path = `/api/v1/${container.replace(/-?api$/, '') || 'items'}/${1 + random.below(9000)}`
  const luck = random.next()
  const status = luck > 0.995 ? 503 : luck > 0.985 ? 404 : method === 'POST' ? 201 : 200
  const ms = Math.round(4 + 120 * random.next() ** 4)
  if (voice.form === 'access') {
    const from = `10.64.${random.below(16)}.${2 + random.below(250)}`
    return `${from} - - [${accessTime(at)}] "${method} ${path} HTTP/1.1" ${status} ${200 + random.below(4000)} "-" "Go-http-client/1.1" ${ms}`
  }
  const level = status >= 500 ? 'error' : status >= 400 ? 'warn' : 'info'
  const message = status >= 500 ? 'request failed: upstream unavailable' : 'request handled'
  return say(voice, level, message, { method, path, status, ms }, at, container)
}

const accessTime = (at: number) =>
  `${iso(at).slice(8, 10)}/${month(at)}/${iso(at).slice(0, 4)}:${clock(at).slice(0, 8)} +0000`

/** What a program says before it ends: why it crashed, or that it was told to go. Who is killed says nothing. */
export function lastWords(
  voice: Voice,
  container: string,
  { exitCode, reason }: Pick<Terminated, 'exitCode' | 'reason'>,
  random: Random,
): readonly Text[] {
  const told = (level: string, message: string) => (at: number) => say(voice, level, message, {}, at, container)
  if (reason === 'OOMKilled' || exitCode === 137) return []
  if (exitCode === 0 && voice.isJob) return [told('info', 'all done')]
  if (exitCode === 143) return [told('info', 'received SIGTERM, shutting down')]
  if (exitCode === 0) return [told('info', 'received SIGTERM, shutting down'), told('info', 'stopped')]
  const address = `10.64.${random.below(16)}.${2 + random.below(250)}:5432`
  return [told('error', `fatal: can't reach ${address}`), ...traces[voice.runtime](address).map((line) => () => line)]
}

const traces: Readonly<Record<Voice['runtime'], (address: string) => readonly string[]>> = {
  go: (address) => [
    `panic: dial tcp ${address}: connect: connection refused`,
    '',
    'goroutine 1 [running]:',
    'main.mustConnect({0xc0000a4010, 0x11})',
    '\t/src/cmd/server/connect.go:58 +0x1d4',
    'main.main()',
    '\t/src/cmd/server/main.go:31 +0x9c',
  ],
  java: (address) => [
    `Exception in thread "main" java.lang.IllegalStateException: Failed to obtain a connection to ${address}`,
    '\tat example.shop.store.ConnectionPool.open(ConnectionPool.java:114)',
    '\tat example.shop.Application.start(Application.java:62)',
    '\tat example.shop.Application.main(Application.java:29)',
    'Caused by: java.net.ConnectException: Connection refused',
    '\tat java.base/sun.nio.ch.Net.pollConnect(Native Method)',
    '\t... 7 more',
  ],
  node: (address) => [
    'node:internal/process/promises:394',
    '      triggerUncaughtException(err, true /* fromPromise */);',
    '',
    `Error: connect ECONNREFUSED ${address}`,
    '    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1637:16)',
    '    at async connect (file:///app/store.js:41:12)',
    '    at async file:///app/server.js:12:1',
  ],
}
