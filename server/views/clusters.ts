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
  states(): readonly ClusterState[]
  subscribe(listener: () => void): () => void
  acquire(name: string): { readonly lease: Lease<OpenCluster> } | { readonly problem: Problem }
  /** Asks the clusters that are not open how they are, until the returned function is called. */
  watchAll(): () => void
  close(): void
}

const lingerMs = 5 * 60_000

export function createClusters({ contexts, current }: Contexts, frame: Frame, nextId: () => string): Clusters {
  const open = createShared<OpenCluster>(lingerMs)
  const changes = createListeners()
  const probes = new Map<string, ReturnType<typeof openProbe>>()
  /** What the clusters that are not open said when they were last asked. */
  const heard = new Map<string, Problem | null>()
  let watchers = 0

  function stateOf(context: Context): ClusterState {
    const cluster = open.get(context.name)
    const problem = context.problem ?? (cluster === undefined ? heard.get(context.name) : cluster.problem())
    return {
      name: context.name,
      server: context.server,
      current: context.name === current,
      version: cluster?.version() ?? null,
      problem: problem ?? null,
      state: problem ? 'down' : cluster === undefined ? 'idle' : problem === null ? 'live' : 'connecting',
    }
  }

  function probe(context: Context) {
    if (context.problem !== null || probes.has(context.name)) return
    const opened = openProbe(context, (problem) => {
      heard.set(context.name, problem)
      changes.tell()
    })
    probes.set(context.name, opened)
  }

  return {
    states: () => contexts.map(stateOf),
    subscribe: changes.subscribe,
    acquire(name) {
      const context = contexts.find((it) => it.name === name)
      if (context === undefined) return { problem: unknownCluster(name, contexts) }
      if (context.problem !== null) return { problem: context.problem }
      return { lease: open.acquire(name, () => openCluster(context, frame, nextId, changes.tell)) }
    },
    watchAll() {
      watchers += 1
      for (const context of contexts) probe(context)
      let watching = true
      return () => {
        if (watching) watchers -= 1
        watching = false
        if (watchers > 0) return
        for (const probe of probes.values()) probe.close()
        probes.clear()
      }
    },
    close() {
      for (const probe of probes.values()) probe.close()
      open.close()
    },
  }
}

function unknownCluster(name: string, contexts: readonly Context[]): Problem {
  const known = contexts.map((context) => context.name).join(', ')
  const sentence =
    known === ''
      ? `There is no cluster "${name}": the kubeconfig has no context.`
      : `There is no cluster "${name}": the kubeconfig's contexts are ${known}.`
  return { code: 'unknown-cluster', sentence, detail: null }
}
