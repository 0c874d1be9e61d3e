import type { FreshnessByType, Problem } from '@/lib/live/freshness'
import type { ViewName } from '@/lib/views/shapes'
import type { Sight } from '@/lib/views/sight'
import type { ClusterRights } from '@/server/access/rights/rights'
import { openCluster as openTables } from '@/server/kube/cluster'
import type { Context } from '@/server/kube/contexts'
import type { Frame } from '@/server/live/frame'
import { rank } from '@/server/live/frame'
import { settled } from '@/server/live/freshness'
import { createListeners } from '@/server/live/listeners'
import type { FreshnessSource } from '@/server/live/selection'
import { createSelections, type Selections, type Views } from '@/server/live/selections'
import type { View } from '@/server/live/view'
import { createEventsView } from './events'
import { freshnessOfViews, readinessOf } from './freshness'
import { createNamespacesView } from './namespaces'
import { createNodesView } from './nodes'
import { openOverview } from './overview'
import { createPodsView } from './pods'
import { createProblemsView } from './problems'
import { createProblemsBySight } from './problems/by-sight'
import { openViewers } from './rights'
import { createStreams, type Streams } from './streams'
import { createSubjectViews, type SubjectViewName } from './subject-views'
import { type ClusterStores, tables } from './tables'
import { createWorkloadsView } from './workloads'

/** A cluster that somebody looks at: followed, and answering questions. */
export interface OpenCluster extends Streams {
  readonly selections: Selections
  readonly rights: ClusterRights
  problem(): Problem | null | undefined
  version(): string | null
  /** Resolves once the view is complete for a sight or its types have said why not, at the latest after `ms`. */
  settled(name: ViewName, sight: Sight, ms: number): Promise<void>
  close(): void
}

export interface OpenClusterOptions {
  readonly context: Context
  /** Of the identity that may impersonate viewers there. */
  readonly deputy: Context | undefined
  /** Namespaces to read where a type may not be read in all of them. */
  readonly namespaces: readonly string[]
  readonly frame: Frame
  readonly nextId: () => string
  readonly onChange: () => void
  readonly onRights: () => void
}

export function openCluster(options: OpenClusterOptions): OpenCluster {
  const { context, deputy, namespaces, frame, nextId, onChange, onRights } = options
  const changes = createListeners()
  const loading = openLoading(frame)
  const cluster = openTables(
    context,
    tables,
    () => {
      loading.update(cluster.freshness())
      changes.tell()
      onChange()
    },
    { namespaces },
  )
  const all: FreshnessSource = { read: cluster.freshness, subscribe: changes.subscribe }
  const viewers = openViewers(context, deputy, cluster, all, frame)
  viewers.rights.subscribe(() => {
    onRights()
    onChange()
  })
  const readiness = readinessOf(all)
  const whole = createProblemsView(cluster.stores, frame, readiness, changes.tell)
  const problems = createProblemsBySight(cluster.stores, whole, frame, readiness, changes.tell)
  const rows = createViews(cluster.stores, frame)
  const around = createSubjectViews(cluster.stores, frame, all, changes.tell)
  const freshness = freshnessOfViews(all, problems, around)
  const views: Views = {
    open(name, question, sight) {
      if (name === 'overview') return openOverview(rows, question, sight, frame)
      if (name === 'problems') return problems.open(sight)
      const view = name === 'related' || name === 'advice' ? around.open(name, question) : rows[name]
      return { view, rank: rank.matches, sight, close: () => undefined }
    },
    freshness,
  }
  const selections = createSelections(views, frame, nextId)
  return {
    selections,
    ...createStreams(cluster.stores, cluster.version, viewers),
    rights: viewers.rights,
    problem: cluster.problem,
    version: cluster.version,
    settled: (name, sight, ms) => settled(freshness(name, sight), ms),
    close() {
      loading.update({})
      viewers.close()
      problems.close()
      whole.close()
      selections.close()
      cluster.close()
    },
  }
}

/** Slows the frames down as long as some type is being read for the first time. */
function openLoading(frame: Frame) {
  let end: (() => void) | undefined
  return {
    update(freshness: FreshnessByType) {
      const loading = Object.values(freshness).some(({ state }) => state === 'syncing')
      if (loading) end ??= frame.slowDown()
      else {
        end?.()
        end = undefined
      }
    },
  }
}

/** Every view that is the same for all questions and all viewers. */
type StandingView = Exclude<ViewName, 'overview' | 'problems' | SubjectViewName>

function createViews(stores: ClusterStores, frame: Frame): Record<StandingView, View> {
  const pods = createPodsView(stores, frame)
  const workloads = createWorkloadsView(stores, pods, frame)
  const nodes = createNodesView(stores, frame)
  const namespaces = createNamespacesView(stores, workloads, pods, frame)
  const events = createEventsView(stores, frame)
  // A view's rows are read by column names that its own shape gives, so that any view may stand for `View<Row>`.
  const views: Record<StandingView, unknown> = { workloads, pods, nodes, namespaces, events }
  return views as Record<StandingView, View>
}
