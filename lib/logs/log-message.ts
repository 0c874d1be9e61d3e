/** One line of a container, as it wrote it. */
export interface LogLine {
  /** Which source, by its number in the stream. */
  readonly source: number
  /** When it was written: ms since 1970, and the millionths of a millisecond beyond. 0 when the line told no time. */
  readonly at: number
  readonly nanos: number
  readonly text: string
  /** Bytes that were left out at its end. */
  readonly cut: number
}

/**
 * What a source does: `open` gives lines; `waiting` will give some (its container has not begun); `ended` has given all;
 * `gone` its pod is no more; `refused` it can't be read.
 */
export type LogSourceState = 'open' | 'waiting' | 'ended' | 'gone' | 'refused'

export type LogMessage =
  | {
      readonly type: 'source'
      readonly source: number
      readonly pod: string
      readonly container: string
      readonly state: LogSourceState
      /** Why, where it is not open. */
      readonly sentence: string | null
    }
  /** In the order of their instants within the message. */
  | { readonly type: 'lines'; readonly lines: readonly LogLine[] }
  /** Lines between these instants (ms since 1970) may be missing. */
  | { readonly type: 'gap'; readonly source: number; readonly from: number; readonly to: number }
  /** No pod has such logs now; with `follow` one may come. */
  | { readonly type: 'none'; readonly sentence: string }
  /** So many containers more are not read: there are too many for one stream. */
  | { readonly type: 'left'; readonly containers: number }
  /** All that was asked for has been sent. */
  | { readonly type: 'end' }
  | { readonly type: 'beat' }

/** By instant; lines of one instant stay in the order in which they came. */
export function compareLines(a: LogLine, b: LogLine): number {
  return a.at - b.at || a.nanos - b.nanos
}
