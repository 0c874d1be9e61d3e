import type { Kind, KubeObject } from '@/lib/kube/kind'
import { bindingFields } from './rolebinding'

// Numbers: those of RoleBinding.
export const clusterRoleBinding = {
  group: 'rbac.authorization.k8s.io',
  version: 'v1',
  kind: 'ClusterRoleBinding',
  resource: 'clusterrolebindings',
  namespaced: false,
  fields: bindingFields,
} as const satisfies Kind

export type ClusterRoleBinding = KubeObject<typeof clusterRoleBinding>
