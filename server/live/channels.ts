import type { Problem } from '@/lib/live/freshness'
import type { Assigned, Message, Subscribed } from '@/lib/live/message'
import { type Channel, createChannel, type Sink } from './channel'
import type { Frame } from './frame'
import type { Selection } from './selection'
import type { Lease } from './shared'

/** A selection that a path led to, and whether it still leads there for its viewer. */
export interface Acquired {
  readonly lease: Lease<Selection>
  isCurrent(): boolean
}

/** Finds the selection behind a path for a viewer, or says why there is none. */
export type Acquire<V> = (path: string, viewer: V) => Acquired | { readonly problem: Problem }

/** The streams of all browsers, each by the id that the browser chose. One that is not connected is kept for a while. */
export interface Channels<V> {
  /** False when the id is another viewer's. */
  mayAttach(id: string, viewer: V): boolean
  /** Connects a stream. The returned function disconnects it. */
  attach(id: string, viewer: V, sink: Sink, lastSeen: string | null): () => void
  drained(id: string): void
  /** Undefined when this viewer has no such channel. */
  declare(id: string, viewer: V, paths: Readonly<Record<string, string>>): Subscribed | undefined
  /** What each viewer may know of it. */
  tellAll(message: (viewer: V) => Message): void
  /** Rights have changed: what viewers declared is found anew for them where it isn't the same any more. */
  renew(): void
  close(): void
}

/** How long a browser that lost its stream may take to come back and go on where it was. */
const graceMs = 30_000

interface Declared {
  readonly name: string
  readonly path: string
  readonly found: Acquired | { readonly problem: Problem }
}

interface Entry<V> {
  readonly viewer: V
  readonly channel: Channel
  declared: readonly Declared[]
  grace?: NodeJS.Timeout
}

export function createChannels<V>(
  acquire: Acquire<V>,
  greet: (viewer: V) => readonly Message[],
  frame: Frame,
): Channels<V> {
  const entries = new Map<string, Entry<V>>()

  function drop(id: string) {
    const entry = entries.get(id)
    clearTimeout(entry?.grace)
    entries.delete(id)
    entry?.channel.close()
    release(entry?.declared ?? [])
  }

  return {
    mayAttach: (id, viewer) => (entries.get(id)?.viewer ?? viewer) === viewer,
    attach(id, viewer, sink, lastSeen) {
      const entry = entries.get(id) ?? { viewer, channel: createChannel(frame), declared: [] }
      entries.set(id, entry)
      clearTimeout(entry.grace)
      entry.channel.attach(sink, lastSeen)
      for (const message of greet(viewer)) entry.channel.tell(message)
      return () => {
        if (entry.channel.detach(sink)) entry.grace = setTimeout(() => drop(id), graceMs).unref()
      }
    },
    drained: (id) => entries.get(id)?.channel.drained(),
    declare(id, viewer, paths) {
      const entry = entries.get(id)
      if (entry === undefined || entry.viewer !== viewer) return undefined
      const before = entry.declared
      entry.declared = Object.entries(paths).map(([name, path]) => ({ name, path, found: acquire(path, viewer) }))
      entry.channel.declare(selectionsOf(entry.declared))
      release(before)
      return { selections: Object.fromEntries(entry.declared.map(({ name, found }) => [name, told(found)])) }
    },
    tellAll(message) {
      for (const { channel, viewer } of entries.values()) channel.tell(message(viewer))
    },
    renew() {
      for (const entry of entries.values()) renewEntry(entry, acquire)
    },
    close() {
      for (const id of [...entries.keys()]) drop(id)
    },
  }
}

function renewEntry<V>(entry: Entry<V>, acquire: Acquire<V>) {
  const isStale = ({ found }: Declared) => 'isCurrent' in found && !found.isCurrent()
  const before = entry.declared.filter(isStale)
  if (before.length === 0) return
  const changes = new Map<string, Assigned>()
  entry.declared = entry.declared.map((one) => {
    if (!before.includes(one)) return one
    const found = acquire(one.path, entry.viewer)
    const [old, now] = [told(one.found), told(found)]
    if ('selection' in old && JSON.stringify(old) !== JSON.stringify(now)) changes.set(old.selection, now)
    return { ...one, found }
  })
  if (changes.size > 0) entry.channel.replace(changes, selectionsOf(entry.declared))
  release(before)
}

function selectionsOf(declared: readonly Declared[]): ReadonlySet<Selection> {
  return new Set(declared.flatMap(({ found }) => ('lease' in found ? [found.lease.value] : [])))
}

function release(declared: readonly Declared[]) {
  for (const { found } of declared) if ('lease' in found) found.lease.release()
}

function told(found: Declared['found']): Assigned {
  return 'lease' in found ? { selection: found.lease.value.id } : { problem: found.problem }
}
