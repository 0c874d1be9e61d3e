import { createParser } from 'eventsource-parser'
import { backoffDelay } from '@/lib/live/backoff'
import type { Message } from '@/lib/live/message'
import { parseMessages } from '@/lib/live/parse-messages'
import type { Clock } from './clock'
import type { ConnectionState } from './protocol'
import { createWatchdog } from './watchdog'

/** A stream that lived as long as this had worked: when it breaks, counting failures starts at none. */
const lived = 10_000

export interface StreamOptions {
  /** Where the stream is now: another channel after a sign-out. */
  readonly url: () => string
  readonly fetch: typeof fetch
  readonly clock: Clock
  /** 0 to 1. */
  readonly random: () => number
  /** The server has the channel open: what is wanted can be declared. */
  readonly onOpen: () => void
  /** The server says that the channel is another viewer's: the next attempt needs a new address. */
  readonly onUnknown: () => void
  readonly onMessages: (messages: readonly Message[]) => void
  readonly onState: (state: ConnectionState) => void
}

/** One stream of messages, opened again whenever it breaks, until it is closed or the viewer is signed out. */
export interface Stream {
  /** Starts, or starts again after `close`; goes on from the last message that came, if the server can. */
  readonly open: () => void
  readonly close: () => void
  /** Breaks the connection and asks for everything anew. */
  readonly restart: () => void
  /** If an attempt is being waited for, makes it now. */
  readonly wake: () => void
  /** The server knows the viewer no more: stops for good. */
  readonly signOut: () => void
}

type Ending = 'broken' | 'signed-out'

/** Never throws: whatever goes wrong is a state and another attempt. */
export function createStream(options: StreamOptions): Stream {
  const { clock, onState, random } = options
  let running: AbortController | undefined
  let attempt: AbortController | undefined
  let lastEventId = ''
  let wake = () => {}

  const wait = (delay: number, signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      const cancel = clock.after(delay, resolve)
      wake = () => {
        cancel()
        resolve()
      }
      signal.addEventListener('abort', wake, { once: true })
    })

  const setLastEventId = (id: string) => {
    lastEventId = id
  }

  async function follow(signal: AbortSignal) {
    for (let failures = 0; !signal.aborted; failures++) {
      attempt = new AbortController()
      const began = clock.now()
      const ending = await read(options, lastEventId, setLastEventId, AbortSignal.any([signal, attempt.signal]))
      if (signal.aborted) return
      if (ending === 'signed-out') return signOut()
      if (clock.now() - began >= lived) failures = 0
      onState(failures === 0 ? 'connecting' : 'offline')
      await wait(backoffDelay(failures, random()), signal)
    }
  }

  function signOut() {
    running?.abort()
    onState('signed-out')
  }

  return {
    open() {
      if (running !== undefined && !running.signal.aborted) return
      running = new AbortController()
      onState('connecting')
      void follow(running.signal)
    },
    close: () => running?.abort(),
    restart() {
      lastEventId = ''
      attempt?.abort()
    },
    wake: () => wake(),
    signOut,
  }
}

/** One connection, from the request to its end. */
async function read(
  options: StreamOptions,
  lastEventId: string,
  setLastEventId: (id: string) => void,
  signal: AbortSignal,
): Promise<Ending> {
  const { url, clock, onOpen, onState, onUnknown } = options
  const own = new AbortController()
  const watchdog = createWatchdog(
    clock,
    () => onState('behind'),
    () => own.abort(),
  )
  const either = AbortSignal.any([signal, own.signal])
  const headers = { accept: 'text/event-stream', ...(lastEventId === '' ? {} : { 'last-event-id': lastEventId }) }
  try {
    const response = await options.fetch(url(), { headers, signal: either, cache: 'no-store', redirect: 'manual' })
    if (response.status === 401 || response.type === 'opaqueredirect') return 'signed-out'
    if (response.status === 404) onUnknown()
    if (!response.headers.get('content-type')?.startsWith('text/event-stream')) return 'broken'
    if (!response.ok || response.body === null) return 'broken'
    onOpen()
    const heard = () => {
      watchdog.feed()
      onState('live')
    }
    await readEvents(response.body, options, setLastEventId, either, heard)
  } catch {
    // The network, the server or the watchdog broke it: all of them end in the next attempt.
    return 'broken'
  } finally {
    watchdog.stop()
    own.abort()
  }
  return 'broken'
}

/** Hands on messages until the body ends, the signal is given, or something comes that no server of ours sends. */
async function readEvents(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  { onMessages }: StreamOptions,
  setLastEventId: (id: string) => void,
  signal: AbortSignal,
  onHeard: () => void,
) {
  const broken = new AbortController()
  const parser = createParser({
    onEvent({ id, data }) {
      if (signal.aborted || broken.signal.aborted) return
      const messages = parseMessages(data)
      if (messages === undefined) {
        setLastEventId('')
        return broken.abort()
      }
      onMessages(messages)
      if (id !== undefined && !signal.aborted) setLastEventId(id)
    },
  })
  const decoder = new TextDecoder()
  const reader = body.getReader()
  while (!broken.signal.aborted) {
    const { done, value } = await reader.read()
    if (done || signal.aborted) return
    onHeard()
    parser.feed(decoder.decode(value, { stream: true }))
  }
}
