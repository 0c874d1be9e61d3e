import type { Row, ViewShape } from '@/lib/views/view'
import { type Frame, rank } from '@/server/live/frame'
import { createView, type View } from '@/server/live/view'

/** Projecting many subjects is done in pieces of so long, ms: other work of the frame waits no longer. */
const pieceMs = 8

export interface SubjectView<R extends Row = Row> extends View<R> {
  /** Subjects wait to be looked at: rows may be missing, or be as they were. */
  isBehind(): boolean
  /** Looks at these of those that wait at once, as many as take no longer than a piece of a frame may. */
  lookFirst(subjects: Iterable<string>): void
}

export interface SubjectRows<R extends Row> {
  readonly view: SubjectView<R>
  /** The rows of this subject may be others now. */
  touch(subject: string): void
}

/** A view with several rows for each subject, which come and go together. `onCaughtUp` is called when no subject waits any more. */
export function createSubjectRows<R extends Row>(
  shape: ViewShape<R>,
  frame: Frame,
  rowsOf: (subject: string) => readonly R[],
  onCaughtUp: () => void,
): SubjectRows<R> {
  const rows = new Map<string, R>()
  const told = new Map<string, readonly string[]>()
  const touched = new Set<string>()
  const { view, input } = createView(shape, frame, (key) => rows.get(key), rank.derivedRows)

  function tell(subject: string) {
    const now = rowsOf(subject)
    const before = told.get(subject) ?? []
    for (const key of before) rows.delete(key)
    for (const row of now) rows.set(row.key, row)
    if (now.length === 0) told.delete(subject)
    else
      told.set(
        subject,
        now.map(({ key }) => key),
      )
    for (const key of before) input.touch(key)
    for (const { key } of now) input.touch(key)
  }
  function look(subjects: Iterable<string>) {
    const until = performance.now() + pieceMs
    for (const subject of subjects) {
      if (touched.delete(subject)) tell(subject)
      if (performance.now() > until) return
    }
  }
  const request = frame.task(rank.rows, () => {
    look(touched)
    // The rows of what was looked at last come in the same frame, after this.
    setImmediate(touched.size > 0 ? request : onCaughtUp)
  })
  return {
    view: {
      ...view,
      isBehind: () => touched.size > 0,
      lookFirst(subjects) {
        look(subjects)
        input.flush()
      },
    },
    touch(subject) {
      touched.add(subject)
      request()
    },
  }
}
