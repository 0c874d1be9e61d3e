import type { Collection } from '@/demo/store/collection'
import type { ClusterEvent } from '@/demo/store/core-objects'
import type { KubeObject } from '@/demo/store/objects'
import { type ResourceType, types } from '@/demo/store/types'
import type { Change } from '@/demo/store/window'

export const eventsGroup = 'events.k8s.io'
export const eventsType: ResourceType = { ...types.events, group: eventsGroup }

type Names = Readonly<Record<string, string>>

/** Core's names for the fields of events.k8s.io/v1; the others are the same in both. */
const coreNames: Names = {
  regarding: 'involvedObject',
  note: 'message',
  reportingController: 'reportingComponent',
  deprecatedSource: 'source',
  deprecatedFirstTimestamp: 'firstTimestamp',
  deprecatedLastTimestamp: 'lastTimestamp',
  deprecatedCount: 'count',
}
const newNames: Names = Object.fromEntries(Object.entries(coreNames).map(([name, core]) => [core, name]))

const rename = (names: Names, object: object) =>
  Object.fromEntries(Object.entries(object).map(([field, value]) => [names[field] ?? field, value]))

const converted = new WeakMap<KubeObject, KubeObject>()

/** One of core's events as events.k8s.io/v1 has it. */
export function toNewEvent(event: KubeObject): KubeObject {
  const known = converted.get(event)
  if (known !== undefined) return known
  const result = {
    ...rename(newNames, event),
    apiVersion: `${eventsGroup}/v1`,
    kind: 'Event',
    metadata: event.metadata,
  }
  converted.set(event, result)
  return result
}

/** One of events.k8s.io/v1 as core stores it. */
export function toCoreEvent(event: KubeObject): ClusterEvent {
  // The fields of an Event of the new group are those of a ClusterEvent under other names.
  return { ...rename(coreNames, event), apiVersion: 'v1', kind: 'Event', metadata: event.metadata } as ClusterEvent
}

const toNewChange = ({ object, previous, ...rest }: Change): Change => ({
  ...rest,
  object: toNewEvent(object),
  previous: previous && toNewEvent(previous),
})

/** The stored events as a collection of events.k8s.io/v1: read and written in that shape, stored in core's. */
export function eventsView(events: Collection<ClusterEvent>): Collection<KubeObject> {
  return {
    ...events,
    type: eventsType,
    get size() {
      return events.size
    },
    get(namespace, name) {
      const event = events.get(namespace, name)
      return event && toNewEvent(event)
    },
    *values() {
      for (const event of events.values()) yield toNewEvent(event)
    },
    ownedBy: (uid) => events.ownedBy(uid).map(toNewEvent),
    create: (object) => toNewEvent(events.create(toCoreEvent(object))),
    update(object) {
      const event = events.update(toCoreEvent(object))
      return event && toNewEvent(event)
    },
    remove: (object) => events.remove(toCoreEvent(object)),
    listen: (listener) => events.listen((change) => listener(toNewChange(change))),
    since: (version) => events.since(version).map(toNewChange),
    at: (version) => events.at(version).map(toNewEvent),
  }
}
