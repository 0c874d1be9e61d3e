import type { Problem } from '@/lib/live/freshness'
import type { ClusterState } from '@/lib/live/message'
import { openProbe } from '@/server/kube/cluster'
import type { Context, Contexts } from '@/server/kube/contexts'
import type { Frame } from '@/server/live/frame'
import { createListeners } from '@/server/live/listeners'
import { createShared, type Lease } from '@/server/live/shared'
import { type OpenCluster, openCluster } from './open-cluster'

/** Every context is a cluster: opened when someone first looks at it, closed when nobody has for a while. */
export interface Clusters {
  /** Those that `isTheirs` tells to be somebody's business; all without it. */
  states(isTheirs?: (name: string) => boolean): readonly ClusterState[]
  subscribe(listener: () => void): () => void
  /** What is not theirs is not there for them. */
  acquire(
    name: string,
    isTheirs?: (name: string) => boolean,
  ): { readonly lease: Lease<OpenCluster> } | { readonly problem: Problem }
  /** Asks the clusters that are not open how they are, until the returned function is called. */
  watchAll(): () => void
  close(): void
}

const lingerMs = 5 * 60_000

export interface ClustersOptions {
  readonly frame: Frame
  readonly nextId: () => string
  /** Contexts of the identity that may impersonate viewers, by the names of those that it serves. */
  readonly deputies?: readonly Context[]
  /** Called at most once a frame and cluster, when somebody's rights there may be other than before. */
  readonly onRights?: () => void
  /** See OpenClusterOptions. */
  readonly namespaces?: readonly string[]
}

export function createClusters({ contexts, current }: Contexts, options: ClustersOptions): Clusters {
  const { frame, nextId, deputies = [], onRights = () => undefined, namespaces = [] } = options
  const open = createShared<OpenCluster>(lingerMs)
  const changes = createListeners()
  const probes = createProbes(contexts, changes.tell)

  function stateOf(context: Context): ClusterState {
    const cluster = open.get(context.name)
    const problem = context.problem ?? (cluster === undefined ? probes.heardOf(context.name) : cluster.problem())
    return {
      name: context.name,
      server: context.server,
      current: context.name === current,
      version: cluster?.version() ?? null,
      problem: problem ?? null,
      notice: cluster?.rights.notice() ?? null,
      state: problem ? 'down' : cluster === undefined ? 'idle' : problem === null ? 'live' : 'connecting',
    }
  }

  return {
    states: (isTheirs = () => true) => contexts.filter(({ name }) => isTheirs(name)).map(stateOf),
    subscribe: changes.subscribe,
    acquire(name, isTheirs = () => true) {
      const theirs = contexts.filter((it) => isTheirs(it.name))
      const context = theirs.find((it) => it.name === name)
      if (context === undefined) return { problem: unknownCluster(name, theirs) }
      if (context.problem !== null) return { problem: context.problem }
      const deputy = deputies.find((it) => it.name === name)
      const opening = { context, deputy, namespaces, frame, nextId, onChange: changes.tell, onRights }
      return { lease: open.acquire(name, () => openCluster(opening)) }
    },
    watchAll: probes.watch,
    close() {
      probes.close()
      open.close()
    },
  }
}

/** Asks clusters how they are, as long as somebody wants to know. */
function createProbes(contexts: readonly Context[], onChange: () => void) {
  const probes = new Map<string, ReturnType<typeof openProbe>>()
  /** What the clusters that are not open said when they were last asked. */
  const heard = new Map<string, Problem | null>()
  let watchers = 0

  function probe(context: Context) {
    if (context.problem !== null || probes.has(context.name)) return
    const opened = openProbe(context, (problem) => {
      heard.set(context.name, problem)
      onChange()
    })
    probes.set(context.name, opened)
  }
  function close() {
    for (const probe of probes.values()) probe.close()
    probes.clear()
  }

  return {
    heardOf: (name: string) => heard.get(name),
    watch() {
      watchers += 1
      for (const context of contexts) probe(context)
      let watching = true
      return () => {
        if (watching) watchers -= 1
        watching = false
        if (watchers === 0) close()
      }
    },
    close,
  }
}

function unknownCluster(name: string, contexts: readonly Context[]): Problem {
  const known = contexts.map((context) => context.name).join(', ')
  const sentence =
    known === ''
      ? `There is no cluster "${name}", nor any other here.`
      : `There is no cluster "${name}": the kubeconfig's contexts are ${known}.`
  return { code: 'unknown-cluster', sentence, detail: null }
}
