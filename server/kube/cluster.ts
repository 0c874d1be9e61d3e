import type { Fields, ObjectOf } from '@/lib/kube/fields'
import { type Kind, resourceName } from '@/lib/kube/kind'
import type { FreshnessByType, Problem } from '@/lib/live/freshness'
import type { Context } from './contexts'
import { type Discovery, discover } from './discovery'
import { createGate } from './gate'
import { openHeartbeat } from './heartbeat'
import { type OpenTable, openTable, type Ways } from './open-table'
import { openReach, type ReachQuestions } from './reach'
import { reviewRules } from './rules-review'
import { createSource } from './source'
import { KubeError } from './status-error'
import { createStore, type Indexes, type Store, type Stored, type StoreWriter } from './store'
import { createTransport, type Transport } from './transport'

/** A kind that is held in memory, ready to be read from any cluster. */
export interface Table<T extends Stored> {
  readonly kind: Kind
  open(ways: Ways, onChange: () => void): OpenTable<T>
  /** An empty store with the table's indexes, that nothing follows. */
  createStore(): { readonly store: Store<T>; readonly writer: StoreWriter<T> }
}

export interface ClusterOptions {
  /** Namespaces to read from where a type may not be read in all of them, besides the context's own. */
  readonly namespaces?: readonly string[]
}

export type Tables = Readonly<Record<string, Table<Stored>>>
export type Stores<T extends Tables> = {
  readonly [N in keyof T]: T[N] extends Table<infer O> ? Store<O> : never
}

export interface Cluster<T extends Tables = Tables> {
  readonly transport: Transport
  readonly stores: Stores<T>
  /** How far each type can be trusted, by `resource.group`; the same object until something changes. */
  freshness(): FreshnessByType
  /** Why the API server can't be reached; null while it answers, undefined until it did or did not. */
  problem(): Problem | null | undefined
  version(): string | null
  close(): void
}

/** Between two questions to a cluster that nobody looks at. */
const probeRest = { well: 30_000, away: 30_000 }
/** How often a type that the cluster has not is looked for again. */
const rediscoverMs = 30_000
/** How many lists and opening watches of single namespaces are under way at a time. */
const partsAtATime = 12

/** Reads all types of `tables` from a cluster for as long as it is open. `onChange` follows freshness and problem. */
export function openCluster<T extends Tables>(
  context: Context,
  tables: T,
  onChange: () => void,
  { namespaces = [] }: ClusterOptions = {},
): Cluster<T> {
  const transport = createTransport(context)
  const named = [...new Set([...namespaces, context.namespace])].filter((name) => name !== '')
  const reach = openReach(
    named,
    questionsTo(transport, () => ofNamespaces),
  )
  const ways: Ways = { transport, reach, gate: createGate(partsAtATime) }
  const types = Object.entries(tables).map(([name, table]) => ({ name, ...table.open(ways, changed) }))
  const ofNamespaces = types.find(({ kind }) => resourceName(kind) === 'namespaces')
  ofNamespaces?.store.subscribe((before, after) => {
    if (before === undefined || after === undefined) reach.wake()
  })
  let told: FreshnessByType | undefined

  function changed() {
    told = undefined
    onChange()
  }

  const discovery = openDiscovery(transport, types)
  const heartbeat = openHeartbeat(
    (signal) => askReady(transport, signal),
    (problem) => {
      if (problem === null) void discovery.look()
      for (const type of types) {
        if (problem === null) type.resume()
        else type.suspect(problem)
      }
      changed()
    },
  )

  return {
    transport,
    // One store per name of `tables`, made above from the table of that name.
    stores: Object.fromEntries(types.map(({ name, store }) => [name, store])) as Stores<T>,
    freshness() {
      told ??= Object.fromEntries(types.map((type) => [resourceName(type.kind), type.freshness()]))
      return told
    },
    problem: heartbeat.problem,
    version: discovery.version,
    close() {
      discovery.close()
      heartbeat.close()
      for (const type of types) type.close()
      reach.close()
      transport.close()
    },
  }
}

/** Asks a cluster that nobody looks at, now and then, whether it answers. */
export function openProbe(context: Context, onChange: (problem: Problem | null) => void): { close(): void } {
  const transport = createTransport(context)
  const heartbeat = openHeartbeat((signal) => askReady(transport, signal), onChange, probeRest)
  return {
    close() {
      heartbeat.close()
      transport.close()
    },
  }
}

/** Whatever an API server says that is not a failure of its own means that it is there. */
async function askReady(transport: Transport, signal: AbortSignal): Promise<void> {
  try {
    await transport.read(['readyz'], signal)
  } catch (error) {
    const there = error instanceof KubeError && ['forbidden', 'absent', 'throttled'].includes(error.kind)
    if (!there) throw error
  }
}

/** Tells the types whether the cluster has them, when it is asked to look and then again and again. */
function openDiscovery(transport: Transport, types: readonly Pick<OpenTable<Stored>, 'kind' | 'exists' | 'suspect'>[]) {
  let found: Discovery | undefined
  let timer: NodeJS.Timeout | undefined
  let closed = false

  async function look() {
    clearTimeout(timer)
    try {
      found = await discover(transport)
    } catch (error) {
      if (!(error instanceof KubeError)) throw error
      for (const type of types) type.suspect(error.problem)
    }
    if (closed) return
    if (found !== undefined) for (const type of types) type.exists(found.has(type.kind))
    timer = setTimeout(() => void look(), rediscoverMs)
  }

  return {
    look,
    version: () => found?.version ?? null,
    close() {
      closed = true
      clearTimeout(timer)
    },
  }
}

function questionsTo(transport: Transport, ofNamespaces: () => OpenTable<Stored> | undefined): ReachQuestions {
  return {
    found() {
      const namespaces = ofNamespaces()
      if (namespaces?.freshness().state === 'syncing') return undefined
      return [...(namespaces?.store.objects.values() ?? [])].flatMap(({ metadata }) => metadata?.name ?? [])
    },
    review: (namespace, signal) => reviewRules(transport, namespace, signal),
    async answers(kind, namespace, signal) {
      try {
        await createSource(transport, kind, namespace).version(signal)
        return true
      } catch (error) {
        if (error instanceof KubeError && ['forbidden', 'absent'].includes(error.kind)) return false
        throw error
      }
    },
  }
}

/** `indexes` are the ways in which other objects find those of this kind. */
export function table<F extends Fields>(
  kind: Kind<F>,
  indexes: Indexes<ObjectOf<F> & Stored>,
): Table<ObjectOf<F> & Stored> {
  return {
    kind,
    open: (ways, onChange) => openTable(ways, kind, indexes, onChange),
    createStore: () => createStore(indexes),
  }
}
