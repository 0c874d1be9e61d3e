import { int, message, text, time, unique } from '@/lib/kube/fields'
import type { Kind, KubeObject } from '@/lib/kube/kind'
import { metadata } from './metadata'

// Numbers: k8s.io/api v0.36 core/v1/generated.proto. The same objects as those of events.k8s.io.
const reference = { kind: text(1), namespace: text(2), name: text(3), uid: unique(4) }

export const event = {
  group: '',
  version: 'v1',
  kind: 'Event',
  resource: 'events',
  namespaced: true,
  fields: {
    metadata,
    /** `fieldPath` names the container: `spec.containers{main}`. The UID of a node may be its name (kubelet). */
    involvedObject: message(2, { ...reference, fieldPath: text(7) }),
    reason: text(3),
    message: text(4),
    source: message(5, { component: text(1), host: text(2) }),
    /** Absent, like `lastTimestamp` and `count`, in events of the new recorder (the scheduler's). */
    firstTimestamp: time(6),
    lastTimestamp: time(7),
    count: int(8),
    type: text(9),
    eventTime: time(10),
    series: message(11, { count: int(1), lastObservedTime: time(2) }),
    action: text(12),
    related: message(13, reference),
    reportingComponent: text(14),
  },
} as const satisfies Kind

export type Event = KubeObject<typeof event>
