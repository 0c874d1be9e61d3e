import { stripAnsi } from './ansi'
import { createKeptLines, type KeptLines, type LogLimits } from './kept-lines'
import { gapOf, type LogEntry } from './log-entry'
import { type LogFilter, parseTextFilter } from './log-filter'
import type { LogLine, LogMessage } from './log-message'
import { createLogSources, type LogSource, type LogSources, type SourceTrack } from './log-sources'
import { comparePlaces } from './timeline'

/** The logs of many containers as one, folded from messages; holds the latest lines within its limits and no more. */
export interface LogTable {
  /** Grows with each change. */
  readonly version: number
  /** By their ids; another array whenever one of them changed. */
  readonly sources: readonly LogSource[]
  readonly lines: Omit<KeptLines, 'add' | 'show'>
  readonly hasEnded: boolean
  /** Why there is no source. */
  readonly nothing: string | null
  /** Containers that are not read because there are too many. */
  readonly left: number
  push(messages: readonly LogMessage[]): void
  /**
   * The next messages are of another stream: sources are numbered anew and lines that are held may come again. `complete`:
   * it begins before the place where the one before broke; else a gap is marked in each source.
   */
  reopened(complete: boolean): void
  /** Gaps pass where their source does: what would match may have been in them. */
  show(filter: LogFilter): void
}

/** What a stream last said of itself. */
interface Told {
  hasEnded: boolean
  nothing: string | null
  left: number
}

function hear(told: Told, message: Exclude<LogMessage, { readonly type: 'source' | 'lines' | 'gap' }>): void {
  if (message.type === 'none') told.nothing = message.sentence
  if (message.type === 'left') told.left = message.containers
  if (message.type === 'end') told.hasEnded = true
}

export function createLogTable(limits: LogLimits): LogTable {
  const sources = createLogSources()
  const lines = createKeptLines(limits)
  const takeLine = lineTaker(sources)
  const told: Told = { hasEnded: false, nothing: null, left: 0 }
  let [version, turn] = [0, 0]

  function fold(message: LogMessage, batch: LogEntry[]) {
    switch (message.type) {
      case 'source':
        told.nothing = null
        return sources.say(message)
      case 'lines':
        for (const line of message.lines) turn = takeLine(line, turn, batch)
        return
      case 'gap': {
        const source = sources.of(message.source)
        if (source !== undefined) batch.push(gapOf(source, message.from, message.to, turn++))
        return
      }
      default:
        return hear(told, message)
    }
  }
  return {
    get version() {
      return version
    },
    get sources() {
      return sources.all()
    },
    get hasEnded() {
      return told.hasEnded
    },
    get nothing() {
      return told.nothing
    },
    get left() {
      return told.left
    },
    lines,
    push(messages) {
      const batch: LogEntry[] = []
      for (const message of messages) fold(message, batch)
      if (batch.length > 0) lines.add(batch.sort(comparePlaces))
      version++
    },
    reopened(complete) {
      told.left = 0
      sources.reopened(complete)
    },
    show(filter) {
      lines.show(passerOf(filter, sources))
      version++
    },
  }
}

/** Adds a line, and a gap where one lies before it, unless it is known; returns the next turn. */
function lineTaker(sources: LogSources) {
  let latest = { at: 0, nanos: 0 }
  /** For a line that tells no time: after the last of its source, else after the last of all. */
  const placeOf = ({ last }: SourceTrack) => (last.at > 0 ? last : latest)
  return (line: LogLine, turn: number, batch: LogEntry[]): number => {
    const source = sources.of(line.source)
    if (source === undefined || !source.isNew(line)) return turn
    const timed = line.at > 0
    const { at, nanos } = timed ? line : placeOf(source)
    if (at > latest.at) latest = { at, nanos }
    const gapFrom = source.gapBefore()
    if (gapFrom !== null) batch.push(gapOf(source, gapFrom, at, turn++))
    batch.push({
      type: 'line',
      source: source.id,
      at,
      nanos,
      turn,
      timed,
      text: stripAnsi(line.text),
      raw: line.text,
      cut: line.cut,
    })
    return turn + 1
  }
}

/** A source's verdict is found once and remembered: its pod and container never change. */
function passerOf(filter: LogFilter, sources: LogSources): (entry: LogEntry) => boolean {
  const { matcher } = parseTextFilter(filter.text)
  const verdicts = new Map<number, boolean>()
  const sourcePasses = (id: number) => {
    const known = verdicts.get(id)
    if (known !== undefined) return known
    const source = sources.nameOf(id)
    const verdict =
      source !== undefined && isPicked(filter.pods, source.pod) && isPicked(filter.containers, source.container)
    verdicts.set(id, verdict)
    return verdict
  }
  return (entry) =>
    sourcePasses(entry.source) && (entry.type === 'gap' || matcher === null || matcher.matches(entry.text))
}

const isPicked = (picks: readonly string[], name: string) => picks.length === 0 || picks.includes(name)
