import { formatQuestion, type Question } from '@/lib/live/question'
import { shapes, type ViewName } from '@/lib/views/shapes'
import type { Sight } from '@/lib/views/sight'
import type { Frame } from './frame'
import { createMatches, type Matches } from './matches'
import { createSelection, type FreshnessSource, type Selection } from './selection'
import { type Closable, createShared, type Lease } from './shared'
import type { View } from './view'

/** A view that a question is put to, and the rank in the frame at which its matches follow its rows. */
export interface Asked extends Closable {
  readonly view: View
  readonly rank: number
  /** What of the rows the viewer may see: everything where the view was made for their sight. */
  readonly sight: Sight
}

/** Where the selections of one cluster get their rows. A view that is composed for the question ends with `close`. */
export interface Views {
  open(name: ViewName, question: Question, sight: Sight): Asked
  freshness(name: ViewName, sight: Sight): FreshnessSource
}

export interface Selections {
  /** Equal questions of equal sights get the same selection. */
  acquire(name: ViewName, question: Question, sight: Sight): Lease<Selection>
  close(): void
}

/** A selection outlives its last viewer for so long, so that going back and forth, or polling, starts nothing anew. */
const lingerMs = 10_000

/** `nextId` names a new selection, once for all clusters. */
export function createSelections(views: Views, frame: Frame, nextId: () => string): Selections {
  const selections = createShared<Closable & { readonly selection: Selection }>(lingerMs)
  const matches = createShared<Closable & { readonly matches: Matches }>(lingerMs)

  /** The part that selections share which differ only in their window. */
  function acquireMatches(name: ViewName, question: Question, sight: Sight) {
    return matches.acquire(keyOf(name, { ...question, offset: 0, limit: 0 }, sight), () => {
      const asked = views.open(name, question, sight)
      const made = createMatches(asked.view, question, asked.sight, frame, asked.rank)
      return { matches: made, close: () => closeAll(made, asked) }
    })
  }

  return {
    acquire(name, question, sight) {
      const { value, release } = selections.acquire(keyOf(name, question, sight), () => {
        const lease = acquireMatches(name, question, sight)
        const made = createSelection(nextId(), lease.value.matches, views.freshness(name, sight), question, frame)
        return { selection: made, close: () => closeAll(made, { close: lease.release }) }
      })
      return { value: value.selection, release }
    },
    close() {
      selections.close()
      matches.close()
    },
  }
}

function closeAll(...all: readonly Closable[]) {
  for (const each of all) each.close()
}

const keyOf = (name: ViewName, question: Question, sight: Sight): string =>
  JSON.stringify([name, formatQuestion(shapes[name], question), sight.key])
