'use client'
import { memo, useState } from 'react'
import { changedColumns } from '@/lib/live/changed-columns'
import type { Row } from '@/lib/views/view'
import { type Column, draws } from './column'

export interface LineProps<R extends Row> {
  readonly row: R
  readonly columns: readonly Column<R>[]
  readonly index: number
  readonly id: string
  readonly active: boolean
  readonly chosen: boolean
}

const still: ReadonlySet<string> = new Set()

/** One row. It redraws only when its row is another; the cells that changed flash once. Presses are the grid's. */
function LineOf<R extends Row>({ row, columns, index, id, active, chosen }: LineProps<R>) {
  const [seen, setSeen] = useState({ row, turn: 0, changed: still })
  if (seen.row !== row) setSeen({ row, turn: seen.turn + 1, changed: changedColumns(seen.row, row) })
  const ground = active ? 'bg-hover' : chosen ? 'bg-chosen' : 'hover:bg-hover'
  return (
    <div
      role="row"
      id={id}
      aria-rowindex={index + 2}
      aria-selected={chosen}
      data-index={index}
      className={`line ${ground} ${active ? 'shadow-[inset_2px_0_0_var(--color-accent)]' : ''}`}
    >
      <div role="gridcell" data-choose className="grid h-full w-8 shrink-0 place-items-center">
        <ChooseMark chosen={chosen} />
      </div>
      {columns.map((column) => {
        const flashes = draws(column, seen.changed)
        return (
          <div
            // Another key starts the flash anew when the cell changes again.
            key={flashes ? `${column.column} ${seen.turn}` : column.column}
            role="gridcell"
            data-card={column.card}
            className={`${cellLooks(column)} truncate ${flashes ? 'animate-flash' : ''}`}
          >
            {column.render(row)}
          </div>
        )
      })}
    </div>
  )
}

export const Line = memo(LineOf) as typeof LineOf

function ChooseMark({ chosen }: { chosen: boolean }) {
  return (
    <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden className={chosen ? 'text-accent' : 'text-line'}>
      <rect
        x="0.75"
        y="0.75"
        width="12.5"
        height="12.5"
        rx="2.5"
        fill={chosen ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth="1.5"
      />
      {chosen && <path d="m3.5 7 2.5 2.5 4.5-5" fill="none" stroke="var(--color-on-accent)" strokeWidth="1.75" />}
    </svg>
  )
}

export function cellLooks<R extends Row>(column: Column<R>): string {
  return `${column.width} min-w-0 shrink-0 px-2 ${column.align === 'right' ? 'text-right tabular-nums' : ''}`
}

/** A row on its way: as high as any, seen only when it takes longer than a glance. */
export function Skeleton<R extends Row>({ columns, index }: { columns: readonly Column<R>[]; index: number }) {
  return (
    <div role="row" aria-rowindex={index + 2} aria-busy className="line animate-appear">
      <div role="gridcell" className="w-8 shrink-0" />
      {columns.map((column) => (
        <div key={column.column} role="gridcell" data-card={column.card} className={cellLooks(column)}>
          <span className="block h-2 w-3/5 rounded-sm bg-line" />
        </div>
      ))}
    </div>
  )
}
