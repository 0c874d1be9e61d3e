import type { Freshness, Problem } from '@/lib/live/freshness'
import { createBackoff } from './backoff'
import type { Source, WatchEvent } from './source'
import { KubeError } from './status-error'
import type { Stored, StoreWriter } from './store'

/** A watch that has said nothing for so long, not even a bookmark (one a minute), is dead. */
const silenceMs = 75_000
/** A watch that ends cleanly sooner than this is not reopened at once. */
const shortestWatchMs = 500

export interface Reflector {
  freshness(): Freshness
  /** The server is known to answer again: breaks off what is under way and goes on from the last version at once. */
  resume(): void
  /** The server is known not to answer: rows stay, marked as old. */
  suspect(problem: Problem): void
  close(): void
}

/** Why an attempt was broken off by ourselves. */
class Resumed extends Error {}

/** Keeps one type of a cluster in its store: list, then watch, for ever. `onChange` follows every change of freshness. */
export function openReflector<T extends Stored>(
  source: Source<T>,
  writer: StoreWriter<T>,
  onChange: () => void,
  random?: () => number,
): Reflector {
  const closed = new AbortController()
  const backoff = createBackoff(random)
  let attempt = new AbortController()
  let endRest = () => {}
  /** Where the watch goes on; undefined asks for a list. */
  let version: string | undefined
  let aliveAt: number | undefined
  let freshness: Freshness = { state: 'syncing', since: Date.now(), loaded: 0, expected: null }

  function become(next: Freshness) {
    freshness = next
    onChange()
  }

  function alive() {
    aliveAt = Date.now()
    if (freshness.state !== 'live') become({ state: 'live', since: aliveAt })
  }

  async function list(signal: AbortSignal) {
    if (aliveAt === undefined) become({ state: 'syncing', since: Date.now(), loaded: 0, expected: null })
    writer.beginReplace()
    let loaded = 0
    const batches = source.list(signal)
    for (;;) {
      const batch = await batches.next()
      signal.throwIfAborted()
      if (batch.done) {
        version = batch.value
        break
      }
      for (const object of batch.value.objects) writer.put(object)
      loaded += batch.value.objects.length
      if (freshness.state === 'syncing') become({ ...freshness, loaded, expected: batch.value.expected })
    }
    writer.endReplace()
    backoff.reset()
    alive()
  }

  async function watch(from: string, signal: AbortSignal) {
    const silence = openAlarm(silenceMs, () => attempt.abort(silentWatch()))
    const started = Date.now()
    try {
      for await (const events of source.watch(from, signal)) {
        signal.throwIfAborted()
        silence.reset()
        for (const event of events) version = absorb(event, writer) ?? version
        if (events.length > 0) backoff.reset()
        alive()
      }
      signal.throwIfAborted()
      if (Date.now() - started < shortestWatchMs) await rest(shortestWatchMs)
    } finally {
      silence.close()
    }
  }

  function fail(error: KubeError): number {
    if (error.kind === 'expired') version = undefined
    if (error.kind === 'forbidden' || error.kind === 'absent') {
      version = undefined
      aliveAt = undefined
      writer.clear()
    }
    become(freshnessAfter(error, aliveAt))
    return backoff.after(error)
  }

  async function run() {
    while (!closed.signal.aborted) {
      attempt = new AbortController()
      const signal = AbortSignal.any([closed.signal, attempt.signal])
      try {
        await (version === undefined ? list(signal) : watch(version, signal))
      } catch (thrown) {
        const reason: unknown = signal.aborted ? signal.reason : thrown
        if (!(reason instanceof Resumed)) await rest(fail(typed(reason)))
      }
    }
  }

  function rest(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      endRest = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  function breakOff(controller: AbortController) {
    controller.abort(new Resumed())
    endRest()
  }

  void run()
  return {
    freshness: () => freshness,
    resume: () => breakOff(attempt),
    suspect(problem) {
      if (freshness.state === 'live' || freshness.state === 'syncing') become(withProblem(problem, aliveAt))
    },
    close: () => breakOff(closed),
  }
}

/** Takes one event into the store; gives the version it brings. */
function absorb<T extends Stored>(event: WatchEvent<T>, writer: StoreWriter<T>): string | undefined {
  if (event.type === 'bookmark') return event.resourceVersion
  if (event.type === 'deleted') writer.remove(event.object)
  else writer.put(event.object)
  return event.object.metadata?.resourceVersion
}

/** Rows that were right at `aliveAt` stay, as old ones; without any there is nothing to show. */
function withProblem(problem: Problem, aliveAt: number | undefined): Freshness {
  return aliveAt === undefined
    ? { state: 'broken', since: Date.now(), problem }
    : { state: 'stale', since: aliveAt, problem }
}

function freshnessAfter({ kind, problem }: KubeError, aliveAt: number | undefined): Freshness {
  if (kind === 'forbidden' || kind === 'absent') return { state: kind, since: Date.now(), problem }
  return withProblem(problem, aliveAt)
}

/** Sources throw KubeErrors; anything else is a fault of ours, which must show and not end the loop. */
export function typed(thrown: unknown): KubeError {
  if (thrown instanceof KubeError) return thrown
  const detail = thrown instanceof Error ? thrown.message : String(thrown)
  return new KubeError('protocol', {
    code: 'unexpected',
    sentence: 'Reading from the API server failed in an unexpected way: it is tried again; please report this.',
    detail,
  })
}

function silentWatch(): KubeError {
  return new KubeError('unreachable', {
    code: 'silent-watch',
    sentence: `The API server has said nothing for ${silenceMs / 1000} s on an open watch: it or the network is stuck. Trying again.`,
    detail: null,
  })
}

/** Calls `ring` unless it is reset in time. */
function openAlarm(ms: number, ring: () => void) {
  const timer = setTimeout(ring, ms)
  return { reset: () => timer.refresh(), close: () => clearTimeout(timer) }
}
