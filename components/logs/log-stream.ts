import { createParser } from 'eventsource-parser'
import { browserClock, type Clock } from '@/components/live/clock'
import { createWatchdog } from '@/components/live/watchdog'
import { backoffDelay } from '@/lib/live/backoff'
import type { Problem } from '@/lib/live/freshness'
import type { LogMessage } from '@/lib/logs/log-message'
import type { LogAsked, LogReceiver, OpenLogs } from './log-connection'

export interface LogStreamParts {
  readonly fetch: typeof fetch
  readonly clock: Clock
  /** 0 to 1. */
  readonly random: () => number
}

/** So much older than the last sign of life are the lines that are asked for again: they may have been on their way. */
const slackSeconds = 5
/** After so long, lines of all that time would take longer than they are worth: it begins anew, with a gap. */
const longestSeconds = 10 * 60

type Ending = 'broken' | 'ended' | 'refused'

export const openLogs: OpenLogs = (asked, receiver) =>
  createLogStream({ fetch: (...args) => fetch(...args), clock: browserClock, random: Math.random }, asked, receiver)

/** Reads until it is closed or all has come; a stream that breaks is taken up again where it was. Never throws. */
export function createLogStream(parts: LogStreamParts, asked: LogAsked, receiver: LogReceiver): () => void {
  const { clock, random } = parts
  const closed = new AbortController()
  let heardAt: number | undefined

  async function follow(signal: AbortSignal) {
    receiver.onConnection({ state: 'connecting' })
    for (let failures = 0; !signal.aborted; failures++) {
      const ending = await readOnce(signal, () => {
        failures = 0
      })
      if (signal.aborted || ending === 'refused') return
      if (ending === 'ended') return receiver.onConnection({ state: 'ended' })
      await wait(clock, backoffDelay(failures, random()), signal)
    }
  }

  async function readOnce(signal: AbortSignal, onLife: () => void): Promise<Ending> {
    const silence = heardAt === undefined ? undefined : Math.ceil((clock.now() - heardAt) / 1000)
    const complete = silence !== undefined && silence <= longestSeconds
    const own = new AbortController()
    const watchdog = createWatchdog(
      clock,
      () => {},
      () => own.abort(),
    )
    try {
      const address = addressOf(asked, complete ? silence + slackSeconds : undefined)
      const headers = { accept: 'text/event-stream' }
      const either = AbortSignal.any([signal, own.signal])
      const response = await parts.fetch(address, { headers, signal: either, cache: 'no-store', redirect: 'manual' })
      const refusal = await refusalOf(response)
      if (refusal !== undefined) {
        if (!signal.aborted) receiver.onConnection({ state: 'failed', ...refusal })
        return refusal.retries ? 'broken' : 'refused'
      }
      if (silence !== undefined) receiver.onReopened(complete)
      receiver.onConnection({ state: 'open' })
      const hear = () => {
        heardAt = clock.now()
        watchdog.feed()
        onLife()
      }
      return await readEvents(response.body, either, hear, receiver)
    } catch {
      // The network, the server or the watchdog broke it, or what came can't be read: all of them end in the next attempt.
      if (!signal.aborted) receiver.onConnection({ state: 'lost', since: heardAt ?? clock.now() })
      return 'broken'
    } finally {
      watchdog.stop()
      own.abort()
    }
  }

  void follow(closed.signal)
  return () => closed.abort()
}

function addressOf({ cluster, query }: LogAsked, againFrom: number | undefined): string {
  const parameters = new URLSearchParams(query)
  if (againFrom !== undefined) {
    parameters.set('tail', 'all')
    parameters.set('since', String(againFrom))
  }
  return `/api/clusters/${encodeURIComponent(cluster)}/logs?${parameters}`
}

/** Why an answer has no stream in it, if so. What the question itself is to blame for is not asked again. */
async function refusalOf(response: Response): Promise<{ problem: Problem; retries: boolean } | undefined> {
  if (response.status === 401 || response.type === 'opaqueredirect') {
    const sentence = 'You are signed out: open a new sign-in link, then reload this page.'
    return { problem: { code: 'signed-out', sentence, detail: null }, retries: false }
  }
  const kind = response.headers.get('content-type') ?? ''
  if (response.ok && kind.startsWith('text/event-stream')) return undefined
  const retries = response.status >= 500 || response.status === 429
  if (kind.startsWith('application/json')) {
    // Our own server's shape of a refusal.
    const { problem } = (await response.json()) as { readonly problem?: Problem }
    if (problem !== undefined) return { problem, retries }
  }
  const sentence = `The server answered ${response.status} instead of logs.`
  return { problem: { code: 'unexpected-answer', sentence, detail: null }, retries }
}

/** Ends with `ended` when all has come. Throws when the body breaks off or is not what our server sends. */
async function readEvents(
  body: ReadableStream<Uint8Array<ArrayBuffer>> | null,
  signal: AbortSignal,
  onHeard: () => void,
  { onMessages }: LogReceiver,
): Promise<Ending> {
  let hasEnded = false
  const parser = createParser({
    onEvent({ data }) {
      if (signal.aborted) return
      const messages = parseLogMessages(data)
      hasEnded ||= messages.some(({ type }) => type === 'end')
      onMessages(messages)
    },
  })
  const decoder = new TextDecoder()
  const reader = body?.getReader()
  const cancel = () => void reader?.cancel()
  signal.addEventListener('abort', cancel, { once: true })
  try {
    while (!hasEnded) {
      const { done, value } = (await reader?.read()) ?? { done: true }
      if (done) throw new Error('the stream broke off')
      onHeard()
      parser.feed(decoder.decode(value, { stream: true }))
    }
  } finally {
    signal.removeEventListener('abort', cancel)
  }
  return 'ended'
}

function parseLogMessages(text: string): readonly LogMessage[] {
  const value: unknown = JSON.parse(text)
  if (!Array.isArray(value)) throw new Error('an event is no list of messages')
  // Our own server, of the same build, wrote them.
  return value as readonly LogMessage[]
}

function wait(clock: Clock, delay: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(delay, resolve)
    const stop = () => {
      cancel()
      resolve()
    }
    signal.addEventListener('abort', stop, { once: true })
  })
}
