import { bool, int, map, message, messages, optionalBool, optionalInt, text, time, unique } from '@/lib/kube/fields'
import type { Kind, KubeObject } from '@/lib/kube/kind'
import { metadata } from './metadata'

// Numbers: k8s.io/api v0.36 core/v1/generated.proto.
const container = { name: text(1), image: text(2), resources: message(8, { requests: map(2, ['cpu', 'memory']) }) }

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
    metadata,
    spec: message(2, {
      containers: messages(2, container),
      nodeName: text(10),
      initContainers: messages(20, { ...container, restartPolicy: text(24) }),
      readinessGates: messages(28, { conditionType: text(1) }),
      overhead: map(32, ['cpu', 'memory']),
      priority: optionalInt(25),
    }),
    status: message(3, {
      phase: text(1),
      conditions: messages(2, {
        type: text(1),
        status: text(2),
        lastTransitionTime: time(4),
        reason: text(5),
        message: text(6),
      }),
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
