/** What a request asks for, as the API server tells it to its authoriser; '' for what it doesn't name. */
export interface Attributes {
  readonly verb: string
  /** '' is the core group. */
  readonly group: string
  readonly resource: string
  readonly subresource: string
  /** That of a list or watch only if a field selector names one object. */
  readonly name: string
  /** '' asks for all namespaces, or for a cluster-scoped type; a Namespace itself is in the namespace that it names. */
  readonly namespace: string
}

/** A person or service account as authentication left it; groups such as `system:authenticated` are among `groups`. */
export interface Identity {
  readonly user: string
  readonly groups: readonly string[]
}
