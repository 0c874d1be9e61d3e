import type { Row } from '@/lib/views/view'
import type { FreshnessByType, Problem } from './freshness'

export type FacetCounts = Readonly<Record<string, Readonly<Record<string, number>>>>

/** What a selection says about everything that matches, not only about the window. */
export interface Summary {
  /** Rows the viewer may see in the chosen namespaces. */
  readonly total: number
  /** Of those, rows that pass text and facets. */
  readonly matched: number
  /** Per facet, how many rows have each value; a facet's own picks do not narrow its counts. */
  readonly facets: FacetCounts
  readonly freshness: FreshnessByType
}

export interface Snapshot extends Summary {
  readonly type: 'snapshot'
  readonly selection: string
  readonly version: number
  readonly offset: number
  /** The keys of the window, in order. */
  readonly keys: readonly string[]
  readonly rows: readonly Row[]
}

/** What changed from `from` to `version`; whatever is left out is as before. Rows are whole. */
export interface Delta extends Partial<Summary> {
  readonly type: 'delta'
  readonly selection: string
  readonly from: number
  readonly version: number
  readonly keys?: readonly string[]
  readonly rows: readonly Row[]
}

/** One of the clusters this server knows, as the switcher shows it. */
export interface ClusterState {
  readonly name: string
  /** `idle`: nobody looks at it now; it answered when last asked, or was never asked. */
  readonly state: 'idle' | 'connecting' | 'live' | 'down'
  readonly server: string
  readonly version: string | null
  readonly current: boolean
  readonly problem: Problem | null
  /** What a viewer should know of how rights are found out there. */
  readonly notice: Problem | null
}

/** What became of a selection that a page declared. */
export type Assigned = { readonly selection: string } | { readonly problem: Problem }

export type Message =
  | Snapshot
  | Delta
  /** First on every stream, and then as a sign of life: the server's clock. */
  | { readonly type: 'beat'; readonly now: number }
  | { readonly type: 'clusters'; readonly clusters: readonly ClusterState[] }
  /** A selection that ended on the server's side: its cluster left, or its right was lost. */
  | { readonly type: 'ended'; readonly selection: string; readonly problem: Problem }
  /** By selection that was declared, what answers the same question now that the viewer's rights are others; its snapshot follows. */
  | { readonly type: 'replaced'; readonly selections: Readonly<Record<string, Assigned>> }

/** The answer to a page's declaration of what it wants to see, by the page's own names for its selections. */
export interface Subscribed {
  readonly selections: Readonly<Record<string, Assigned>>
}

/** A selection once, for scripts. */
export interface Answer extends Summary {
  readonly rows: readonly Row[]
}
