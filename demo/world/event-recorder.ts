import { type Clock, toTimestamp } from '@/demo/clock'
import type { ClusterEvent, ObjectReference } from '@/demo/store/core-objects'
import type { KubeObject } from '@/demo/store/objects'
import type { Store } from '@/demo/store/store'

const lifetime = 3_600_000

/** Something a component has to say about an object, in the words of the real one. */
export interface Occurrence {
  readonly type: 'Normal' | 'Warning'
  readonly reason: string
  readonly message: string
  /** `kubelet`, `default-scheduler`, `deployment-controller`, … */
  readonly component: string
  /** The node, where it is a kubelet that speaks. */
  readonly host?: string | undefined
  /** `spec.containers{web}`, where it is about one container. */
  readonly fieldPath?: string | undefined
}

/**
 * Writes Events: the same words about the same object are counted up, as client-go's correlator does. They are gone an hour
 * after they were last said, or sooner where there are very many: of `most`, the one that was silent longest goes.
 */
export interface EventRecorder {
  record(about: KubeObject, occurrence: Occurrence): void
}

const sweepInterval = 60_000

export function createEventRecorder(store: Store, clock: Clock, most = 20_000): EventRecorder {
  /** By object and words; the one that was said last is last. */
  const said = new Map<string, ClusterEvent>()
  let sequence = 0
  let sweeping = false

  const stored = ({ metadata }: ClusterEvent) => store.events.get(metadata.namespace, metadata.name)
  const forget = (key: string, event: ClusterEvent) => {
    said.delete(key)
    const known = stored(event)
    if (known !== undefined) store.events.remove(known)
  }
  const sweep = () => {
    sweeping = said.size > 0
    if (sweeping) clock.after(sweepInterval, sweep)
    for (const [key, event] of said) {
      if (Date.parse(event.lastTimestamp ?? '') + lifetime > clock.now()) return
      forget(key, event)
    }
  }
  const repeat = (event: ClusterEvent) =>
    store.events.update({ ...event, count: (event.count ?? 1) + 1, lastTimestamp: toTimestamp(clock.now()) })
  return {
    record(about, occurrence) {
      const key = [about.metadata.uid, ...Object.values(occurrence)].join('\n')
      const before = said.get(key)
      const known = before && stored(before)
      said.delete(key)
      const repeated = known && repeat(known)
      said.set(key, repeated ?? store.events.create(newEvent(about, occurrence, clock.now(), ++sequence)))
      const [oldest] = said
      if (said.size > most && oldest !== undefined) forget(...oldest)
      if (!sweeping) sweep()
    },
  }
}

function newEvent(about: KubeObject, occurrence: Occurrence, now: number, sequence: number): ClusterEvent {
  const { type, reason, message, component, host, fieldPath } = occurrence
  const at = toTimestamp(now)
  const { name, namespace = 'default', uid } = about.metadata
  const suffix = (BigInt(Math.floor(now)) * 1_000_000n + BigInt(sequence % 1_000_000)).toString(16)
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {
      name: `${name}.${suffix}`,
      namespace,
      uid: uidOf(uid, sequence),
      resourceVersion: '',
      creationTimestamp: at,
    },
    involvedObject: referenceTo(about, fieldPath),
    reason,
    message,
    type,
    source: { component, ...(host === undefined ? {} : { host }) },
    firstTimestamp: at,
    lastTimestamp: at,
    count: 1,
    eventTime: null,
    reportingComponent: component,
    reportingInstance: host ?? '',
  }
}

function referenceTo({ apiVersion, kind, metadata }: KubeObject, fieldPath: string | undefined): ObjectReference {
  const { name, namespace, uid, resourceVersion } = metadata
  return {
    kind,
    ...(namespace === undefined ? {} : { namespace }),
    name,
    // The kubelet names nodes by their name (k8s.io/kubernetes pkg/kubelet, nodeRef).
    uid: kind === 'Node' ? name : uid,
    apiVersion,
    ...(kind === 'Node' ? {} : { resourceVersion }),
    ...(fieldPath === undefined ? {} : { fieldPath }),
  }
}

const uidOf = (uid: string, sequence: number) =>
  `${uid.slice(0, 24)}${sequence.toString(16).padStart(12, '0').slice(-12)}`
