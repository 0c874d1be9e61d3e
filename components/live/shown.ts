import type { FreshnessByType, Problem } from '@/lib/live/freshness'
import type { FacetCounts } from '@/lib/live/message'
import type { Table } from '@/lib/live/table'
import type { Row } from '@/lib/views/view'
import type { Heard } from './heard'

/** A question to a view, as three texts: equal texts, equal questions. */
export interface Asked {
  /** Cluster and view. */
  readonly place: string
  /** The question without its window. */
  readonly base: string
  readonly path: string
}

/** What a list draws from. A new object whenever something in it changed; a row that did not change is the same object. */
export interface LiveTable<R extends Row> {
  /** The row at a position of the whole ordered list, or undefined while its window is on the way. */
  readonly rowAt: (index: number) => R | undefined
  /** Position of the loaded window's first row. */
  readonly offset: number
  /** The keys of the loaded window, in order. */
  readonly keys: readonly string[]
  readonly total: number
  readonly matched: number
  readonly facets: FacetCounts
  readonly freshness: FreshnessByType
  /** `loading`: nothing can be shown yet. `refused`: see `problem`. */
  readonly state: 'loading' | 'ready' | 'refused'
  readonly problem: Problem | null
  /** What is shown answers an earlier question or window; the answer to this one is on the way. */
  readonly pending: boolean
}

/** What is on screen for a question, and what it was made from. */
export interface Shown {
  readonly asked: Asked
  readonly heard: Heard | undefined
  /** The question that `window` answers. */
  readonly answered: Asked | undefined
  readonly window: Table | undefined
  /** The window before this one of the same question: its rows fill in while one scrolls back. */
  readonly before: Table | undefined
  readonly problem: Problem | undefined
}

/** The first thing shown: a server-rendered answer, or nothing. */
export const firstShown = (asked: Asked, window: Table | undefined): Shown => ({
  asked,
  heard: undefined,
  answered: window && asked,
  window,
  before: undefined,
  problem: undefined,
})

/**
 * What to show when something is asked of which this was heard last. Until the first answer the earlier rows stay, but
 * never those of another cluster or view, and none once they are refused.
 */
export function show(last: Shown, asked: Asked, heard: Heard | undefined): Shown {
  if (last.asked.path === asked.path && last.heard === heard) return last
  const nothing = { ...firstShown(asked, undefined), heard }
  const kept = last.asked.place === asked.place ? last : nothing
  if (heard === undefined) return { ...kept, asked, heard, problem: undefined }
  if ('problem' in heard) return { ...nothing, problem: heard.problem }
  const isSameQuestion = kept.answered?.base === asked.base
  // Another selection under the same address: rights have changed, and what was shown before may be lost.
  const isOther = last.heard !== undefined && 'table' in last.heard && last.heard.selection !== heard.selection
  const before = kept.answered?.path === asked.path ? (isOther ? undefined : kept.before) : kept.window
  return { ...nothing, answered: asked, window: heard.table, before: isSameQuestion ? before : undefined }
}

/** `R` is what the view's projection makes; the address that was asked names the view. */
export function liveTable<R extends Row>({ asked, answered, window, before, problem }: Shown): LiveTable<R> {
  const rowAt = (index: number) => {
    if (window === undefined || index >= window.matched) return undefined
    // The server of the same build filled the row by the view's own type.
    return (window.rows[index - window.offset] ?? before?.rows[index - before.offset]) as R | undefined
  }
  return {
    rowAt,
    offset: window?.offset ?? 0,
    keys: window?.keys ?? [],
    total: window?.total ?? 0,
    matched: window?.matched ?? 0,
    facets: window?.facets ?? {},
    freshness: window?.freshness ?? {},
    state: problem !== undefined ? 'refused' : window === undefined ? 'loading' : 'ready',
    problem: problem ?? null,
    pending: problem === undefined && answered?.path !== asked.path,
  }
}
