import type { Surroundings } from '@/lib/health/surroundings'
import { problemsShape } from '@/lib/views/problems'
import { everything, mayList, type Sight, seesAll } from '@/lib/views/sight'
import type { ViewShape } from '@/lib/views/view'
import { type Frame, rank } from '@/server/live/frame'
import type { Asked } from '@/server/live/selections'
import { createShared } from '@/server/live/shared'
import type { View } from '@/server/live/view'
import { narrowStores } from '@/server/views/narrowed-stores'
import { createProblemsView, type ProblemsView, type Readiness } from '@/server/views/problems'
import type { ClusterStores } from '@/server/views/tables'
import { fullNames } from './known-types'

/** The problems that viewers see who may list the same. */
export interface ProblemsBySight {
  open(sight: Sight): Asked
  /** Those of a sight, while somebody holds them. */
  get(sight: Sight): ProblemsView | undefined
  close(): void
}

/** Finding them takes a look at everything: they are kept for a while after their last viewer. */
const lingerMs = 30_000

/**
 * Problems are found in what a viewer may list and in nothing else: a cause, a sentence or a harm is told only if they
 * could have found it out themselves. Viewers of equal sights share them, and all who see everything share those of `whole`.
 */
export function createProblemsBySight(
  stores: ClusterStores,
  whole: ProblemsView,
  frame: Frame,
  readiness: Readiness,
  onWhole: () => void,
): ProblemsBySight {
  const shared = createShared<ProblemsView>(lingerMs)

  function create(sight: Sight): ProblemsView {
    const narrowed = narrowStores(stores, sight)
    const problems = createProblemsView(
      narrowed.stores,
      frame,
      { ...readiness, knows: knowledge(readiness.knows, sight) },
      onWhole,
    )
    return {
      ...problems,
      close() {
        problems.close()
        narrowed.close()
      },
    }
  }

  return {
    open(sight) {
      const { value, release } = seesEverything(sight)
        ? { value: whole, release: () => undefined }
        : shared.acquire(sight.key, () => create(sight))
      // A view's rows are read by column names that its own shape gives.
      return { view: value.view as unknown as View, rank: rank.matches, sight: everything, close: release }
    },
    get: (sight) => (seesEverything(sight) ? whole : shared.get(sight.key)),
    close: shared.close,
  }
}

// A shape whose columns are its own row's may stand for any.
const shape: ViewShape = problemsShape as unknown as ViewShape

const seesEverything = (sight: Sight): boolean => seesAll(shape, sight)

/** What is not there is told where the viewer could see that it isn't. */
export function knowledge(knows: Surroundings['knows'], sight: Sight): Surroundings['knows'] {
  return (resource, namespace) => mayList(sight, fullNames[resource], namespace) && knows(resource, namespace)
}
