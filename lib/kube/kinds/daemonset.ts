import { int, intOrString, message, text } from '@/lib/kube/fields'
import type { Kind, KubeObject } from '@/lib/kube/kind'
import { appsConditions } from './conditions'
import { metadataWithGeneration } from './metadata'
import { podTemplate } from './pod-template'

// Numbers: k8s.io/api v0.36 apps/v1/generated.proto.
export const daemonSet = {
  group: 'apps',
  version: 'v1',
  kind: 'DaemonSet',
  resource: 'daemonsets',
  namespaced: true,
  fields: {
    metadata: metadataWithGeneration,
    spec: message(2, {
      template: podTemplate(2),
      updateStrategy: message(3, {
        type: text(1),
        rollingUpdate: message(2, { maxUnavailable: intOrString(1), maxSurge: intOrString(2) }),
      }),
      minReadySeconds: int(4),
    }),
    status: message(3, {
      currentNumberScheduled: int(1),
      numberMisscheduled: int(2),
      desiredNumberScheduled: int(3),
      numberReady: int(4),
      observedGeneration: int(5),
      updatedNumberScheduled: int(6),
      numberAvailable: int(7),
      numberUnavailable: int(8),
      conditions: appsConditions(10),
    }),
  },
} as const satisfies Kind

export type DaemonSet = KubeObject<typeof daemonSet>
