import type { LogEntry } from './log-entry'
import { createTimeline, type Timeline } from './timeline'

export interface LogLimits {
  readonly lines: number
  /** Of all lines together, in UTF-16 units. */
  readonly characters: number
}

/** The latest lines within the limits, and those of them that pass a filter, both in order. */
export interface KeptLines {
  /** What passes, gaps too. */
  readonly shown: Pick<Timeline<LogEntry>, 'length' | 'at' | 'countBefore'>
  /** Lines that are held, and lines among `shown`. */
  readonly held: number
  readonly matched: number
  /** Lines that were there and had to go to keep the limits. */
  readonly dropped: number
  /** Lines that ever came to `shown`: what it grew by since a moment is what is new. */
  readonly arrived: number
  /** How many went from the beginning of `shown`: with it, an index stays the name of an entry when older ones go. */
  readonly gone: number
  /** In order. */
  add(batch: readonly LogEntry[]): void
  show(passes: (entry: LogEntry) => boolean): void
}

export function createKeptLines(limits: LogLimits): KeptLines {
  const all = createTimeline<LogEntry>()
  let shown = createTimeline<LogEntry>()
  let passes: (entry: LogEntry) => boolean = () => true
  let [held, matched, dropped, arrived, gone, characters] = [0, 0, 0, 0, 0, 0]

  function dropOldest() {
    while (held > limits.lines || characters > limits.characters) {
      const entry = all.shift()
      if (entry === undefined) return
      const wasShown = shown.at(0) === entry
      if (wasShown) {
        shown.shift()
        gone++
      }
      if (entry.type !== 'line') continue
      held--
      dropped++
      characters -= entry.raw.length
      if (wasShown) matched--
    }
  }
  return {
    get shown() {
      return shown
    },
    get held() {
      return held
    },
    get matched() {
      return matched
    },
    get dropped() {
      return dropped
    },
    get arrived() {
      return arrived
    },
    get gone() {
      return gone
    },
    add(batch) {
      all.merge(batch)
      held += countLines(batch)
      for (const entry of batch) if (entry.type === 'line') characters += entry.raw.length
      const passing = batch.filter(passes)
      shown.merge(passing)
      matched += countLines(passing)
      arrived += countLines(passing)
      dropOldest()
    },
    show(next) {
      passes = next
      const passing = entriesOf(all).filter(passes)
      shown = createTimeline()
      shown.merge(passing)
      matched = countLines(passing)
    },
  }
}

/** All of them, in order. */
export function entriesOf(timeline: KeptLines['shown']): readonly LogEntry[] {
  return Array.from({ length: timeline.length }, (_, index) => timeline.at(index)).filter(
    (entry) => entry !== undefined,
  )
}

function countLines(entries: readonly LogEntry[]): number {
  let count = 0
  for (const { type } of entries) if (type === 'line') count++
  return count
}
