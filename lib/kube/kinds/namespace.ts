import { message, text } from '@/lib/kube/fields'
import type { Kind, KubeObject } from '@/lib/kube/kind'
import { conditions } from './conditions'
import { metadata } from './metadata'

// Numbers: k8s.io/api v0.36 core/v1/generated.proto.
export const namespace = {
  group: '',
  version: 'v1',
  kind: 'Namespace',
  resource: 'namespaces',
  namespaced: false,
  fields: {
    metadata,
    /** The conditions say what a Terminating namespace still waits for. */
    status: message(3, { phase: text(1), conditions: conditions(2) }),
  },
} as const satisfies Kind

export type Namespace = KubeObject<typeof namespace>
