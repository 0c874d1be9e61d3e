import { createParser } from 'eventsource-parser'
import { backoffDelay } from '@/lib/live/backoff'
import type { Problem } from '@/lib/live/freshness'
import { type ObjectMessage, parseObjectMessage } from '@/lib/objects/object-message'
import type { Clock } from './clock'
import type { Page } from './page'
import { createWatchdog } from './watchdog'

export interface ObjectReaderOptions {
  readonly url: string
  readonly fetch: typeof fetch
  readonly clock: Clock
  readonly page: Page
  /** 0 to 1. */
  readonly random: () => number
  readonly onMessage: (message: ObjectMessage) => void
}

/**
 * Reads one object's stream while the page is seen, again whenever it breaks. A hidden tab gives its connection back:
 * a browser has six to a server. Returns what ends it.
 */
export function openObjectReader(options: ObjectReaderOptions): () => void {
  const { page, clock, random } = options
  let running: AbortController | undefined

  async function follow(signal: AbortSignal) {
    for (let failures = 0; !signal.aborted; failures++) {
      const heard = await readOnce(options, signal)
      if (heard) failures = 0
      if (!signal.aborted) await rest(clock, backoffDelay(failures, random()), signal)
    }
  }
  function begin() {
    if (running !== undefined || !page.isVisible()) return
    running = new AbortController()
    void follow(running.signal)
  }
  function end() {
    running?.abort()
    running = undefined
  }
  const ignore = page.follow((what) => {
    if (what === 'left' || !page.isVisible()) end()
    else begin()
  })
  begin()
  return () => {
    ignore()
    end()
  }
}

function rest(clock: Clock, delay: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(delay, resolve)
    signal.addEventListener('abort', () => (cancel(), resolve()), { once: true })
  })
}

/** One connection to its end; whether anything was heard. */
async function readOnce(options: ObjectReaderOptions, signal: AbortSignal): Promise<boolean> {
  const own = new AbortController()
  const watchdog = createWatchdog(
    options.clock,
    () => undefined,
    () => own.abort(),
  )
  let heard = false
  const parser = createParser({
    onEvent({ data }) {
      const message = parseObjectMessage(data)
      if (message !== undefined && !signal.aborted) options.onMessage(message)
    },
  })
  try {
    const response = await options.fetch(options.url, {
      headers: { accept: 'text/event-stream' },
      signal: AbortSignal.any([signal, own.signal]),
      cache: 'no-store',
      redirect: 'manual',
    })
    if (!response.ok || response.body === null) return await tellRefusal(response, options)
    const decoder = new TextDecoder()
    const reader = response.body.getReader()
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return heard
      heard = true
      watchdog.feed()
      parser.feed(decoder.decode(value, { stream: true }))
    }
  } catch {
    // The network, the server or the watchdog broke it: the next attempt tells.
    return heard
  } finally {
    watchdog.stop()
    own.abort()
  }
}

/** A refusal of our own server says why in JSON; any other is left to the page's own connection to tell. */
async function tellRefusal(response: Response, { onMessage }: ObjectReaderOptions): Promise<false> {
  if (!response.headers.get('content-type')?.startsWith('application/json')) return false
  // Our own server's shape of a refusal.
  const { problem } = (await response.json()) as { readonly problem?: Problem }
  if (problem !== undefined) onMessage({ type: 'problem', problem })
  return false
}
