import type { Clock } from '@/demo/clock'
import type { Collection, Listener } from '@/demo/store/collection'
import type { KubeObject } from '@/demo/store/objects'
import type { Store } from '@/demo/store/store'
import { apiVersionOf } from '@/demo/store/types'
import type { Change } from '@/demo/store/window'
import { type ListOptions, parseVersion } from './options'
import type { Target } from './route'
import { tooLarge, tooOld } from './status'
import type { Watcher } from './watchers'

/** Where the lines of a watch go: the open answer of one request. */
export interface Sink {
  write(lines: Buffer): void
  /** Resolves when what was written has mostly left. */
  drained(): Promise<void>
  /** Ends the answer as a server does that has said all. */
  end(): void
}

export interface WatchSettings {
  readonly bookmarkSeconds: number
}

const encode = (type: string, object: unknown) => Buffer.from(`{"type":"${type}","object":${JSON.stringify(object)}}\n`)

/** How a watch shows its objects; as they are when it does not say. */
type Present = ((object: KubeObject) => object) | undefined

interface WatchOptions extends ListOptions {
  readonly present?: Present
}

/** A change goes to many watchers, one right after the other: its lines are made once and forgotten with the next. */
let latest: { readonly object: KubeObject; readonly lines: Map<string, Buffer> } | undefined

function lineOf(type: Change['type'], object: KubeObject, present: Present): Buffer {
  if (present !== undefined) return encode(type, present(object))
  if (latest?.object !== object) latest = { object, lines: new Map() }
  const line = latest.lines.get(type) ?? encode(type, object)
  latest.lines.set(type, line)
  return line
}

/**
 * Follows a type into a sink: what the options ask for from the past, then every change, bookmarks in between. Problems
 * with the version are told in the stream, as the API server does after it accepted the watch.
 */
export function openWatch(
  store: Store,
  clock: Clock,
  { collection }: Target,
  options: WatchOptions,
  settings: WatchSettings,
  sink: Sink,
): Watcher {
  const asked = options.version === '' ? 0 : parseVersion(options.version)
  const stops: (() => void)[] = []
  const gate = createGate(clock, sink)

  const stop = () => {
    gate.close()
    for (const each of stops.splice(0)) each()
  }
  const end = () => {
    if (gate.isClosed()) return
    gate.flush()
    stop()
    sink.end()
  }
  const start = async () => {
    for (const batch of batches(startLines(store, collection, asked, options))) {
      sink.write(batch)
      await sink.drained()
      if (gate.isClosed()) return
    }
    gate.open()
  }
  const refusal = refusalOf(store, collection, asked, options)
  if (refusal !== undefined) {
    sink.write(encode('ERROR', refusal.body))
    end()
  } else {
    start().catch(end)
    stops.push(collection.listen(follow(options, asked, gate.send)))
    if (options.bookmarks)
      stops.push(
        every(clock, settings.bookmarkSeconds, () => gate.send(bookmark(collection, store.version(), options))),
      )
    stops.push(clock.after((options.timeoutSeconds ?? 1800) * 1000, end))
  }
  return { type: collection.type, end, stop, hold: gate.hold, release: gate.release, delay: gate.delay }
}

/** Lets lines through to the sink once it is open and while it is not held; what comes before waits in order. */
function createGate(clock: Clock, sink: Sink) {
  const queue: Buffer[] = []
  let late: { readonly line: Buffer; readonly cancel: () => void }[] = []
  let lateness = 0
  let state: 'starting' | 'open' | 'closed' = 'starting'
  let held = false

  const flush = () => {
    if (state === 'open' && !held && queue.length > 0) sink.write(Buffer.concat(queue.splice(0)))
  }
  const pass = (line: Buffer) => {
    if (state === 'open' && !held) sink.write(line)
    else if (state !== 'closed') queue.push(line)
  }
  const hurry = () => {
    const hurried = late
    late = []
    for (const { line, cancel } of hurried) {
      cancel()
      pass(line)
    }
  }
  return {
    send(line: Buffer) {
      if (lateness === 0) return pass(line)
      const cancel = clock.after(lateness, () => late.splice(0, 1).forEach((first) => pass(first.line)))
      late.push({ line, cancel })
    },
    flush() {
      hurry()
      flush()
    },
    delay(milliseconds: number) {
      if (lateness !== milliseconds) hurry()
      lateness = milliseconds
    },
    open() {
      state = 'open'
      flush()
    },
    close() {
      state = 'closed'
    },
    isClosed: () => state === 'closed',
    hold() {
      held = true
    },
    release() {
      held = false
      flush()
    },
  }
}

function* batches(lines: Iterable<Buffer>): Generator<Buffer> {
  let batch: Buffer[] = []
  for (const line of lines) {
    batch.push(line)
    if (batch.length < 200) continue
    yield Buffer.concat(batch)
    batch = []
  }
  if (batch.length > 0) yield Buffer.concat(batch)
}

function refusalOf(store: Store, collection: Collection<KubeObject>, asked: number, options: ListOptions) {
  const current = store.version()
  if (options.sendInitialEvents) return asked > current ? tooLarge(asked, current) : undefined
  return asked !== 0 && asked < collection.resumable() ? tooOld(asked, collection.resumable()) : undefined
}

/** The lines from before the watch: the state (no version, or initial events asked for), or the changes since. */
function* startLines(
  store: Store,
  collection: Collection<KubeObject>,
  asked: number,
  options: WatchOptions,
): Generator<Buffer> {
  const current = store.version()
  if (asked !== 0 && !options.sendInitialEvents) {
    for (const change of collection.since(asked)) yield* linesFor(change, options)
    return
  }
  const { present = (object) => object } = options
  for (const object of collection.at(current)) if (options.matches(object)) yield encode('ADDED', present(object))
  if (options.sendInitialEvents && options.bookmarks) yield bookmark(collection, current, options, true)
}

const follow =
  (options: WatchOptions, asked: number, send: (line: Buffer) => void): Listener<KubeObject> =>
  (change) => {
    if (change.version <= asked) return
    for (const line of linesFor(change, options)) send(line)
  }

/** With a selector, coming to match is ADDED and ceasing to is DELETED. */
function linesFor({ type, object, previous }: Change, { matches, present }: WatchOptions): readonly Buffer[] {
  const now = type !== 'DELETED' && matches(object)
  const before = previous !== undefined && matches(previous)
  if (!now && !before) return []
  return [lineOf(!before ? 'ADDED' : now ? 'MODIFIED' : 'DELETED', object, present)]
}

function bookmark(
  { type }: Collection<KubeObject>,
  version: number,
  { present = (object) => object }: WatchOptions,
  initialEventsEnd = false,
): Buffer {
  const annotations = initialEventsEnd ? { annotations: { 'k8s.io/initial-events-end': 'true' } } : {}
  const object = {
    kind: type.kind,
    apiVersion: apiVersionOf(type),
    metadata: { resourceVersion: String(version), creationTimestamp: null, ...annotations },
    ...(type.resource === 'pods' ? { spec: { containers: null }, status: {} } : {}),
  }
  // Of an object that stands for none, all but its version is left out.
  return encode('BOOKMARK', present(object as unknown as KubeObject))
}

function every(clock: Clock, seconds: number, run: () => void): () => void {
  let cancel = () => {}
  const next = () => {
    cancel = clock.after(seconds * 1000, () => {
      run()
      next()
    })
  }
  next()
  return () => cancel()
}
