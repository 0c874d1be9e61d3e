import type { KubeObject, LabelSelector } from './objects'

export interface PolicyRule {
  readonly verbs: readonly string[]
  readonly apiGroups?: readonly string[]
  readonly resources?: readonly string[]
  readonly resourceNames?: readonly string[]
  readonly nonResourceURLs?: readonly string[]
}

/** A Role or a ClusterRole. */
export interface Role extends KubeObject {
  readonly rules: readonly PolicyRule[]
  /** Of a ClusterRole whose rules are the union of others'. */
  readonly aggregationRule?: { readonly clusterRoleSelectors: readonly LabelSelector[] }
}

export interface Subject {
  readonly kind: 'User' | 'Group' | 'ServiceAccount'
  readonly apiGroup?: string
  readonly name: string
  readonly namespace?: string
}

/** A RoleBinding or a ClusterRoleBinding. */
export interface RoleBinding extends KubeObject {
  readonly subjects?: readonly Subject[]
  readonly roleRef: { readonly apiGroup: string; readonly kind: 'Role' | 'ClusterRole'; readonly name: string }
}
