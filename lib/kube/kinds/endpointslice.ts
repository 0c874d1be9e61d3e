import { int, map, message, messages, optionalBool, text, unique } from '@/lib/kube/fields'
import type { Kind, KubeObject } from '@/lib/kube/kind'
import { identity } from './metadata'

/** Names the Service whose endpoints a slice holds. */
export const serviceNameLabel = 'kubernetes.io/service-name'

// Numbers: k8s.io/api v0.36 discovery/v1/generated.proto.
export const endpointSlice = {
  group: 'discovery.k8s.io',
  version: 'v1',
  kind: 'EndpointSlice',
  resource: 'endpointslices',
  namespaced: true,
  fields: {
    metadata: message(1, { ...identity, labels: map(11, [serviceNameLabel]) }),
    endpoints: messages(2, {
      /** An absent `ready` counts as ready, an absent `serving` as what `ready` says. */
      conditions: message(2, { ready: optionalBool(1), serving: optionalBool(2), terminating: optionalBool(3) }),
      targetRef: message(4, { kind: text(1), name: unique(3), uid: unique(4) }),
      nodeName: text(6),
    }),
    ports: messages(3, { name: text(1), protocol: text(2), port: int(3) }),
  },
} as const satisfies Kind

export type EndpointSlice = KubeObject<typeof endpointSlice>
