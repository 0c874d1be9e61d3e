import { bool, int, intOrString, map, message, messages, text } from '@/lib/kube/fields'
import type { Kind, KubeObject } from '@/lib/kube/kind'
import { metadata } from './metadata'

// Numbers: k8s.io/api v0.36 core/v1/generated.proto.
export const service = {
  group: '',
  version: 'v1',
  kind: 'Service',
  resource: 'services',
  namespaced: true,
  fields: {
    metadata,
    spec: message(2, {
      ports: messages(1, { name: text(1), protocol: text(2), port: int(3), targetPort: intOrString(4) }),
      /** Without one somebody else writes the endpoints. */
      selector: map(2),
      clusterIP: text(3),
      type: text(4),
      externalName: text(10),
      publishNotReadyAddresses: bool(13),
    }),
    status: message(3, { loadBalancer: message(1, { ingress: messages(1, { ip: text(1), hostname: text(2) }) }) }),
  },
} as const satisfies Kind

export type Service = KubeObject<typeof service>
