import type { Message } from '@/lib/live/message'
import { type Frame, rank } from './frame'
import type { Selection, Step } from './selection'

/** The stream down to one browser. `ready` is false while it has not taken what was written before. */
export interface Sink {
  readonly ready: boolean
  write(text: string): void
  close(): void
}

/**
 * One browser's stream, with all selections of its pages on it. What waits for a slow browser is, per selection, the set
 * of the rows that changed meanwhile (or, beyond a window's worth, that it needs a snapshot): never a queue of messages.
 */
export interface Channel {
  /** Sets the whole of what this browser wants to see; selections that are not among them any more are let go. */
  declare(selections: ReadonlySet<Selection>): void
  /** Sends something that concerns no selection: the clock, the clusters. Only the newest of a type waits. */
  tell(message: Message): void
  /** Connects the stream. Resumes when `lastSeen` is the last event that was written, else sends everything anew. */
  attach(sink: Sink, lastSeen: string | null): void
  /** False when another stream has taken the place of this one. */
  detach(sink: Sink): boolean
  /** The sink takes more again. */
  drained(): void
  close(): void
}

interface Entry {
  /** The version that the browser stands at; 0 asks for a snapshot. */
  at: number
  readonly touched: Set<string>
  readonly leave: () => void
}

export function createChannel(frame: Frame): Channel {
  const entries = new Map<Selection, Entry>()
  const told = new Map<Message['type'], string>()
  const steps: string[] = []
  let sink: Sink | undefined
  let sequence = 0

  const request = frame.task(rank.channels, send)

  function step(selection: Selection, { from, version, rows, text }: Step) {
    const entry = entries.get(selection)
    if (entry === undefined || entry.at === 0) return
    if (sink?.ready && entry.at === from && entry.touched.size === 0) {
      steps.push(text)
      entry.at = version
    } else {
      for (const key of rows) entry.touched.add(key)
      if (entry.touched.size > selection.limit) restart(entry)
    }
    request()
  }

  /** Brings a selection that fell behind, or is new, up to date. */
  function behind(selection: Selection, entry: Entry): string | undefined {
    if (entry.at === selection.version) return undefined
    const message = entry.at === 0 ? selection.snapshot() : selection.catchUp(entry.at, entry.touched)
    entry.at = selection.version
    entry.touched.clear()
    return JSON.stringify(message)
  }

  function send() {
    if (!sink?.ready) return
    const messages = [...told.values(), ...steps.splice(0)]
    told.clear()
    for (const [selection, entry] of entries) {
      const message = behind(selection, entry)
      if (message !== undefined) messages.push(message)
    }
    if (messages.length === 0) return
    sequence += 1
    sink.write(`id: ${sequence}\ndata: [${messages.join(',')}]\n\n`)
  }

  return {
    declare(selections) {
      for (const [selection, entry] of entries) {
        if (selections.has(selection)) continue
        entry.leave()
        entries.delete(selection)
      }
      for (const selection of selections) {
        if (entries.has(selection)) continue
        entries.set(selection, { at: 0, touched: new Set(), leave: selection.subscribe((it) => step(selection, it)) })
      }
      request()
    },
    tell(message) {
      told.set(message.type, JSON.stringify(message))
      request()
    },
    attach(next, lastSeen) {
      sink = next
      steps.length = 0
      if (lastSeen !== String(sequence)) for (const entry of entries.values()) restart(entry)
      request()
    },
    detach(old) {
      if (sink !== old) return false
      sink = undefined
      return true
    },
    drained: request,
    close() {
      for (const entry of entries.values()) entry.leave()
      entries.clear()
      sink?.close()
    },
  }
}

function restart(entry: Entry) {
  entry.at = 0
  entry.touched.clear()
}
