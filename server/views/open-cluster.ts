import type { FreshnessByType, Problem } from '@/lib/live/freshness'
import type { LogQuestion } from '@/lib/logs/log-question'
import type { ObjectAddress } from '@/lib/objects/object-address'
import type { ObjectMessage } from '@/lib/objects/object-message'
import type { ProblemRow } from '@/lib/views/problems'
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
import { type ObjectStream, openObjectStream } from '@/server/objects/object-stream'
import { createEventsView } from './events'
import { createLoggedPods } from './logged-pods'
import { createNamespacesView } from './namespaces'
import { createNodesView } from './nodes'
import { counted, openOverview } from './overview'
import { createPodsView } from './pods'
import { createProblemsView, type Readiness } from './problems'
import { withholdUntil } from './problems/freshness'
import { type ClusterStores, tables } from './tables'
import { createWatchedObject } from './watched-object'
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
  /** One object in full, and again whenever it has changed. */
  openObject(address: ObjectAddress, send: (message: ObjectMessage) => void): ObjectStream
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
  const problems = createProblemsView(cluster.stores, frame, readinessOf(all), changes.tell)
  const rows = createViews(cluster.stores, problems.view, frame)
  const freshness = freshnessByView(all, withholdUntil(problems.isWhole, all))
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
    openObject(address, send) {
      const object = createWatchedObject(cluster.stores, address, cluster.version)
      return openObjectStream(cluster.transport, object, send)
    },
    close() {
      loading.update({})
      problems.close()
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

/** Every view that is the same for all questions. */
type StandingView = Exclude<ViewName, 'overview'>

function createViews(stores: ClusterStores, problems: View<ProblemRow>, frame: Frame): Record<StandingView, View> {
  const pods = createPodsView(stores, frame)
  const workloads = createWorkloadsView(stores, pods, frame)
  const nodes = createNodesView(stores, frame)
  const namespaces = createNamespacesView(stores, workloads, pods, frame)
  const events = createEventsView(stores, frame)
  // A view's rows are read by column names that its own shape gives, so that any view may stand for `View<Row>`.
  const views: Record<StandingView, unknown> = { workloads, pods, nodes, namespaces, events, problems }
  return views as Record<StandingView, View>
}

const fullNames = {
  services: 'services',
  pods: 'pods',
  deployments: 'deployments.apps',
  statefulsets: 'statefulsets.apps',
}

/** Problems are told of a whole picture only; a type that can't be read is not waited for. */
function readinessOf({ read, subscribe }: FreshnessSource): Readiness {
  const types = typesOf('problems')
  return {
    complete: () => types.every((type) => (read()[type]?.state ?? 'syncing') !== 'syncing'),
    knows: (resource) => ['live', 'stale'].includes(read()[fullNames[resource]]?.state ?? ''),
    subscribe,
  }
}

function freshnessByView(all: FreshnessSource, ofProblems: FreshnessSource): (name: ViewName) => FreshnessSource {
  const made = new Map<ViewName, FreshnessSource>()
  return (name) => {
    const source = made.get(name) ?? selectFreshness(typesOf(name), name === 'problems' ? ofProblems : all)
    made.set(name, source)
    return source
  }
}

function typesOf(name: ViewName): readonly string[] {
  if (name === 'overview') return [...new Set(counted.flatMap(typesOf))]
  const { primary, secondary }: ViewShape = shapes[name]
  return [...new Set([...primary, ...Object.keys(secondary)])]
}
