import { setTimeout as pause } from 'node:timers/promises'
import type { LogLine, LogSourceState } from '@/lib/logs/log-message'
import { parseLogInstant } from '@/lib/logs/timestamp'
import { KubeError } from '@/server/kube/status-error'
import type { Transport } from '@/server/kube/transport'
import { createLineSplitter, type RawLine } from './line-splitter'
import { createResumption } from './resumption'

export interface LogContainer {
  readonly namespace: string
  readonly pod: string
  readonly container: string
}

export interface LogReading {
  readonly follow: boolean
  readonly previous: boolean
  readonly tail: number | null
  readonly sinceSeconds: number | null
}

/** What a container does, as its pod tells; the number tells its runs apart. */
export type ContainerState = 'waiting' | `running ${number}` | `ended ${number}`

/** A container as far as its pod tells of it. */
export interface ContainerLife {
  /** Undefined when the pod is gone. */
  state(): ContainerState | undefined
  /** Resolves when `state` is another, or the signal aborts. */
  changed(signal: AbortSignal): Promise<void>
}

export type LogEntry =
  | { readonly type: 'lines'; readonly lines: readonly Omit<LogLine, 'source'>[] }
  | { readonly type: 'gap'; readonly from: number; readonly to: number }
  | { readonly type: 'state'; readonly state: LogSourceState; readonly sentence: string | null }

const retryMs = 1_000
/** The pod tells when there is more to read; if news of it do not come, it is asked so seldom. */
const unaskedMs = 30_000

/**
 * A container's log, read with the rights that the transport carries. Followed, it goes on over broken connections and
 * restarts until the pod is gone; a place that can't be found again is told as a gap. Only what is asked for is read:
 * while nobody takes the next entry, nothing is taken from the API server either.
 */
export async function* readContainerLog(
  transport: Transport,
  container: LogContainer,
  reading: LogReading,
  life: ContainerLife,
  signal: AbortSignal,
): AsyncGenerator<LogEntry, void, void> {
  const resumption = createResumption()
  let told: LogSourceState | undefined
  while (!signal.aborted) {
    const before = life.state()
    try {
      const body = await openBody(transport, container, reading, resumption.sinceTime(), signal)
      // What is read once more after its end stays ended.
      if (told !== 'open' && (told === undefined || isRunning(before)))
        yield { type: 'state', state: 'open', sentence: null }
      told = 'open'
      resumption.reopened()
      for await (const lines of linesOf(body)) {
        const { fresh, gap } = resumption.resume(lines)
        const [first] = fresh
        if (gap !== undefined && first !== undefined) yield { type: 'gap', from: gap.at, to: first.at }
        for (const line of fresh) resumption.seen(line)
        if (fresh.length > 0) yield { type: 'lines', lines: fresh }
      }
      if (!reading.follow) return yield { type: 'state', state: 'ended', sentence: null }
    } catch (error) {
      if (!(error instanceof KubeError)) throw error
      if (error.kind === 'aborted') return
      const state = stateAfter(error)
      if (state !== told) yield { type: 'state', state, sentence: error.problem.detail ?? error.problem.sentence }
      told = state
      if (!reading.follow || state === 'gone' || state === 'refused') return
    }
    if (life.state() === undefined) return yield { type: 'state', state: 'gone', sentence: 'The pod is gone.' }
    await rest(life, before, signal)
  }
}

async function openBody(
  transport: Transport,
  { namespace, pod, container }: LogContainer,
  { follow, previous, tail, sinceSeconds }: LogReading,
  sinceTime: string | undefined,
  signal: AbortSignal,
): Promise<AsyncIterable<Buffer>> {
  const from: Record<string, string> = {
    ...(tail === null ? {} : { tailLines: String(tail) }),
    ...(sinceSeconds === null ? {} : { sinceSeconds: String(Math.max(1, sinceSeconds)) }),
  }
  const query = {
    container,
    timestamps: 'true',
    ...(follow && { follow: 'true' }),
    ...(previous && { previous: 'true' }),
    ...(sinceTime === undefined ? from : { sinceTime }),
  }
  const path = ['api', 'v1', 'namespaces', namespace, 'pods', pod, 'log']
  const answer = await transport.request({ path, query, headers: { accept: '*/*' }, signal, timeouts: { idle: 0 } })
  return answer.body
}

async function* linesOf(body: AsyncIterable<Buffer>): AsyncGenerator<readonly Omit<LogLine, 'source'>[]> {
  const splitter = createLineSplitter()
  for await (const chunk of body) yield splitter.push(chunk).map(placed)
  yield splitter.finish().map(placed)
}

/** The kubelet writes the instant and a space before each line; a line without one has no place in time. */
function placed({ text, cut }: RawLine): Omit<LogLine, 'source'> {
  const end = text.indexOf(' ')
  const instant = parseLogInstant(end === -1 ? text : text.slice(0, end))
  if (instant === undefined) return { at: 0, nanos: 0, text, cut }
  return { ...instant, text: end === -1 ? '' : text.slice(end + 1), cut }
}

function stateAfter({ kind, status }: KubeError): LogSourceState {
  if (kind === 'absent') return 'gone'
  if (kind === 'forbidden' || kind === 'unauthorized' || kind === 'credentials') return 'refused'
  // 400: the container has not started, or has no run before this one; it may have one later.
  return status === 400 || status === undefined || status >= 429 ? 'waiting' : 'refused'
}

const isRunning = (state: ContainerState | undefined) => state?.startsWith('running') === true

/**
 * Until there may be more: at once when the container's state became another while it was read, for its last lines may have
 * come since; a moment when its run merely broke off here; else until its pod tells.
 */
async function rest(life: ContainerLife, before: ContainerState | undefined, signal: AbortSignal): Promise<void> {
  if (life.state() !== before) return
  const ended = new AbortController()
  const either = AbortSignal.any([signal, ended.signal])
  const moment = pause(isRunning(before) ? retryMs : unaskedMs, undefined, { signal: either }).catch(() => undefined)
  await Promise.race([moment, life.changed(either)])
  ended.abort()
}
