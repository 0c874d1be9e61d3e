import {
  bool,
  filledMessages,
  inlined,
  int,
  message,
  messages,
  optionalBool,
  optionalInt,
  quantities,
  text,
  time,
  unique,
} from '@/lib/kube/fields'
import type { Kind, KubeObject } from '@/lib/kube/kind'
import { conditions } from './conditions'
import { metadataOfPod } from './metadata'

// Numbers: k8s.io/api v0.36 core/v1/generated.proto.
const counted = ['cpu', 'memory']
const resources = (number: number) => message(number, { requests: quantities(2, counted) })

const container = { name: text(1), image: text(2), resources: resources(8) }

const containerState = {
  waiting: message(1, { reason: text(1), message: text(2) }),
  running: message(2, { startedAt: time(1) }),
  terminated: message(3, {
    exitCode: int(1),
    signal: int(2),
    reason: text(3),
    message: text(4),
    startedAt: time(5),
    finishedAt: time(6),
  }),
}

const containerStatus = {
  name: text(1),
  state: message(2, containerState),
  lastState: message(3, containerState),
  ready: bool(4),
  restartCount: int(5),
  started: optionalBool(9),
}

export const pod = {
  group: '',
  version: 'v1',
  kind: 'Pod',
  resource: 'pods',
  namespaced: true,
  fields: {
    metadata: metadataOfPod,
    spec: message(2, {
      volumes: filledMessages(1, {
        source: inlined(2, { persistentVolumeClaim: message(10, { claimName: unique(1) }) }),
      }),
      containers: messages(2, container),
      restartPolicy: text(3),
      terminationGracePeriodSeconds: optionalInt(4),
      nodeName: text(10),
      initContainers: messages(20, { ...container, restartPolicy: text(24) }),
      schedulerName: text(19),
      readinessGates: messages(28, { conditionType: text(1) }),
      priority: optionalInt(25),
      overhead: quantities(32, counted),
      schedulingGates: messages(38, { name: text(1) }),
      /** Pod-level requests, which take the place of the containers' sum. */
      resources: resources(40),
    }),
    status: message(3, {
      phase: text(1),
      conditions: conditions(2),
      message: text(3),
      reason: text(4),
      podIP: unique(6),
      startTime: time(7),
      containerStatuses: messages(8, containerStatus),
      initContainerStatuses: messages(10, containerStatus),
      nominatedNodeName: text(11),
    }),
  },
} as const satisfies Kind

export type Pod = KubeObject<typeof pod>

export type PodStatusFields = NonNullable<Pod['status']>

export type ContainerStatus = PodStatusFields['containerStatuses'][number]
