import type { Question } from '@/lib/live/question'
import { overviewShape, projectOverview } from '@/lib/views/overview'
import { shapes } from '@/lib/views/shapes'
import { everything, type Sight } from '@/lib/views/sight'
import { type Frame, rank } from '@/server/live/frame'
import { createMatches } from '@/server/live/matches'
import type { Asked } from '@/server/live/selections'
import { createView, type View } from '@/server/live/view'

export const counted = ['workloads', 'pods', 'nodes', 'namespaces'] as const
export type CountedViews = Readonly<Record<(typeof counted)[number], View>>

/** A view made for one question: the health facets of the counted views, under its namespaces and its viewer's sight. */
export function openOverview(views: CountedViews, question: Question, sight: Sight, frame: Frame): Asked {
  const matches = counted.map((name) => {
    const { namespaceColumn, defaultSort } = shapes[name]
    const namespaces = namespaceColumn === undefined ? [] : question.namespaces
    const whole = { namespaces, text: '', facets: {}, sort: defaultSort, offset: 0, limit: 0 }
    return createMatches(views[name], whole, sight, frame)
  })
  const { view, input } = createView(
    overviewShape,
    frame,
    (resource) => {
      const made = matches[counted.findIndex((name) => name === resource)]
      return made && projectOverview(resource, made.total, made.facets().health ?? {})
    },
    rank.overviewRows,
  )
  for (const [index, name] of counted.entries()) {
    matches[index]?.subscribe(() => input.touch(name))
    input.touch(name)
  }
  input.flush()
  return {
    view,
    rank: rank.overviewMatches,
    sight: everything,
    close() {
      for (const made of matches) made.close()
    },
  }
}
