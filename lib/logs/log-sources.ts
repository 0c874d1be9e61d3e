import type { LogMessage, LogSourceState } from './log-message'

/** A container whose logs are read. */
export interface LogSource {
  /** Its own for as long as the table lives; streams number theirs anew. */
  readonly id: number
  readonly pod: string
  readonly container: string
  readonly state: LogSourceState
  readonly sentence: string | null
}

interface Instant {
  readonly at: number
  readonly nanos: number
}

/** A source as lines of its stream meet it. */
export interface SourceTrack {
  readonly id: number
  /** The last instant that a line told; 0 before there is one. */
  readonly last: Instant
  /** Whether a line is not one of those that were there before the stream was reopened. Told of every line, in order. */
  isNew(line: Instant): boolean
  /** After a reopening that left something out, once, before the first new line: the instant from which lines may be missing. */
  gapBefore(): number | null
}

export interface LogSources {
  all(): readonly LogSource[]
  nameOf(id: number): LogSource | undefined
  /** By its number in the stream. */
  of(number: number): SourceTrack | undefined
  say(message: Extract<LogMessage, { readonly type: 'source' }>): void
  reopened(complete: boolean): void
}

/** A container keeps its id over reconnects, and when a pod of the same name takes the place of one that went. */
export function createLogSources(): LogSources {
  const tracks = new Map<string, ReturnType<typeof createTrack>>()
  const byNumber = new Map<number, ReturnType<typeof createTrack>>()
  let sources: readonly LogSource[] = []

  return {
    all: () => sources,
    nameOf: (id) => sources[id],
    of: (number) => byNumber.get(number),
    say({ source: number, pod, container, state, sentence }) {
      const key = `${pod}/${container}`
      const track = tracks.get(key) ?? createTrack(tracks.size)
      tracks.set(key, track)
      byNumber.set(number, track)
      sources = replaced(sources, { id: track.id, pod, container, state, sentence })
    },
    reopened(complete) {
      byNumber.clear()
      for (const track of tracks.values()) track.reopened(complete)
    },
  }
}

function replaced(sources: readonly LogSource[], source: LogSource): readonly LogSource[] {
  const next = [...sources]
  next[source.id] = source
  return next
}

function createTrack(id: number) {
  let last: Instant = { at: 0, nanos: 0 }
  /** Lines of that very instant. */
  let ofLast = 0
  let comparing = false
  let skipped = 0
  let gapFrom: number | null = null

  return {
    id,
    get last() {
      return last
    },
    isNew({ at, nanos }: Instant): boolean {
      if (comparing) {
        const order = at - last.at || nanos - last.nanos
        if (order < 0 || (order === 0 && ++skipped <= ofLast)) return false
        comparing = false
      }
      if (at === 0) return true
      ofLast = at === last.at && nanos === last.nanos ? ofLast + 1 : 1
      last = { at, nanos }
      return true
    },
    gapBefore() {
      const from = gapFrom
      gapFrom = null
      return from
    },
    reopened(complete: boolean) {
      comparing = last.at > 0
      skipped = 0
      gapFrom = complete || last.at === 0 ? null : last.at
    },
  }
}
