import type { ListMeta } from './list-meta'
import type { Status } from './status'

/** Reads the body of one LIST, in whichever format; of no use after `finish` or an error. */
export interface ListReader<T> {
  /** Takes the next bytes and gives the objects that are complete now, in order. Throws WireError. */
  push(chunk: Buffer): readonly T[]
  /** The body has ended: the objects that could only be read now, and the list's own data. Throws WireError if cut off. */
  finish(): { readonly objects: readonly T[]; readonly meta: ListMeta }
}

export type WatchEvent<T> =
  | { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'; readonly object: T }
  /** `initialEventsEnd`: all that existed when the watch began with `sendInitialEvents` has been sent. */
  | { readonly type: 'BOOKMARK'; readonly resourceVersion: string; readonly initialEventsEnd: boolean }
  | { readonly type: 'ERROR'; readonly status: Status }

/** Reads the body of one WATCH, in whichever format; of no use after an error. */
export interface WatchReader<T> {
  /** Takes the next bytes and gives the events that are complete now, in order. Throws WireError. */
  push(chunk: Buffer): readonly WatchEvent<T>[]
}

/** The most bytes that one object, or one event of a watch, may have: more is an error, not an allocation. */
export const objectLimit = 8 * 1024 * 1024

/** The bytes are not what the format says: cut off, too long, or something else altogether. */
export class WireError extends Error {
  override readonly name = 'WireError'
}
