type Json = Readonly<Record<string, unknown>>

/** Builders of objects as API server, kubelet and controllers write them; the instants are those of one morning. For tests. */
export const morning = '2026-11-24T10:00:00Z'
/** The instant of judgement: 40 minutes later. */
export const now = Date.parse('2026-11-24T10:40:00Z')
export const at = (minutes: number): string =>
  new Date(Date.parse(morning) + minutes * 60_000).toISOString().replace('.000', '')

const labels = { app: 'web', 'pod-template-hash': 'c98bfc8d4' }

interface WebOptions {
  readonly ready?: number
  readonly desired?: number
  readonly spec?: Json
  readonly template?: Json
  readonly container?: Json
  readonly status?: Json
}

/** Deployment shop/web and its ReplicaSet. */
export function web({
  ready = 0,
  desired = 3,
  spec = {},
  template = {},
  container = {},
  status = {},
}: WebOptions = {}): Json[] {
  const podTemplate = {
    metadata: { labels: { app: 'web' } },
    spec: { containers: [{ name: 'main', image: 'registry.example.com/web:1.8.2', ...container }], ...template },
  }
  return [
    {
      kind: 'Deployment',
      metadata: {
        name: 'web',
        namespace: 'shop',
        uid: 'deployment-web',
        generation: 4,
        creationTimestamp: at(-600),
        annotations: { 'deployment.kubernetes.io/revision': '14' },
      },
      spec: { replicas: desired, template: podTemplate, progressDeadlineSeconds: 600, ...spec },
      status: {
        observedGeneration: 4,
        replicas: desired,
        updatedReplicas: desired,
        ...(ready > 0 && { readyReplicas: ready, availableReplicas: ready }),
        ...status,
      },
    },
    replicaSet(desired),
  ]
}

export function replicaSet(replicas: number, status: Json = {}): Json {
  return {
    kind: 'ReplicaSet',
    metadata: {
      name: 'web-c98bfc8d4',
      namespace: 'shop',
      uid: 'replicaset-web',
      ownerReferences: [{ kind: 'Deployment', name: 'web', uid: 'deployment-web', controller: true }],
    },
    spec: { replicas },
    status: { replicas, ...status },
  }
}

export const ofWeb = [{ kind: 'ReplicaSet', name: 'web-c98bfc8d4', uid: 'replicaset-web', controller: true }]

interface PodOptions {
  readonly metadata?: Json
  readonly spec?: Json
}

/** A pod of shop/web on node-1 as the kubelet reports it; `status` says what is unusual. */
export function pod(name: string, status: Json, { metadata = {}, spec = {} }: PodOptions = {}): Json {
  return {
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'shop',
      uid: `pod-${name}`,
      creationTimestamp: morning,
      labels,
      ownerReferences: ofWeb,
      ...metadata,
    },
    spec: {
      nodeName: 'node-1',
      restartPolicy: 'Always',
      schedulerName: 'default-scheduler',
      containers: [{ name: 'main', image: 'registry.example.com/web:1.8.2' }],
      ...spec,
    },
    status: { startTime: morning, ...status },
  }
}

export const condition = (type: string, status: string, more: Json = {}): Json => ({
  type,
  status,
  lastProbeTime: null,
  lastTransitionTime: morning,
  ...more,
})

export const unready = condition('Ready', 'False', {
  reason: 'ContainersNotReady',
  message: 'containers with unready status: [main]',
})

/** Phase Pending: the container `main` waits. */
export const waits = (reason: string, message = '', more: Json = {}): Json => ({
  phase: 'Pending',
  conditions: [condition('PodScheduled', 'True'), unready],
  containerStatuses: [
    {
      name: 'main',
      ready: false,
      started: false,
      restartCount: 0,
      state: { waiting: { reason, message } },
      lastState: {},
      ...more,
    },
  ],
})

/** Phase Running: the container `main` waits to be started again after it ended so. */
export const looping = (terminated: Json, restartCount = 7, state: Json = backOff): Json => ({
  phase: 'Running',
  conditions: [condition('PodScheduled', 'True'), { ...unready, lastTransitionTime: at(39) }],
  containerStatuses: [
    {
      name: 'main',
      ready: false,
      started: false,
      restartCount,
      state,
      lastState: { terminated: { startedAt: at(38), finishedAt: at(39), ...terminated } },
    },
  ],
})

const backOff = {
  waiting: {
    reason: 'CrashLoopBackOff',
    message: 'back-off 5m0s restarting failed container=main pod=web-1_shop(pod-web-1)',
  },
}

export const running = (more: Json = {}): Json => ({
  name: 'main',
  ready: false,
  started: true,
  restartCount: 0,
  state: { running: { startedAt: morning } },
  lastState: {},
  ...more,
})

/** An event of the core group about an object of that UID. */
export function event(kind: string, uid: string, reason: string, message: string, more: Json = {}): Json {
  return {
    kind: 'Event',
    metadata: { name: `${uid}.${reason}`, namespace: 'shop', uid: `event-${uid}-${reason}` },
    involvedObject: { kind, namespace: 'shop', name: uid, uid },
    reason,
    message,
    type: 'Warning',
    count: 4,
    firstTimestamp: at(5),
    lastTimestamp: at(39),
    ...more,
  }
}

export function node(
  name: string,
  { spec = {}, conditions = [condition('Ready', 'True')] }: { spec?: Json; conditions?: readonly Json[] } = {},
): Json {
  return {
    kind: 'Node',
    metadata: {
      name,
      uid: `node-uid-${name}`,
      creationTimestamp: at(-6000),
      labels: { 'kubernetes.io/hostname': name, 'topology.kubernetes.io/zone': 'eu-west-1a' },
    },
    spec,
    status: { conditions, allocatable: { cpu: '31500m', memory: '122Gi', pods: '250' } },
  }
}
