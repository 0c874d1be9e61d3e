import type { FreshnessByType, Problem } from '@/lib/live/freshness'
import type { LogQuestion } from '@/lib/logs/log-question'
import { shapes, type ViewName } from '@/lib/views/shapes'
import type { ViewShape } from '@/lib/views/view'
import { openCluster as openTables } from '@/server/kube/cluster'
import type { Context } from '@/server/kube/contexts'
import type { Frame } from '@/server/live/frame'
import { rank } from '@/server/live/frame'
import { selectFreshness, settled } from '@/server/live/freshness'
import { createListeners } from '@/server/live/listeners'
import type { FreshnessSource } from '@/server/live/selection'
import { createSelections, type Selections, type Views } from '@/server/live/selections'
import type { View } from '@/server/live/view'
import { type LogStream, type LogStreamEnds, openLogStream } from '@/server/logs/log-stream'
import { createLoggedPods } from './logged-pods'
import { createNamespacesView } from './namespaces'
import { createNodesView } from './nodes'
import { type CountedViews, counted, openOverview } from './overview'
import { createPodsView } from './pods'
import { type ClusterStores, tables } from './tables'
import { createWorkloadsView } from './workloads'

/** A cluster that somebody looks at: followed, and answering questions. */
export interface OpenCluster {
  readonly selections: Selections
  problem(): Problem | null | undefined
  version(): string | null
  /** Resolves once the view is complete or its types have said why not, at the latest after `ms`. */
  settled(name: ViewName, ms: number): Promise<void>
  /** The logs that are asked for, as long as they are taken. */
  openLogs(question: LogQuestion, ends: LogStreamEnds): LogStream
  close(): void
}

export function openCluster(context: Context, frame: Frame, nextId: () => string, onChange: () => void): OpenCluster {
  const changes = createListeners()
  const loading = openLoading(frame)
  const cluster = openTables(context, tables, () => {
    loading.update(cluster.freshness())
    changes.tell()
    onChange()
  })
  const all: FreshnessSource = { read: cluster.freshness, subscribe: changes.subscribe }
  const rows = createViews(cluster.stores, frame)
  const freshness = freshnessByView(all)
  const views: Views = {
    open(name, question, sight) {
      if (name === 'overview') return openOverview(rows, question, sight, frame)
      return { view: rows[name], rank: rank.matches, close: () => undefined }
    },
    freshness,
  }
  const selections = createSelections(views, frame, nextId)
  return {
    selections,
    problem: cluster.problem,
    version: cluster.version,
    settled: (name, ms) => settled(freshness(name), ms),
    openLogs(question, ends) {
      const pods = createLoggedPods(cluster.stores, question.namespace, question.target)
      return openLogStream(cluster.transport, question, pods, ends)
    },
    close() {
      loading.update({})
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

function createViews(stores: ClusterStores, frame: Frame): CountedViews {
  const pods = createPodsView(stores, frame)
  const workloads = createWorkloadsView(stores, pods, frame)
  const nodes = createNodesView(stores, frame)
  const namespaces = createNamespacesView(stores, workloads, pods, frame)
  // A view's rows are read by column names that its own shape gives, so that any view may stand for `View<Row>`.
  const views: Record<(typeof counted)[number], unknown> = { workloads, pods, nodes, namespaces }
  return views as Record<(typeof counted)[number], View>
}

function freshnessByView(all: FreshnessSource): (name: ViewName) => FreshnessSource {
  const made = new Map<ViewName, FreshnessSource>()
  return (name) => {
    const source = made.get(name) ?? selectFreshness(typesOf(name), all)
    made.set(name, source)
    return source
  }
}

function typesOf(name: ViewName): readonly string[] {
  if (name === 'overview') return [...new Set(counted.flatMap(typesOf))]
  const { primary, secondary }: ViewShape = shapes[name]
  return [...new Set([...primary, ...Object.keys(secondary)])]
}
