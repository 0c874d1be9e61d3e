import type { Fields, ObjectOf } from '@/lib/kube/fields'
import { type Kind, resourceName } from '@/lib/kube/kind'
import type { Freshness, Problem } from '@/lib/live/freshness'
import { followType } from './followed-type'
import type { Gate } from './gate'
import type { Reach } from './reach'
import type { Reflector } from './reflector'
import { createSource } from './source'
import { createStore, type Indexes, type Store, type Stored } from './store'
import type { Transport } from './transport'

/** What all types of one cluster are read through. */
export interface Ways {
  readonly transport: Transport
  readonly reach: Reach
  readonly gate: Gate
}

export interface OpenTable<T extends Stored> {
  readonly kind: Kind
  readonly store: Store<T>
  freshness(): Freshness
  exists(does: boolean): void
  suspect(problem: Problem): void
  resume(): void
  close(): void
}

/** One type: waits until discovery has found it, then is followed. */
export function openTable<F extends Fields>(
  { transport, reach, gate }: Ways,
  kind: Kind<F>,
  indexes: Indexes<ObjectOf<F> & Stored>,
  onChange: () => void,
): OpenTable<ObjectOf<F> & Stored> {
  const { store, writer } = createStore(indexes)
  const sourceOf = (namespace?: string) => createSource(transport, kind, namespace)
  let followed: Reflector | undefined
  let waiting: Freshness = { state: 'syncing', since: Date.now(), loaded: 0, expected: null }

  function wait(freshness: Freshness) {
    waiting = freshness
    onChange()
  }

  return {
    kind,
    store,
    freshness: () => followed?.freshness() ?? waiting,
    exists(does) {
      if (does) followed ??= followType({ kind, store, writer, sourceOf, reach, gate }, onChange)
      else if (followed === undefined && waiting.state !== 'absent') wait(absent(kind))
    },
    suspect(problem) {
      if (followed !== undefined) followed.suspect(problem)
      else wait({ state: 'broken', since: Date.now(), problem })
    },
    resume: () => followed?.resume(),
    close: () => followed?.close(),
  }
}

function absent(kind: Kind): Freshness {
  const sentence = `This cluster has no ${resourceName(kind)} (${kind.version}): install what brings this API to see them here.`
  return { state: 'absent', since: Date.now(), problem: { code: 'absent', sentence, detail: null } }
}
