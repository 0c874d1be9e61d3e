import { adviceShape } from './advice'
import { eventsShape } from './events'
import { namespacesShape } from './namespaces'
import { nodesShape } from './nodes'
import { overviewShape } from './overview'
import { podsShape } from './pods'
import { problemsShape } from './problems'
import { relatedShape } from './related'
import type { ViewShape } from './view'
import { workloadsShape } from './workloads'

/** Every view there is, by the name it has in addresses. */
export const shapes = {
  overview: overviewShape,
  workloads: workloadsShape,
  pods: podsShape,
  nodes: nodesShape,
  namespaces: namespacesShape,
  events: eventsShape,
  problems: problemsShape,
  related: relatedShape,
  advice: adviceShape,
} satisfies Record<string, ViewShape<never>>

export type ViewName = keyof typeof shapes
