import type { Problem } from '@/lib/live/freshness'
import type { Assigned, Delta, Snapshot, Subscribed } from '@/lib/live/message'
import { foldMessage, snapshotOf, type Table } from '@/lib/live/table'
import { createAssignments } from './assignments'
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
  /** What took the place of selections when rights changed. Their tables are forgotten: what follows is a snapshot. */
  readonly replace: (selections: Readonly<Record<string, Assigned>>) => readonly News[]
  readonly isAnyRefused: () => boolean
  readonly clear: () => void
}

export function createSelections(): Selections {
  const tables = new Map<string, Table>()
  const assignments = createAssignments()

  function current(path: string): News | undefined {
    const entry = assignments.of(path)
    if (entry === undefined) return undefined
    if ('problem' in entry) return { type: 'refused', path, problem: entry.problem }
    const table = tables.get(entry.selection)
    return table && { type: 'table', path, message: snapshotOf(entry.selection, table) }
  }
  const newsOf = (paths: readonly string[]) => paths.flatMap((path) => current(path) ?? [])

  /** A snapshot may be here before the answer that says whose it is: it is folded all the same. */
  function fold(message: Snapshot | Delta): readonly News[] | 'gap' {
    const before = tables.get(message.selection)
    const table = foldMessage(before, message)
    const paths = assignments.pathsOf(message.selection)
    if (table === 'gap') return before !== undefined && paths.length > 0 ? 'gap' : []
    tables.set(message.selection, table)
    return paths.map((path) => ({ type: 'table', path, message }))
  }

  function assign({ selections }: Subscribed): readonly News[] {
    const changed = assignments.assign(selections)
    for (const selection of tables.keys()) if (assignments.pathsOf(selection).length === 0) tables.delete(selection)
    return newsOf(changed)
  }

  function replace(changes: Readonly<Record<string, Assigned>>): readonly News[] {
    for (const selection of Object.keys(changes)) tables.delete(selection)
    return newsOf(assignments.replace(changes))
  }

  return {
    current,
    fold,
    assign,
    replace,
    end: (selection, problem) => replace({ [selection]: { problem } }),
    isAnyRefused: () => Object.values(assignments.all()).some((entry) => 'problem' in entry),
    clear() {
      tables.clear()
      assignments.clear()
    },
  }
}
