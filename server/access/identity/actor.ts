/** Who somebody is to a cluster: what its RBAC rules speak of. */
export interface Identity {
  readonly user: string
  readonly groups: readonly string[]
}

/**
 * What a shared link leaves of its maker's rights. Whoever consumes an actor must intersect: with `narrowedTo` only
 * objects of these namespaces, nothing of the whole cluster; with `readOnly` only get, list and watch.
 */
interface Narrowing {
  readonly narrowedTo?: ReadonlySet<string>
  readonly readOnly?: true
}

/**
 * As whom a viewer asks a cluster. Rows, logs and objects are those that this identity may have today: the actor of a
 * link is its maker's, so a right that the maker loses is lost to the link too.
 */
export type Actor = Narrowing &
  /** With the kubeconfig itself: the person who started the dashboard on their own machine. */
  (
    | { readonly as: 'kubeconfig' }
    /** Impersonated by the deputy, an identity that may do nothing else. The groups are those of the allow-list. */
    | { readonly as: 'deputy'; readonly identity: Identity }
    /** With a bearer token of their own; `identity` is what the cluster said of it. */
    | { readonly as: 'token'; readonly identity: Identity; readonly token: string }
  )
