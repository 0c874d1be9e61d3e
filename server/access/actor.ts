/** Who somebody is to a cluster: what its RBAC rules speak of. */
export interface Identity {
  readonly user: string
  readonly groups: readonly string[]
}

/** As whom a viewer asks a cluster. Rows, logs and objects are those that this identity may have. */
export type Actor =
  /** With the kubeconfig itself: the person who started the dashboard on their own machine. */
  | { readonly as: 'kubeconfig' }
  /** Impersonated by the deputy, an identity that may do nothing else. */
  | { readonly as: 'deputy'; readonly identity: Identity }
  /** With a bearer token of their own; `identity` is what the cluster said of it. */
  | { readonly as: 'token'; readonly identity: Identity; readonly token: string }
