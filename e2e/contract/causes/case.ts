import type { TargetName } from '@/e2e/target/running'
import type { Place } from './place'

/** One cause of the catalogue as somebody brings a cluster to it, and the line that must tell it. */
export interface Case {
  readonly cause: string
  /** `Kind/name` of the line's subject; by default `Pod/` and the cause: objects are called after their cause. */
  readonly subject?: (place: Place) => string
  /** Writes what a person, a kubelet or a controller would write; ends when the API server shows the failing state. */
  readonly make: (place: Place) => Promise<unknown>
  /** Only there: the other cluster refuses such objects, or its controllers write over them. */
  readonly only?: TargetName
  /** Counts only after minutes: made while the demo's clock is an hour behind. Such a case is the demo's alone. */
  readonly old?: true
  /** In a namespace of its own, as it changes what may be made there. */
  readonly apart?: true
}

export const minutesAgo = (minutes: number): string =>
  new Date(Date.now() - minutes * 60_000).toISOString().replace(/\.\d+Z/, 'Z')

export const hourAgo = (): string => minutesAgo(60)

export const condition = (type: string, status: string, more: object = {}) => ({
  type,
  status,
  lastTransitionTime: hourAgo(),
  ...more,
})

export const unready = () =>
  condition('Ready', 'False', {
    reason: 'ContainersNotReady',
    message: 'containers with unready status: [main]',
  })

const image = 'registry.example/still:1'

interface StillOptions {
  readonly labels?: Readonly<Record<string, string>>
  readonly finalizers?: readonly string[]
  readonly spec?: object
  readonly container?: object
}

/** The spec of a pod that nothing schedules or runs. */
export const stillSpec = (container: object = {}) => ({
  schedulerName: 'none',
  automountServiceAccountToken: false,
  containers: [{ name: 'main', image, ...container }],
})

const annotations = { 'sim.quarterdeck.dev/startup': 'external', 'sim.quarterdeck.dev/static': 'true' }

export const stillPod = (name: string, { labels, finalizers, spec, container }: StillOptions = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, annotations, ...(labels && { labels }), ...(finalizers && { finalizers }) },
  spec: { ...stillSpec(container), ...spec },
})

/** A workload of still pods with the label `app`. */
export const workload = (kind: 'Deployment' | 'StatefulSet', name: string, replicas: number, spec: object = {}) => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name },
  spec: {
    replicas,
    ...(kind === 'StatefulSet' && { serviceName: name }),
    selector: { matchLabels: { app: name } },
    template: templateOf(name),
    ...spec,
  },
})

export const templateOf = (name: string, container: object = {}) => ({
  metadata: { labels: { app: name }, annotations },
  spec: stillSpec(container),
})

/** A container status as its kubelet writes it. */
export const container = (more: object = {}) => ({
  name: 'main',
  image,
  imageID: '',
  ready: false,
  started: true,
  restartCount: 0,
  state: { running: { startedAt: minutesAgo(120) } },
  lastState: {},
  ...more,
})

export const ready = () => ({
  phase: 'Running',
  startTime: minutesAgo(120),
  conditions: [condition('PodScheduled', 'True'), condition('Initialized', 'True'), condition('Ready', 'True')],
  containerStatuses: [container({ ready: true, imageID: 'registry.example/still@sha256:1' })],
})

/** Runs, and is not ready since an hour. */
export const running = (more: object = {}, conditions: readonly object[] = [unready()]) => ({
  phase: 'Running',
  startTime: minutesAgo(120),
  conditions: [condition('PodScheduled', 'True'), condition('Initialized', 'True'), ...conditions],
  containerStatuses: [container(more)],
})

/** The container waits and never ran. */
export const waits = (reason: string, message = '') => ({
  phase: 'Pending',
  startTime: hourAgo(),
  conditions: [condition('PodScheduled', 'True'), unready()],
  containerStatuses: [container({ started: false, state: { waiting: { reason, ...(message && { message }) } } })],
})

/** The container waits to be started again after it ended so. */
export const loops = (terminated: object) => ({
  ...running({
    started: false,
    restartCount: 7,
    state: {
      waiting: { reason: 'CrashLoopBackOff', message: 'back-off 5m0s restarting failed container=main' },
    },
    lastState: { terminated: { startedAt: minutesAgo(2), finishedAt: minutesAgo(1), ...terminated } },
  }),
})
