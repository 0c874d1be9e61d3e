import type { EventRow } from '@/lib/views/events'

/** Events of one type and reason, as one. */
export interface EventFold {
  readonly key: string
  readonly warning: boolean
  readonly reason: string
  /** How often, over all of them. */
  readonly count: number
  readonly firstAt: number
  readonly lastAt: number
  /** The newest first. */
  readonly events: readonly EventRow[]
}

/** Folds events by type and reason, the one that happened last first. With `about` only those of that very object count. */
export function foldEvents(rows: readonly EventRow[], about?: string): readonly EventFold[] {
  const own = about === undefined ? rows : rows.filter((row) => row.about === about)
  return [...Map.groupBy(own, ({ type, reason }) => `${type} ${reason}`)]
    .map(([key, events]) => foldOf(key, events))
    .sort((a, b) => b.lastAt - a.lastAt || a.key.localeCompare(b.key, 'en'))
}

function foldOf(key: string, those: readonly EventRow[]): EventFold {
  const events = those.toSorted((a, b) => b.lastAt - a.lastAt || a.key.localeCompare(b.key, 'en'))
  const firsts = events.map(({ firstAt }) => firstAt).filter((at) => at > 0)
  return {
    key,
    warning: events[0]?.type === 'Warning',
    reason: events[0]?.reason ?? '',
    count: events.reduce((sum, event) => sum + Math.max(1, event.count), 0),
    firstAt: firsts.length === 0 ? 0 : Math.min(...firsts),
    lastAt: events[0]?.lastAt ?? 0,
    events,
  }
}
