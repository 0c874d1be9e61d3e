import type { Problem } from '@/lib/live/freshness'
import type { Delta, Snapshot, Subscribed } from '@/lib/live/message'
import { foldMessage, snapshotOf, type Table } from '@/lib/live/table'
import type { FromHub } from './protocol'

/** What tabs hear about one path. */
export type News = Extract<FromHub, { readonly path: string }>

/** All that the hub knows of what it declared: which selection a path became, and that selection's table. */
export interface Selections {
  /** What somebody who begins to want a path should hear at once. */
  readonly current: (path: string) => News | undefined
  /** `gap`: something was lost on the way, and the stream must begin anew. */
  readonly fold: (message: Snapshot | Delta) => readonly News[] | 'gap'
  readonly assign: (subscribed: Subscribed) => readonly News[]
  readonly end: (selection: string, problem: Problem) => readonly News[]
  readonly isAnyRefused: () => boolean
  readonly clear: () => void
}

export function createSelections(): Selections {
  const tables = new Map<string, Table>()
  let assigned: Subscribed['selections'] = {}

  const pathsOf = (selection: string) =>
    Object.entries(assigned).flatMap(([path, entry]) =>
      'selection' in entry && entry.selection === selection ? [path] : [],
    )

  function current(path: string): News | undefined {
    const entry = assigned[path]
    if (entry === undefined) return undefined
    if ('problem' in entry) return { type: 'refused', path, problem: entry.problem }
    const table = tables.get(entry.selection)
    return table && { type: 'table', path, message: snapshotOf(entry.selection, table) }
  }

  /** A snapshot may be here before the answer that says whose it is: it is folded all the same. */
  function fold(message: Snapshot | Delta): readonly News[] | 'gap' {
    const before = tables.get(message.selection)
    const table = foldMessage(before, message)
    const paths = pathsOf(message.selection)
    if (table === 'gap') return before !== undefined && paths.length > 0 ? 'gap' : []
    tables.set(message.selection, table)
    return paths.map((path) => ({ type: 'table', path, message }))
  }

  function assign({ selections }: Subscribed): readonly News[] {
    const before = assigned
    assigned = selections
    const used = new Set(Object.values(selections).map((entry) => ('selection' in entry ? entry.selection : undefined)))
    for (const selection of tables.keys()) if (!used.has(selection)) tables.delete(selection)
    return Object.keys(selections).flatMap((path) =>
      isSame(before[path], selections[path]) ? [] : (current(path) ?? []),
    )
  }

  function end(selection: string, problem: Problem): readonly News[] {
    const paths = pathsOf(selection)
    tables.delete(selection)
    assigned = { ...assigned, ...Object.fromEntries(paths.map((path) => [path, { problem }])) }
    return paths.map((path) => ({ type: 'refused', path, problem }))
  }

  return {
    current,
    fold,
    assign,
    end,
    isAnyRefused: () => Object.values(assigned).some((entry) => 'problem' in entry),
    clear() {
      tables.clear()
      assigned = {}
    },
  }
}

type Assigned = Subscribed['selections'][string] | undefined

const isSame = (one: Assigned, other: Assigned) =>
  one !== undefined &&
  other !== undefined &&
  'selection' in one &&
  'selection' in other &&
  one.selection === other.selection
