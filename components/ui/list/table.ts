import type { ReactNode } from 'react'
import type { Target } from '@/components/ui/kubectl'
import type { FreshnessByType, Problem } from '@/lib/live/freshness'
import type { FacetCounts } from '@/lib/live/message'
import type { Question } from '@/lib/live/question'
import type { ConnectionFacts } from '@/lib/live/view-state'
import type { ViewName } from '@/lib/views/shapes'
import type { Row, ViewShape } from '@/lib/views/view'
import type { Column } from './column'
import type { ListQuery } from './query'

/** The rows that a list draws: the window that is loaded, and what is known of all that match. */
export interface ListTable<R extends Row> {
  readonly state: 'loading' | 'ready' | 'refused'
  /** What is here answers an earlier question; the answer to this one is on its way. */
  readonly pending: boolean
  readonly problem: Problem | null
  readonly offset: number
  readonly keys: readonly string[]
  readonly total: number
  readonly matched: number
  readonly facets: FacetCounts
  readonly freshness: FreshnessByType
  /** The row at a place among all that match; undefined while it is not loaded. */
  rowAt(index: number): R | undefined
}

/** All that makes one list: what it shows, how, and what may be done with its lines. */
export interface ListProps<R extends Row> {
  readonly cluster: string
  readonly view: ViewName
  readonly shape: ViewShape<R>
  readonly columns: readonly Column<R>[]
  readonly table: ListTable<R>
  readonly query: ListQuery
  readonly connection: ConnectionFacts
  /** As in "3 pods", "no pods in shop". */
  readonly noun: { readonly one: string; readonly many: string }
  /** For a list that is part of another page: what is really asked, with what that page fixes. */
  readonly within?: Question | undefined
  /** What a line is called when it is chosen or opened. */
  nameOf(row: R): string
  /** What the line is to kubectl. */
  targetOf(row: R): Target
  /** Where the page of a line's object is: its title is a link there. Undefined where it has none. */
  addressOf?(row: R): string | undefined
  /** Where else one may go from an opened line. */
  links?(row: R): readonly { readonly label: string; readonly href: string }[]
  /** What else is told of an opened line, over its columns. */
  details?(row: R): ReactNode
  /** What a facet's value is called, where not by itself. */
  wordOf?(facet: string, value: string): ReactNode
}
