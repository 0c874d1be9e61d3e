import type { Freshness, FreshnessByType, Problem } from './freshness'

/** What a page may say of its rows; every view draws all eight. */
export type ViewState =
  | { readonly state: 'loading'; readonly loaded: number; readonly expected: number | null }
  | { readonly state: 'live' }
  /** Rows stay as they were at `since`; the problem is null when only this browser's own connection is late. */
  | { readonly state: 'stale'; readonly since: number; readonly problem: Problem | null }
  | { readonly state: 'empty' }
  | { readonly state: 'no-match' }
  | { readonly state: 'forbidden' | 'absent' | 'broken'; readonly problem: Problem }

export interface TableFacts {
  readonly state: 'loading' | 'ready' | 'refused'
  readonly problem: Problem | null
  readonly total: number
  readonly matched: number
  readonly freshness: FreshnessByType
}

export interface ConnectionFacts {
  readonly state: 'connecting' | 'live' | 'behind' | 'offline' | 'signed-out'
  readonly since: number
}

const unexplained: Problem = {
  code: 'unexplained',
  sentence: 'The server ended this view without a reason. Reload the page to ask again.',
  detail: null,
}

/**
 * Decides what is said. `primary` names the resource types that the rows come from (none: all that the table reports).
 * Rows that are there stay on screen: only a table without any may become forbidden, absent or broken.
 */
export function viewState(primary: readonly string[], table: TableFacts, connection: ConnectionFacts): ViewState {
  if (table.state === 'refused') return refused(table.problem ?? unexplained)
  if (table.state === 'loading') return { state: 'loading', loaded: 0, expected: null }
  const types = freshnessOf(primary, table.freshness)
  if (table.total === 0) {
    const wall = withoutRows(types)
    if (wall !== null) return wall
  }
  if (table.matched === 0) {
    const loading = progress(types)
    if (loading !== null) return loading
  }
  const stale = staleness(types, connection)
  if (stale !== null) return stale
  if (table.total === 0) return { state: 'empty' }
  return table.matched === 0 ? { state: 'no-match' } : { state: 'live' }
}

/** The types that cannot be trusted now, by name: what a notice over the rows tells. */
export function troubles(freshness: FreshnessByType): readonly { readonly type: string; readonly problem: Problem }[] {
  return Object.entries(freshness)
    .flatMap(([type, { state, ...rest }]) =>
      state !== 'live' && state !== 'absent' && 'problem' in rest ? [{ type, problem: rest.problem }] : [],
    )
    .sort((a, b) => a.type.localeCompare(b.type, 'en'))
}

function freshnessOf(primary: readonly string[], freshness: FreshnessByType): readonly Freshness[] {
  if (primary.length === 0) return Object.values(freshness)
  return primary.flatMap((type) => freshness[type] ?? [])
}

function refused(problem: Problem): ViewState {
  return { state: problem.code === 'forbidden' || problem.code === 'absent' ? problem.code : 'broken', problem }
}

function withoutRows(types: readonly Freshness[]): ViewState | null {
  for (const type of types) if (type.state === 'broken') return { state: 'broken', problem: type.problem }
  for (const state of ['forbidden', 'absent'] as const) {
    const first = types.find((type) => type.state === state)
    if (first !== undefined && 'problem' in first && types.every((type) => type.state === state))
      return { state, problem: first.problem }
  }
  return null
}

function progress(types: readonly Freshness[]): ViewState | null {
  const syncing = types.filter((type) => type.state === 'syncing')
  if (syncing.length === 0) return null
  let loaded = 0
  let expected: number | null = 0
  for (const type of syncing) {
    loaded += type.loaded
    expected = expected === null || type.expected === null ? null : expected + type.expected
  }
  return { state: 'loading', loaded, expected }
}

function staleness(types: readonly Freshness[], connection: ConnectionFacts): ViewState | null {
  const stale = types
    .filter((type) => type.state === 'stale' || type.state === 'broken')
    .sort((a, b) => a.since - b.since)[0]
  if (stale !== undefined) return { state: 'stale', since: stale.since, problem: stale.problem }
  const late = connection.state === 'offline' || connection.state === 'signed-out' || connection.state === 'behind'
  return late ? { state: 'stale', since: connection.since, problem: null } : null
}
