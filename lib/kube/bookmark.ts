import { map, message, type ObjectOf, unique } from './fields'
import type { WatchEvent } from './reading'

const initialEventsEnd = 'k8s.io/initial-events-end'

/** Of the object in a BOOKMARK only its metadata says anything (numbers: ObjectMeta). */
export const bookmarkFields = {
  metadata: message(1, { resourceVersion: unique(6), annotations: map(12, [initialEventsEnd]) }),
}

export function bookmarkOf({ metadata }: ObjectOf<typeof bookmarkFields>): WatchEvent<never> {
  return {
    type: 'BOOKMARK',
    resourceVersion: metadata?.resourceVersion ?? '',
    initialEventsEnd: metadata?.annotations[initialEventsEnd] === 'true',
  }
}
