import type { Message } from '@/lib/live/message'
import { type Frame, rank } from './frame'
import type { Selection } from './selection'
import { createStanding, type Standing } from './standing'

/** The stream down to one browser. `ready` is false while it has not taken what was written before. */
export interface Sink {
  readonly ready: boolean
  write(text: string): void
  close(): void
}

/** One browser's stream, with all selections of its pages on it. What waits for a slow browser is never a queue of messages. */
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

export function createChannel(frame: Frame): Channel {
  const standings = new Map<Selection, Standing>()
  const told = new Map<Message['type'], string>()
  const steps: string[] = []
  let sink: Sink | undefined
  let lastWritten = 0

  const request = frame.task(rank.channels, send)

  function join(selection: Selection) {
    const standing = createStanding(selection, (step) => {
      if (standing.take(step, sink?.ready === true)) steps.push(step.text)
      request()
    })
    standings.set(selection, standing)
  }

  function leave(selection: Selection) {
    standings.get(selection)?.leave()
    standings.delete(selection)
  }

  function send() {
    if (!sink?.ready) return
    const late = [...standings.values()].flatMap((standing) => standing.message() ?? [])
    const messages = [...told.values(), ...steps.splice(0), ...late]
    told.clear()
    if (messages.length === 0) return
    lastWritten = frame.number
    sink.write(`id: ${lastWritten}\ndata: [${messages.join(',')}]\n\n`)
  }

  return {
    declare(selections) {
      for (const selection of standings.keys()) if (!selections.has(selection)) leave(selection)
      for (const selection of selections) if (!standings.has(selection)) join(selection)
      request()
    },
    tell(message) {
      told.set(message.type, JSON.stringify(message))
      request()
    },
    attach(next, lastSeen) {
      sink = next
      steps.length = 0
      if (lastSeen !== String(lastWritten)) for (const standing of standings.values()) standing.restart()
      request()
    },
    detach(old) {
      if (sink !== old) return false
      sink = undefined
      return true
    },
    drained: request,
    close() {
      for (const selection of standings.keys()) leave(selection)
      sink?.close()
    },
  }
}
