import { message, messages, text } from '@/lib/kube/fields'
import type { Kind, KubeObject } from '@/lib/kube/kind'
import { metadata } from './metadata'

// Numbers: k8s.io/api v0.36 rbac/v1/generated.proto, for bindings of both kinds.
export const bindingFields = {
  metadata,
  subjects: messages(2, { kind: text(1), name: text(3), namespace: text(4) }),
  roleRef: message(3, { kind: text(2), name: text(3) }),
}

export const roleBinding = {
  group: 'rbac.authorization.k8s.io',
  version: 'v1',
  kind: 'RoleBinding',
  resource: 'rolebindings',
  namespaced: true,
  fields: bindingFields,
} as const satisfies Kind

export type RoleBinding = KubeObject<typeof roleBinding>

export type Subject = RoleBinding['subjects'][number]
