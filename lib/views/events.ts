import { eventContainer, eventTimes } from '@/lib/health/events'
import { shorten } from '@/lib/health/words'
import type { Event } from '@/lib/kube/kinds/event'
import type { Owner } from './pods'
import type { Row, ViewShape } from './view'

/** An Event's line: times and count as kubectl prints them. */
export interface EventRow extends Row {
  readonly namespace: string
  /** Normal or Warning. */
  readonly type: string
  readonly reason: string
  readonly message: string
  /** What it is about: `Pod/web-1`. */
  readonly object: string
  /** The workload that this belongs to: `Deployment/web`; the object itself where nothing owns it. */
  readonly owner: string
  /** The UID of what it is about: a namesake made anew does not inherit events. */
  readonly about: string
  readonly container: string | null
  readonly source: string
  readonly count: number
  readonly firstAt: number
  readonly lastAt: number
}

/** Only of these kinds is an owner looked up. */
function isAbout(...kinds: readonly string[]): (row: EventRow) => boolean {
  return ({ object }) => kinds.some((kind) => object.startsWith(`${kind}/`))
}

export const eventsShape: ViewShape<EventRow> = {
  name: 'events',
  namespaceColumn: 'namespace',
  columns: [
    'namespace',
    'type',
    'reason',
    'message',
    'object',
    'owner',
    'about',
    'container',
    'source',
    'count',
    'firstAt',
    'lastAt',
  ],
  facets: ['type', 'reason', 'object', 'owner'],
  searched: ['namespace', 'reason', 'message', 'object'],
  orders: { type: ['Warning', 'Normal'] },
  defaultSort: { column: 'lastAt', descending: true },
  primary: ['events'],
  secondary: [
    { resource: 'pods', columns: ['owner'], of: isAbout('Pod') },
    { resource: 'replicasets.apps', columns: ['owner'], of: isAbout('Pod', 'ReplicaSet') },
    { resource: 'jobs.batch', columns: ['owner'], of: isAbout('Pod', 'Job') },
  ],
}

/** `owner` is the top of the owner chain of what the event is about, as far as it is known. */
export function projectEvent(event: Event, owner: Owner | null): EventRow {
  const { metadata, involvedObject, type, reason, message, source, reportingComponent } = event
  const { first, last, count } = eventTimes(event)
  const object = `${involvedObject?.kind ?? ''}/${involvedObject?.name ?? ''}`
  return {
    key: metadata?.uid ?? '',
    namespace: metadata?.namespace ?? '',
    type,
    reason,
    message: shorten(message) ?? '',
    object,
    owner: owner === null ? object : `${owner.kind}/${owner.name}`,
    about: involvedObject?.uid ?? '',
    container: eventContainer(event) ?? null,
    source: source?.component || reportingComponent,
    count,
    firstAt: first,
    lastAt: last,
  }
}
