import type { Surroundings } from '@/lib/health/surroundings'
import { type ProblemRow, problemsShape, projectProblem } from '@/lib/views/problems'
import { type Frame, rank } from '@/server/live/frame'
import { createView, type View } from '@/server/live/view'
import { createFinders } from './problems/finders'
import { createInquiry, type Inquiry } from './problems/inquiry'
import { createSurroundings } from './problems/surroundings'
import { followNeighbours } from './problems/touches'
import type { ClusterStores } from './tables'

/** How far the types can be trusted that problems are read from. */
export interface Readiness {
  /** Every type has been read once, or has said why it can't be: what is missing is missing then. */
  complete(): boolean
  readonly knows: Surroundings['knows']
  subscribe(listener: () => void): () => void
}

/** How often it is looked whether time alone made something a problem, or ended one. */
const turnMs = 1_000

/** What is wrong in a cluster, kept up object by object; nothing is told before everything has been read once. */
export function createProblemsView(
  stores: ClusterStores,
  frame: Frame,
  readiness: Readiness,
  now: () => number = Date.now,
): { readonly view: View<ProblemRow>; close(): void } {
  const around = createSurroundings(stores, readiness.knows)
  const finders = new Map(createFinders(stores, around).map((finder) => [finder.kind, finder]))
  const request = frame.task(rank.rows, () => {
    if (readiness.complete() && inquiry.look(now())) setImmediate(request)
  })
  const inquiry: Inquiry = createInquiry(finders, around, request, (key) => input.touch(key))
  const { view, input } = createView(
    problemsShape,
    frame,
    (key): ProblemRow | undefined => {
      const problem = inquiry.problems.get(key)
      return problem && projectProblem(problem)
    },
    rank.derivedRows,
  )
  const { findings, touchObject, touchSubject } = inquiry
  for (const { kind, subscribe } of finders.values()) subscribe((key) => touchObject(kind, key))
  followNeighbours(stores, around, findings, { object: touchObject, subject: touchSubject })
  const ignore = readiness.subscribe(request)
  const turns = setInterval(() => findings.turnedBy(now()).forEach(touchSubject), turnMs).unref()
  return {
    view,
    close() {
      ignore()
      clearInterval(turns)
    },
  }
}
