import type { Problem } from '@/lib/live/freshness'
import type { Message, Subscribed } from '@/lib/live/message'
import { type Channel, createChannel, type Sink } from './channel'
import type { Frame } from './frame'
import type { Selection } from './selection'
import type { Lease } from './shared'

/** Finds the selection behind a path for a viewer, or says why there is none. */
export type Acquire<V> = (
  path: string,
  viewer: V,
) => { readonly lease: Lease<Selection> } | { readonly problem: Problem }

/** The streams of all browsers, each by the id that the browser chose. One that is not connected is kept for a while. */
export interface Channels<V> {
  /** False when the id is another viewer's. */
  mayAttach(id: string, viewer: V): boolean
  /** Connects a stream. The returned function disconnects it. */
  attach(id: string, viewer: V, sink: Sink, lastSeen: string | null): () => void
  drained(id: string): void
  /** Undefined when this viewer has no such channel. */
  declare(id: string, viewer: V, paths: Readonly<Record<string, string>>): Subscribed | undefined
  tellAll(message: Message): void
  close(): void
}

/** How long a browser that lost its stream may take to come back and go on where it was. */
const graceMs = 30_000

interface Entry<V> {
  readonly viewer: V
  readonly channel: Channel
  leases: readonly Lease<Selection>[]
  grace?: NodeJS.Timeout
}

export function createChannels<V>(acquire: Acquire<V>, greet: () => readonly Message[], frame: Frame): Channels<V> {
  const entries = new Map<string, Entry<V>>()

  function drop(id: string) {
    const entry = entries.get(id)
    clearTimeout(entry?.grace)
    entries.delete(id)
    entry?.channel.close()
    for (const lease of entry?.leases ?? []) lease.release()
  }

  return {
    mayAttach: (id, viewer) => (entries.get(id)?.viewer ?? viewer) === viewer,
    attach(id, viewer, sink, lastSeen) {
      const entry = entries.get(id) ?? { viewer, channel: createChannel(frame), leases: [] }
      entries.set(id, entry)
      clearTimeout(entry.grace)
      entry.channel.attach(sink, lastSeen)
      for (const message of greet()) entry.channel.tell(message)
      return () => {
        if (entry.channel.detach(sink)) entry.grace = setTimeout(() => drop(id), graceMs).unref()
      }
    },
    drained: (id) => entries.get(id)?.channel.drained(),
    declare(id, viewer, paths) {
      const entry = entries.get(id)
      if (entry === undefined || entry.viewer !== viewer) return undefined
      const before = entry.leases
      const found = Object.entries(paths).map(([name, path]) => ({ name, ...acquire(path, viewer) }))
      entry.leases = found.flatMap((it) => ('lease' in it ? [it.lease] : []))
      entry.channel.declare(new Set(entry.leases.map((lease) => lease.value)))
      for (const lease of before) lease.release()
      return { selections: Object.fromEntries(found.map((it) => [it.name, told(it)])) }
    },
    tellAll(message) {
      for (const { channel } of entries.values()) channel.tell(message)
    },
    close() {
      for (const id of [...entries.keys()]) drop(id)
    },
  }
}

function told(found: { readonly lease: Lease<Selection> } | { readonly problem: Problem }) {
  return 'lease' in found ? { selection: found.lease.value.id } : { problem: found.problem }
}
