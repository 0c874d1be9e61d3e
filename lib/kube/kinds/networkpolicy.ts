import { message, messages, texts } from '@/lib/kube/fields'
import type { Kind, KubeObject } from '@/lib/kube/kind'
import { metadata } from './metadata'
import { labelSelector } from './selector'

/** Of ports and peers only that there are some: a rule without either lets everything through. */
const ports = messages(1, {})
const peers = messages(2, {})

// Numbers: k8s.io/api v0.36 networking/v1/generated.proto.
export const networkPolicy = {
  group: 'networking.k8s.io',
  version: 'v1',
  kind: 'NetworkPolicy',
  resource: 'networkpolicies',
  namespaced: true,
  fields: {
    metadata,
    spec: message(2, {
      /** An empty one selects every pod of the namespace, and so does an absent one. */
      podSelector: labelSelector(1),
      ingress: messages(2, { ports, from: peers }),
      egress: messages(3, { ports, to: peers }),
      policyTypes: texts(4),
    }),
  },
} as const satisfies Kind

export type NetworkPolicy = KubeObject<typeof networkPolicy>
