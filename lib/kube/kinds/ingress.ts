import { inlined, int, message, messages, text, texts } from '@/lib/kube/fields'
import type { Kind, KubeObject } from '@/lib/kube/kind'
import { metadata } from './metadata'

const backend = (number: number) =>
  message(number, {
    resource: message(3, { kind: text(2), name: text(3) }),
    service: message(4, { name: text(1), port: message(2, { name: text(1), number: int(2) }) }),
  })

// Numbers: k8s.io/api v0.36 networking/v1/generated.proto.
export const ingress = {
  group: 'networking.k8s.io',
  version: 'v1',
  kind: 'Ingress',
  resource: 'ingresses',
  namespaced: true,
  fields: {
    metadata,
    spec: message(2, {
      defaultBackend: backend(1),
      tls: messages(2, { hosts: texts(1), secretName: text(2) }),
      rules: messages(3, {
        host: text(1),
        value: inlined(2, {
          http: message(1, { paths: messages(1, { path: text(1), backend: backend(2), pathType: text(3) }) }),
        }),
      }),
      ingressClassName: text(4),
    }),
  },
} as const satisfies Kind

export type Ingress = KubeObject<typeof ingress>
