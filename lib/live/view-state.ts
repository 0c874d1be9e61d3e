import { sayNamespaces } from './coverage'
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
 * Decides what is said. `primary` names the resource types that the rows come from (none: all that the table reports),
 * `namespaces` those that are asked for (none: all). Rows that are there stay on screen: only a table without any may
 * become forbidden, absent or broken.
 */
export function viewState(
  primary: readonly string[],
  table: TableFacts,
  connection: ConnectionFacts,
  namespaces: readonly string[] = [],
): ViewState {
  if (table.state === 'refused') return refused(table.problem ?? unexplained)
  if (table.state === 'loading') return { state: 'loading', loaded: 0, expected: null }
  const types = freshnessOf(primary, table.freshness, namespaces)
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

/** That the viewer may list nothing of a type: no fault, and nothing that would pass. */
export const isNotPermitted = (freshness: Freshness | undefined): boolean =>
  freshness?.state === 'forbidden' && freshness.problem.code === 'not-permitted'

/** Those of the namespaces asked for in which none of the types may be read that the rows come from. */
export function uncovered(
  primary: readonly string[],
  freshness: FreshnessByType,
  namespaces: readonly string[],
): readonly string[] {
  const read = primary.flatMap((type) => freshness[type] ?? []).filter(({ state }) => !isHidden(state))
  if (read.length === 0 || read.some(({ coverage }) => coverage === undefined)) return []
  return namespaces.filter((name) => read.every(({ coverage }) => coverage?.namespaces.includes(name) === false))
}

const isHidden = (state: Freshness['state']): boolean => state === 'forbidden' || state === 'absent'

function freshnessOf(
  primary: readonly string[],
  freshness: FreshnessByType,
  namespaces: readonly string[],
): readonly Freshness[] {
  const types = primary.length === 0 ? Object.keys(freshness) : primary
  return types.flatMap((type) => {
    const one = freshness[type]
    return one === undefined ? [] : within(type, one, namespaces)
  })
}

/** Of namespaces none of which may be read, a type is forbidden, however well it is known elsewhere. */
function within(type: string, freshness: Freshness, namespaces: readonly string[]): Freshness {
  const { state, coverage, since } = freshness
  if (coverage === undefined || namespaces.length === 0 || isHidden(state)) return freshness
  if (namespaces.some((name) => coverage.namespaces.includes(name))) return freshness
  const sentence = `The right to list ${type} in ${sayNamespaces(namespaces)} is missing.`
  return { state: 'forbidden', since, problem: { code: 'not-permitted', sentence, detail: null } }
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
