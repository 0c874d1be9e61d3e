/**
 * How far one resource type of one cluster can be trusted. Instants are the server's clock, ms since 1970.
 * `stale`: the rows were right at `since` and are being followed again. `absent`: the cluster has no such API.
 */
export type Freshness = Covering &
  (
    | { readonly state: 'syncing'; readonly since: number; readonly loaded: number; readonly expected: number | null }
    | { readonly state: 'live'; readonly since: number }
    | { readonly state: 'stale'; readonly since: number; readonly problem: Problem }
    | { readonly state: 'forbidden'; readonly since: number; readonly problem: Problem }
    | { readonly state: 'absent'; readonly since: number; readonly problem: Problem }
    | { readonly state: 'broken'; readonly since: number; readonly problem: Problem }
  )

interface Covering {
  /** Which namespaces the rows are from; without it, all of the cluster's. */
  readonly coverage?: Coverage
}

/** Of a type that may not be read in all namespaces at once; names in order. */
export interface Coverage {
  readonly namespaces: readonly string[]
  /** Namespaces that were asked for by name or covered before, and may not be read. */
  readonly refused: readonly string[]
  /** How many more may be read, but are too many to follow. */
  readonly omitted: number
}

/** What went wrong, in one sentence that says what to do; `detail` is the other side's own text. */
export interface Problem {
  readonly code: string
  readonly sentence: string
  readonly detail: string | null
}

/** By resource name, as in `deployments.apps`. */
export type FreshnessByType = Readonly<Record<string, Freshness>>
