import type { FreshnessByType } from '@/lib/live/freshness'
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
