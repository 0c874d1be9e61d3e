import type { LogSource } from './log-sources'
import type { Placed } from './timeline'

/** One line as it is kept; never replaced, so that what draws it can tell that it is the same. */
export interface KeptLine extends Placed {
  readonly type: 'line'
  readonly source: LogSource['id']
  /** Whether its instant is its own; else it stands where it came. */
  readonly timed: boolean
  /** Without colours: what is searched. */
  readonly text: string
  /** As the container wrote it. */
  readonly raw: string
  /** Bytes that were left out at its end. */
  readonly cut: number
}

/** Lines between these instants (ms since 1970) may be missing. */
export interface KeptGap extends Placed {
  readonly type: 'gap'
  readonly source: LogSource['id']
  readonly from: number
  readonly to: number
}

export type LogEntry = KeptLine | KeptGap

/** It stands before every line of its last instant. */
export function gapOf({ id }: { readonly id: number }, from: number, to: number, turn: number): KeptGap {
  return { type: 'gap', source: id, at: to, nanos: -1, turn, from, to }
}
