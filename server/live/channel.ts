import type { Assigned, Message } from '@/lib/live/message'
import { type Frame, rank } from './frame'
import { createReplacements } from './replacements'
import type { Selection } from './selection'
import { createStandings } from './standings'

/** The stream down to one browser. `ready` is false while it has not taken what was written before. */
export interface Sink {
  readonly ready: boolean
  /** Something that was written has not been taken yet. */
  readonly waiting: boolean
  write(text: string): void
  close(): void
  /** Closes, and throws away what has not been taken. */
  cut(): void
}

/** One browser's stream, with all selections of its pages on it. What waits for a slow browser is never a queue of messages. */
export interface Channel {
  /** Sets the whole of what this browser wants to see; selections that are not among them any more are let go. */
  declare(selections: ReadonlySet<Selection>): void
  /** `declare` of what came in the place of selections that the browser knows, which it is told, and of the others. */
  replace(changes: ReadonlyMap<string, Assigned>, selections: ReadonlySet<Selection>): void
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

export function createChannel(frame: Frame): Channel {
  const told = new Map<Message['type'], string>()
  const replacements = createReplacements()
  let sink: Sink | undefined
  let lastWritten = 0
  const request = frame.task(rank.channels, send)
  const standings = createStandings(() => sink?.ready === true, request)

  function send() {
    if (!sink?.ready) return
    const news = replacements.take().map((message) => JSON.stringify(message))
    const messages = [...told.values(), ...news, ...standings.take()]
    told.clear()
    if (messages.length === 0) return
    lastWritten = frame.number
    sink.write(`id: ${lastWritten}\ndata: [${messages.join(',')}]\n\n`)
  }

  return {
    declare: standings.declare,
    replace(changes, selections) {
      replacements.add(changes)
      standings.declare(selections)
      // Some of what waits may be what was lost; the browser comes back, declares anew and gets everything as it is then.
      if (sink?.waiting === true) sink.cut()
    },
    tell(message) {
      told.set(message.type, JSON.stringify(message))
      request()
    },
    attach(next, lastSeen) {
      sink = next
      standings.forgetSteps()
      // A browser that comes back declares anew.
      replacements.clear()
      if (lastSeen !== String(lastWritten)) standings.restart()
      request()
    },
    detach(old) {
      if (sink !== old) return false
      sink = undefined
      return true
    },
    drained: request,
    close() {
      standings.close()
      sink?.close()
    },
  }
}
