import type { Freshness, FreshnessByType } from '@/lib/live/freshness'
import type { FreshnessSource } from '@/server/live/selection'

/** As long as not everything was looked at, what has been read still counts as being read: no line is no news yet. */
export function withholdUntil(isWhole: () => boolean, all: FreshnessSource): FreshnessSource {
  let read: FreshnessByType | undefined
  let withheld: FreshnessByType = {}
  return {
    read() {
      const now = all.read()
      if (isWhole()) return now
      if (now !== read) withheld = Object.fromEntries(Object.entries(now).map(([type, one]) => [type, unread(one)]))
      read = now
      return withheld
    },
    subscribe: all.subscribe,
  }
}

function unread(freshness: Freshness): Freshness {
  if (freshness.state !== 'live') return freshness
  return { state: 'syncing', since: freshness.since, loaded: 0, expected: null }
}
