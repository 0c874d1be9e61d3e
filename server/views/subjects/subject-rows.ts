import type { Row, ViewShape } from '@/lib/views/view'
import { type Frame, rank } from '@/server/live/frame'
import { createView, type View } from '@/server/live/view'

/** Projecting many subjects is done in pieces of so long, ms: other work of the frame waits no longer. */
const pieceMs = 8

export interface SubjectRows<R extends Row> {
  readonly view: View<R>
  /** The rows of this subject may be others now. */
  touch(subject: string): void
}

/** A view with several rows for each subject, which come and go together. */
export function createSubjectRows<R extends Row>(
  shape: ViewShape<R>,
  frame: Frame,
  rowsOf: (subject: string) => readonly R[],
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
  const request = frame.task(rank.rows, () => {
    const until = performance.now() + pieceMs
    for (const subject of touched) {
      touched.delete(subject)
      tell(subject)
      if (performance.now() > until) break
    }
    if (touched.size > 0) setImmediate(request)
  })
  return {
    view,
    touch(subject) {
      touched.add(subject)
      request()
    },
  }
}
