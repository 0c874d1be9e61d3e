import type { Event } from '@/lib/kube/kinds/event'
import type { Evidence } from './finding'
import type { Reference } from './reference'
import { shorten } from './words'

/** First and last instant and count as kubectl prints them (printEvent, pkg/printers/internalversion, v1.36). */
export function eventTimes(event: Event): { readonly first: number; readonly last: number; readonly count: number } {
  const { firstTimestamp, lastTimestamp, eventTime, series, metadata } = event
  const first = firstTimestamp ?? eventTime ?? metadata?.creationTimestamp ?? 0
  return {
    first,
    last: series === undefined ? (lastTimestamp ?? first) : (series.lastObservedTime ?? first),
    count: series === undefined ? Math.max(1, event.count) : series.count,
  }
}

/** Of the events that match the one seen last; of equally late ones the first by name, so that their order says nothing. */
export function latestEvent(events: readonly Event[], matches: (event: Event) => boolean): Event | undefined {
  let latest: Event | undefined
  let at = Number.NEGATIVE_INFINITY
  for (const event of events) {
    if (!matches(event)) continue
    const { last } = eventTimes(event)
    if (last < at || (last === at && (event.metadata?.name ?? '') > (latest?.metadata?.name ?? ''))) continue
    latest = event
    at = last
  }
  return latest
}

/** Which container an event is about: its field path is `spec.containers{main}`. */
export function eventContainer({ involvedObject }: Event): string | undefined {
  return /\{([^}]+)\}$/.exec(involvedObject?.fieldPath ?? '')?.[1]
}

export function eventEvidence(object: Reference, event: Event): Evidence {
  const { last, count } = eventTimes(event)
  const field = count > 1 ? `${event.reason}, ${count} times` : event.reason
  return { source: 'event', object, field, words: shorten(event.message) ?? '', at: last }
}
