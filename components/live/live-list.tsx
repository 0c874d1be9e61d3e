'use client'
import { type ReactNode, useCallback, useMemo } from 'react'
import { List } from '@/components/ui/list/list'
import { useListQuery } from '@/components/ui/list/query'
import type { ListProps } from '@/components/ui/list/table'
import type { Answer } from '@/lib/live/message'
import type { Question } from '@/lib/live/question'
import type { Row } from '@/lib/views/view'
import { useConnection } from './use-connection'
import { useTable } from './use-table'

type Fixed = 'view' | 'shape' | 'columns' | 'noun' | 'nameOf' | 'targetOf' | 'wordOf'

/** All that tells one live list from another. */
export interface ListDeclaration<R extends Row> extends Pick<ListProps<R>, Fixed> {
  /** Where the page of a line's object is; undefined where it has none. */
  addressOf(cluster: string, row: R): string | undefined
  /** Where else one may go from an opened line. */
  linksOf(cluster: string, row: R): readonly { readonly label: string; readonly href: string }[]
  /** What is told of an opened line, over its columns. */
  detailsOf(cluster: string, row: R): ReactNode
}

export interface LiveListProps {
  readonly cluster: string
  /** The server's answer to what the address asks. */
  readonly initial?: Answer | undefined
}

interface Props<R extends Row> extends LiveListProps {
  readonly of: ListDeclaration<R>
  /** For a list that is part of another page: what is asked within what that page fixes. */
  readonly narrow?: ((question: Question) => Question) | undefined
}

/** A list of what a view holds, as the address asks and as it changes. */
export function LiveList<R extends Row>({ of: list, cluster, initial, narrow }: Props<R>) {
  const query = useListQuery(list.shape)
  const within = narrow?.(query.question)
  const all = useTable<R>(cluster, list.view, within ?? query.question, initial)
  const isPart = within !== undefined && !(query.filtered && all.matched === 0)
  // What else there is beside the page's own is none of this list's: its whole is what it matches.
  const table = useMemo(() => (isPart ? { ...all, total: all.matched } : all), [all, isPart])
  // The same for as long as the list is: lines are drawn anew when it is another.
  const addressOf = useCallback((row: R) => list.addressOf(cluster, row), [list, cluster])
  return (
    <List
      {...list}
      cluster={cluster}
      table={table}
      query={query}
      within={within}
      connection={useConnection()}
      addressOf={addressOf}
      links={(row) => list.linksOf(cluster, row)}
      details={(row) => list.detailsOf(cluster, row)}
    />
  )
}
