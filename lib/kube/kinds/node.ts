import { bool, message, messages, quantities, text, time } from '@/lib/kube/fields'
import type { Kind, KubeObject } from '@/lib/kube/kind'
import { conditions } from './conditions'
import { metadataWithLabels } from './metadata'

const counted = ['cpu', 'memory', 'pods']

// Numbers: k8s.io/api v0.36 core/v1/generated.proto. All labels are kept: a role is a label's name, by prefix.
export const node = {
  group: '',
  version: 'v1',
  kind: 'Node',
  resource: 'nodes',
  namespaced: false,
  fields: {
    metadata: metadataWithLabels,
    spec: message(2, {
      unschedulable: bool(4),
      taints: messages(5, { key: text(1), value: text(2), effect: text(3), timeAdded: time(4) }),
    }),
    status: message(3, {
      capacity: quantities(1, counted),
      allocatable: quantities(2, counted),
      conditions: conditions(4),
      addresses: messages(5, { type: text(1), address: text(2) }),
      nodeInfo: message(7, { osImage: text(5), containerRuntimeVersion: text(6), kubeletVersion: text(7) }),
    }),
  },
} as const satisfies Kind

export type Node = KubeObject<typeof node>
