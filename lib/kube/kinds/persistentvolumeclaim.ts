import { message, quantities, text, texts, unique } from '@/lib/kube/fields'
import type { Kind, KubeObject } from '@/lib/kube/kind'
import { conditions } from './conditions'
import { metadataWithFinalizers } from './metadata'

const storage = ['storage']

// Numbers: k8s.io/api v0.36 core/v1/generated.proto.
export const persistentVolumeClaim = {
  group: '',
  version: 'v1',
  kind: 'PersistentVolumeClaim',
  resource: 'persistentvolumeclaims',
  namespaced: true,
  fields: {
    metadata: metadataWithFinalizers,
    spec: message(2, {
      accessModes: texts(1),
      resources: message(2, { requests: quantities(2, storage) }),
      volumeName: unique(3),
      storageClassName: text(5),
      volumeMode: text(6),
    }),
    status: message(3, { phase: text(1), capacity: quantities(3, storage), conditions: conditions(4) }),
  },
} as const satisfies Kind

export type PersistentVolumeClaim = KubeObject<typeof persistentVolumeClaim>
