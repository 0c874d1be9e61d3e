import type { Kind, KubeObject } from '@/lib/kube/kind'
import { metadata } from './metadata'
import { policyRules } from './policy-rule'

// Numbers: k8s.io/api v0.36 rbac/v1/generated.proto.
export const clusterRole = {
  group: 'rbac.authorization.k8s.io',
  version: 'v1',
  kind: 'ClusterRole',
  resource: 'clusterroles',
  namespaced: false,
  fields: { metadata, rules: policyRules(2) },
} as const satisfies Kind

export type ClusterRole = KubeObject<typeof clusterRole>
