'use client'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { memo } from 'react'
import type { Row, Sort } from '@/lib/views/view'
import type { Column } from './column'
import { cellLooks } from './line'

export interface HeaderProps<R extends Row> {
  readonly columns: readonly Column<R>[]
  readonly sort: Sort
  onSort(column: string): void
}

/** The names of the columns; a press sorts by one, a second turns it round, a third returns to the view's own order. */
function HeaderOf<R extends Row>({ columns, sort, onSort }: HeaderProps<R>) {
  return (
    <div role="rowgroup" className="sticky top-0 z-10 hidden bg-surface md:block">
      <div role="row" aria-rowindex={1} className="line line-header text-quiet">
        <div role="columnheader" className="w-8 shrink-0">
          <span className="sr-only">Chosen</span>
        </div>
        {columns.map((column) => {
          const sorted = sort.column === column.column
          const Arrow = sort.descending ? ArrowDown : ArrowUp
          return (
            <div
              key={column.column}
              role="columnheader"
              aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
              className={cellLooks(column)}
            >
              <button
                type="button"
                className={`inline-flex max-w-full items-center gap-1 text-sm hover:text-ink ${sorted ? 'font-medium text-ink' : ''}`}
                onClick={() => onSort(column.column)}
              >
                <span className="truncate">{column.header}</span>
                {sorted && <Arrow aria-hidden size={12} className="shrink-0" />}
              </button>
            </div>
          )
        })}
      </div>
    </div>
  )
}

/** Drawn anew only when it would be another. */
export const Header = memo(HeaderOf) as typeof HeaderOf
