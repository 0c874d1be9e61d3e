import { message, quantities } from '@/lib/kube/fields'
import type { Kind } from '@/lib/kube/kind'
import { metadata } from './metadata'

// Numbers: k8s.io/api v0.36 core/v1/generated.proto.
export const resourceQuota = {
  group: '',
  version: 'v1',
  kind: 'ResourceQuota',
  resource: 'resourcequotas',
  namespaced: true,
  fields: {
    metadata,
    spec: message(2, { hard: quantities(1) }),
    status: message(3, { hard: quantities(1), used: quantities(2) }),
  },
} as const satisfies Kind
