import type { Freshness, Problem } from '@/lib/live/freshness'
import { createBackoff } from './backoff'
import { createRest } from './rest'
import type { Source, WatchEvent } from './source'
import { KubeError } from './status-error'
import type { Stored, StoreWriter } from './store'
import { createTrust, type Trust } from './trust'

/** A watch that has said nothing for so long, not even a bookmark (one a minute), is dead. */
const silenceMs = 75_000
/** A watch that holds for so long makes good the failures before it. */
const holdMs = 3_000
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
  const trust = createTrust(onChange)
  const backoff = createBackoff(random)
  const rest = createRest()
  let attempt = new AbortController()
  /** Where the watch goes on; undefined asks for a list. */
  let version: string | undefined
  /** The last attempt was broken off: the server may have come back with an older state. */
  let broken = false

  /** A list where one is needed, then one watch up to its end in good order. */
  async function follow(signal: AbortSignal) {
    if (broken) version = version && (await ifStillThere(source, version, signal))
    broken = false
    if (version === undefined) version = await takeList(source, writer, trust, signal)
    const started = Date.now()
    await takeEvents(whileLively(source.watch(version, signal), attempt, signal, backoff.reset), writer, (next) => {
      version = next ?? version
      if (next !== undefined) backoff.reset()
      trust.alive()
    })
    if (Date.now() - started < shortestWatchMs) await rest.wait(shortestWatchMs)
  }

  function fail(error: KubeError): number {
    if (hides(error)) writer.clear()
    if (hides(error) || error.kind === 'expired') version = undefined
    broken = true
    trust.failed(error)
    return backoff.after(error)
  }

  function breakOff(controller: AbortController) {
    controller.abort(new Resumed())
    rest.wake()
  }

  const begin = () => {
    attempt = new AbortController()
    return attempt.signal
  }

  // Not before the caller holds what is returned here: `onChange` will ask it.
  queueMicrotask(() => void keepTrying(closed.signal, begin, follow, (error) => rest.wait(fail(error))))
  return {
    freshness: trust.read,
    resume() {
      broken = true
      breakOff(attempt)
    },
    suspect: trust.suspect,
    close: () => breakOff(closed),
  }
}

/** Follows again and again until it is closed, resting after each failure that is not of our own making. */
async function keepTrying(
  closed: AbortSignal,
  begin: () => AbortSignal,
  follow: (signal: AbortSignal) => Promise<void>,
  rest: (error: KubeError) => Promise<void>,
) {
  while (!closed.aborted) {
    const signal = AbortSignal.any([closed, begin()])
    try {
      await follow(signal)
    } catch (thrown) {
      const reason: unknown = signal.aborted ? signal.reason : thrown
      if (!(reason instanceof Resumed)) await rest(typed(reason))
    }
  }
}

/** What may not be read, or is not there, is not shown either. */
const hides = ({ kind }: KubeError) => kind === 'forbidden' || kind === 'absent'

/** Puts a whole list into the store, dropping what is not in it; gives its version. */
async function takeList<T extends Stored>(
  source: Source<T>,
  writer: StoreWriter<T>,
  trust: Trust,
  signal: AbortSignal,
): Promise<string> {
  let loaded = 0
  trust.loading(0, null)
  writer.beginReplace()
  const batches = source.list(signal)
  try {
    for (;;) {
      const batch = await batches.next()
      signal.throwIfAborted()
      if (batch.done) {
        writer.endReplace()
        trust.alive()
        return batch.value
      }
      for (const object of batch.value.objects) writer.put(object)
      loaded += batch.value.objects.length
      trust.loading(loaded, batch.value.expected)
    }
  } finally {
    await batches.return('')
  }
}

/**
 * The version to go on from, unless the server has fallen behind it, as after a restored backup: a watch would wait in
 * silence. Versions of one type compare as integers (KEP-5504); where they are none, the watch itself must tell.
 */
async function ifStillThere(source: Source<Stored>, version: string, signal: AbortSignal): Promise<string | undefined> {
  return Number(await source.version(signal)) < Number(version) ? undefined : version
}

/** `onEvents` follows every sign of life, with the version that it brought, if any. */
async function takeEvents<T extends Stored>(
  batches: AsyncIterable<readonly WatchEvent<T>[]>,
  writer: StoreWriter<T>,
  onEvents: (version: string | undefined) => void,
) {
  for await (const events of batches) {
    let version: string | undefined
    for (const event of events) version = absorb(event, writer) ?? version
    onEvents(version)
  }
}

/** Takes one event into the store; gives the version it brings. */
function absorb<T extends Stored>(event: WatchEvent<T>, writer: StoreWriter<T>): string | undefined {
  if (event.type === 'bookmark') return event.resourceVersion
  if (event.type === 'deleted') writer.remove(event.object)
  else writer.put(event.object)
  return event.object.metadata?.resourceVersion
}

/** Breaks the attempt off when nothing has come for too long; tells when it has held for a while. Nothing comes after `signal`. */
async function* whileLively<E>(
  events: AsyncIterable<E>,
  attempt: AbortController,
  signal: AbortSignal,
  onHold: () => void,
): AsyncGenerator<E, void, void> {
  const silence = setTimeout(() => attempt.abort(silentWatch()), silenceMs)
  const hold = setTimeout(onHold, holdMs)
  try {
    for await (const event of events) {
      signal.throwIfAborted()
      silence.refresh()
      yield event
    }
    signal.throwIfAborted()
  } finally {
    clearTimeout(silence)
    clearTimeout(hold)
  }
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
