import type { Row, ViewShape } from '@/lib/views/view'
import { type Frame, rank } from './frame'

export interface RowChange<R extends Row> {
  readonly before: R | undefined
  readonly after: R | undefined
}

export type ViewListener<R extends Row> = (changes: ReadonlyMap<string, RowChange<R>>) => void

/** The rows of one view of one cluster, computed once for all viewers. */
export interface View<R extends Row = Row> {
  readonly shape: ViewShape<R>
  readonly rows: ReadonlyMap<string, R>
  /** Called at most once a frame, with the rows that are different now. */
  subscribe(listener: ViewListener<R>): () => void
}

/** The side of a view that its wiring holds: says which rows a change touches. */
export interface ViewInput {
  touch(key: string): void
  /** Projects what was touched at once, for a view that must be complete when it is handed out. */
  flush(): void
}

/** `project` gives the row under a key as things stand, or undefined when there is none. */
export function createView<R extends Row>(
  shape: ViewShape<R>,
  frame: Frame,
  project: (key: string) => R | undefined,
  order: number = rank.rows,
): { view: View<R>; input: ViewInput } {
  const rows = new Map<string, R>()
  const listeners = new Set<ViewListener<R>>()
  const touched = new Set<string>()

  function flush() {
    const changes = new Map<string, RowChange<R>>()
    for (const key of touched) {
      const before = rows.get(key)
      const after = project(key)
      if (sameRow(before, after)) continue
      if (after === undefined) rows.delete(key)
      else rows.set(key, after)
      changes.set(key, { before, after })
    }
    touched.clear()
    if (changes.size > 0) for (const listener of listeners) listener(changes)
  }

  const request = frame.task(order, flush)

  return {
    view: {
      shape,
      rows,
      subscribe(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    input: {
      touch(key) {
        touched.add(key)
        request()
      },
      flush,
    },
  }
}

export function sameRow(a: Row | undefined, b: Row | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  for (const column in b) if (a[column] !== b[column]) return false
  return true
}
