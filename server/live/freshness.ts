import type { Coverage, Freshness, FreshnessByType } from '@/lib/live/freshness'
import { givesAny, type Scope, type Sight } from '@/lib/views/sight'
import type { FreshnessSource } from './selection'

/** The part of a cluster's freshness that concerns some types; the same object as long as none of them changed. */
export function selectFreshness(types: readonly string[], all: FreshnessSource): FreshnessSource {
  let told: FreshnessByType = {}
  return {
    read() {
      const now = all.read()
      const entries = types.flatMap((type) => (now[type] === undefined ? [] : [[type, now[type]] as const]))
      if (entries.length !== Object.keys(told).length || entries.some(([type, freshness]) => told[type] !== freshness))
        told = Object.fromEntries(entries)
      return told
    },
    subscribe: all.subscribe,
  }
}

/**
 * Freshness as a viewer may know it. A type of which they may list nothing is `forbidden` to them, whatever it is to
 * others; how many objects of a type there are is told only to who may list them all.
 */
export function narrowFreshness(source: FreshnessSource, sight: Sight): FreshnessSource {
  const since = Date.now()
  const refusals = new Map<string, Freshness>()
  let read: FreshnessByType | undefined
  let told: FreshnessByType = {}

  function refusal(type: string): Freshness {
    const known = refusals.get(type) ?? forbidden(type, since)
    refusals.set(type, known)
    return known
  }
  function narrow(type: string, freshness: Freshness): Freshness {
    const scope = sight.scopeOf(type)
    if (scope === 'all') return freshness
    if (!sight.known) return { state: 'syncing', since, loaded: 0, expected: null }
    if (!givesAny(type, scope)) return refusal(type)
    const seen = { ...freshness, coverage: coverageFor(scope, freshness.coverage) }
    return seen.state === 'syncing' ? { ...seen, loaded: 0, expected: null } : seen
  }

  return {
    read() {
      const now = source.read()
      if (now === read) return told
      read = now
      told = Object.fromEntries(Object.entries(now).map(([type, one]) => [type, narrow(type, one)]))
      return told
    },
    subscribe: source.subscribe,
  }
}

const sorted = new WeakMap<ReadonlySet<string>, readonly string[]>()

/** Of the namespaces that are read those which the viewer may see. */
function coverageFor(scope: Exclude<Scope, 'all'>, read: Coverage | undefined): Coverage {
  const names = sorted.get(scope) ?? [...scope].sort()
  sorted.set(scope, names)
  const namespaces = read === undefined ? names : names.filter((name) => read.namespaces.includes(name))
  return { namespaces, refused: [], omitted: 0 }
}

/** Said to all who see as much, so it names nobody; its code tells it from what the cluster refuses us; `detail` is how the API server says which right it is. */
function forbidden(type: string, since: number): Freshness {
  const [resource = '', ...group] = type.split('.')
  const sentence = `You may not list ${type}: ask an administrator of the cluster for the right to list them.`
  const detail = `cannot list resource "${resource}" in API group "${group.join('.')}"`
  return { state: 'forbidden', since, problem: { code: 'not-permitted', sentence, detail } }
}

/** Resolves once every type has said something final, however long that takes, or after `ms`. */
export function settled(freshness: FreshnessSource, ms: number): Promise<void> {
  const waiting = () => Object.values(freshness.read()).some(({ state }) => state === 'syncing')
  if (!waiting()) return Promise.resolve()
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer)
      unsubscribe()
      resolve()
    }
    const timer = setTimeout(finish, ms)
    const unsubscribe = freshness.subscribe(() => {
      if (!waiting()) finish()
    })
  })
}
