import type { Kind, KubeObject } from '@/lib/kube/kind'
import { metadata } from './metadata'
import { policyRules } from './policy-rule'

// Numbers: k8s.io/api v0.36 rbac/v1/generated.proto.
export const role = {
  group: 'rbac.authorization.k8s.io',
  version: 'v1',
  kind: 'Role',
  resource: 'roles',
  namespaced: true,
  fields: { metadata, rules: policyRules(2) },
} as const satisfies Kind

export type Role = KubeObject<typeof role>

export type PolicyRule = Role['rules'][number]
