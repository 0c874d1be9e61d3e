import { isKnownIn } from '@/lib/live/known'
import { shapes, type ViewName } from '@/lib/views/shapes'
import { resourcesOf, type Sight } from '@/lib/views/sight'
import type { ViewShape } from '@/lib/views/view'
import { narrowFreshness, selectFreshness } from '@/server/live/freshness'
import type { FreshnessSource } from '@/server/live/selection'
import { fullNames } from '@/server/views/problems/known-types'
import { counted } from './overview'
import type { Readiness } from './problems'
import type { ProblemsBySight } from './problems/by-sight'
import { withholdUntil } from './problems/freshness'
import type { SubjectViews } from './subject-views'

/** How far each view can be trusted, as a viewer of a sight may know it. */
export function freshnessOfViews(all: FreshnessSource, problems: ProblemsBySight, around: SubjectViews) {
  /** For views that are looked for piece by piece: whether all was looked at. */
  const wholeness = (name: ViewName, sight: Sight): (() => boolean) | undefined => {
    if (name === 'problems') return () => problems.get(sight)?.isWhole() ?? false
    if (name === 'related' || name === 'advice') return () => around.isWhole(name)
    return undefined
  }
  return (name: ViewName, sight: Sight): FreshnessSource => {
    const whole = wholeness(name, sight)
    const source = whole === undefined ? all : withholdUntil(whole, all)
    return narrowFreshness(selectFreshness(typesOf(name), source), sight)
  }
}

/** Problems are told of a whole picture only; a type that can't be read is not waited for. */
export function readinessOf({ read, subscribe }: FreshnessSource): Readiness {
  const types = typesOf('problems')
  return {
    complete: () => types.every((type) => (read()[type]?.state ?? 'syncing') !== 'syncing'),
    knows: (resource, namespace) => isKnownIn(read()[fullNames[resource]], namespace),
    known: () => JSON.stringify(Object.values(fullNames).map((name) => [read()[name]?.state, read()[name]?.coverage])),
    subscribe,
  }
}

function typesOf(name: ViewName): readonly string[] {
  if (name === 'overview') return [...new Set(counted.flatMap(typesOf))]
  const shape: ViewShape = shapes[name]
  return resourcesOf(shape)
}
