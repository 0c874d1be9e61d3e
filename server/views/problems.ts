import type { Surroundings } from '@/lib/health/surroundings'
import { type ProblemRow, problemsShape, projectProblem } from '@/lib/views/problems'
import { type Frame, rank } from '@/server/live/frame'
import { createView, type View } from '@/server/live/view'
import { createFinders } from './problems/finders'
import { createInquiry, type Inquiry } from './problems/inquiry'
import { createSurroundings } from './problems/surroundings'
import { followKnowledge, followNeighbours } from './problems/touches'
import type { ClusterStores } from './tables'

/** How far the types can be trusted that problems are read from. */
export interface Readiness {
  /** Every type has been read once, or has said why it can't be: what is missing is missing then. */
  complete(): boolean
  readonly knows: Surroundings['knows']
  /** Different whenever `knows` may be. */
  known(): string
  subscribe(listener: () => void): () => void
}

export interface ProblemsView {
  readonly view: View<ProblemRow>
  /** Everything has been looked at once: that nothing is told means that nothing is wrong. */
  isWhole(): boolean
  close(): void
}

/** How often it is looked whether time alone made something a problem, or ended one. */
const turnMs = 1_000

/**
 * What is wrong in a cluster, kept up object by object; nothing is told before everything has been read once. `onWhole` is
 * called once, when everything has been looked at.
 */
export function createProblemsView(
  stores: ClusterStores,
  frame: Frame,
  readiness: Readiness,
  onWhole: () => void = () => undefined,
): ProblemsView {
  const around = createSurroundings(stores, readiness.knows)
  const finders = new Map(createFinders(stores, around).map((finder) => [finder.kind, finder]))
  let whole = false
  let closed = false
  const request = frame.task(rank.rows, () => {
    if (closed || !readiness.complete()) return
    if (inquiry.look(Date.now())) setImmediate(request)
    else if (!whole) {
      whole = true
      // The rows of what was looked at last come in the same frame, after this.
      setImmediate(onWhole)
    }
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
  const touch = { object: touchObject, subject: touchSubject }
  for (const { kind, subscribe } of finders.values()) subscribe((key) => touchObject(kind, key))
  followNeighbours(stores, around, findings, touch)
  const lookAgain = followKnowledge(stores, readiness.known, touch)
  const ignore = readiness.subscribe(() => {
    lookAgain()
    request()
  })
  inquiry.touchAll()
  const turns = setInterval(() => findings.turnedBy(Date.now()).forEach(touchSubject), turnMs).unref()
  return {
    view,
    isWhole: () => whole,
    close() {
      closed = true
      ignore()
      clearInterval(turns)
    },
  }
}
