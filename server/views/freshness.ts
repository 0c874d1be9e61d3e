import { shapes, type ViewName } from '@/lib/views/shapes'
import { resourcesOf, type Sight } from '@/lib/views/sight'
import type { ViewShape } from '@/lib/views/view'
import { narrowFreshness, selectFreshness } from '@/server/live/freshness'
import type { FreshnessSource } from '@/server/live/selection'
import { counted } from './overview'
import type { Readiness } from './problems'
import type { ProblemsBySight } from './problems/by-sight'
import { withholdUntil } from './problems/freshness'

/** How far each view can be trusted, as a viewer of a sight may know it. */
export function freshnessOfViews(all: FreshnessSource, problems: ProblemsBySight) {
  return (name: ViewName, sight: Sight): FreshnessSource => {
    const isWhole = () => problems.get(sight)?.isWhole() ?? false
    const source = name === 'problems' ? withholdUntil(isWhole, all) : all
    return narrowFreshness(selectFreshness(typesOf(name), source), sight)
  }
}

const fullNames = {
  services: 'services',
  pods: 'pods',
  deployments: 'deployments.apps',
  statefulsets: 'statefulsets.apps',
}

/** Problems are told of a whole picture only; a type that can't be read is not waited for. */
export function readinessOf({ read, subscribe }: FreshnessSource): Readiness {
  const types = typesOf('problems')
  return {
    complete: () => types.every((type) => (read()[type]?.state ?? 'syncing') !== 'syncing'),
    knows: (resource) => ['live', 'stale'].includes(read()[fullNames[resource]]?.state ?? ''),
    subscribe,
  }
}

function typesOf(name: ViewName): readonly string[] {
  if (name === 'overview') return [...new Set(counted.flatMap(typesOf))]
  const shape: ViewShape = shapes[name]
  return resourcesOf(shape)
}
