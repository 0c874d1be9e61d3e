import type { Fields, ObjectOf } from '@/lib/kube/fields'
import { type Kind, resourceName } from '@/lib/kube/kind'
import type { Freshness, FreshnessByType, Problem } from '@/lib/live/freshness'
import type { Context } from './contexts'
import { type Discovery, discover } from './discovery'
import { openHeartbeat } from './heartbeat'
import { openReflector, type Reflector } from './reflector'
import { createSource } from './source'
import { KubeError } from './status-error'
import { createStore, type Indexes, type Store, type Stored, type StoreWriter } from './store'
import { createTransport, type Transport } from './transport'

/** A kind that is held in memory, ready to be read from any cluster. */
export interface Table<T extends Stored> {
  readonly kind: Kind
  open(transport: Transport, onChange: () => void): OpenTable<T>
  /** An empty store with the table's indexes, that nothing follows. */
  createStore(): { readonly store: Store<T>; readonly writer: StoreWriter<T> }
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

/** Reads all types of `tables` from a cluster for as long as it is open. `onChange` follows freshness and problem. */
export function openCluster<T extends Tables>(context: Context, tables: T, onChange: () => void): Cluster<T> {
  const transport = createTransport(context)
  const types = Object.entries(tables).map(([name, table]) => ({ name, ...table.open(transport, changed) }))
  let told: FreshnessByType | undefined
  let discovery: Discovery | undefined
  let timer: NodeJS.Timeout | undefined
  let closed = false

  function changed() {
    told = undefined
    onChange()
  }

  async function look() {
    clearTimeout(timer)
    try {
      discovery = await discover(transport)
    } catch (error) {
      if (!(error instanceof KubeError)) throw error
      for (const type of types) type.suspect(error.problem)
    }
    if (closed) return
    if (discovery !== undefined) for (const type of types) type.exists(discovery.has(type.kind))
    timer = setTimeout(() => void look(), rediscoverMs)
  }

  const heartbeat = openHeartbeat(
    (signal) => askReady(transport, signal),
    (problem) => {
      if (problem === null) void look()
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
    version: () => discovery?.version ?? null,
    close() {
      closed = true
      clearTimeout(timer)
      heartbeat.close()
      for (const type of types) type.close()
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

/** `indexes` are the ways in which other objects find those of this kind. */
export function table<F extends Fields>(
  kind: Kind<F>,
  indexes: Indexes<ObjectOf<F> & Stored>,
): Table<ObjectOf<F> & Stored> {
  return {
    kind,
    open: (transport, onChange) => openTable(transport, kind, indexes, onChange),
    createStore: () => createStore(indexes),
  }
}

interface OpenTable<T extends Stored> {
  readonly kind: Kind
  readonly store: Store<T>
  freshness(): Freshness
  exists(does: boolean): void
  suspect(problem: Problem): void
  resume(): void
  close(): void
}

/** One type: waits until discovery has found it, then is followed. */
function openTable<F extends Fields>(
  transport: Transport,
  kind: Kind<F>,
  indexes: Indexes<ObjectOf<F> & Stored>,
  onChange: () => void,
): OpenTable<ObjectOf<F> & Stored> {
  const { store, writer } = createStore(indexes)
  let reflector: Reflector | undefined
  let waiting: Freshness = { state: 'syncing', since: Date.now(), loaded: 0, expected: null }

  function wait(freshness: Freshness) {
    waiting = freshness
    onChange()
  }

  return {
    kind,
    store,
    freshness: () => reflector?.freshness() ?? waiting,
    exists(does) {
      if (does) reflector ??= openReflector(createSource(transport, kind), writer, onChange)
      else if (reflector === undefined && waiting.state !== 'absent') wait(absent(kind))
    },
    suspect(problem) {
      if (reflector !== undefined) reflector.suspect(problem)
      else wait({ state: 'broken', since: Date.now(), problem })
    },
    resume: () => reflector?.resume(),
    close: () => reflector?.close(),
  }
}

function absent(kind: Kind): Freshness {
  const sentence = `This cluster has no ${resourceName(kind)} (${kind.version}): install what brings this API to see them here.`
  return { state: 'absent', since: Date.now(), problem: { code: 'absent', sentence, detail: null } }
}
