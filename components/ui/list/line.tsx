'use client'
import { memo, type ReactNode, useState } from 'react'
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
  /** Where its title leads; undefined: nowhere. */
  readonly addressOf: ((row: R) => string | undefined) | undefined
}

const still: ReadonlySet<string> = new Set()
/** Two names for one animation: the other name starts it anew when a cell changes again. */
const flashes = ['animate-flash', 'animate-flash-again']

/** One row. It redraws only when its row is another; the cells that changed flash once. Presses are the grid's. */
function LineOf<R extends Row>({ row, columns, index, id, active, chosen, addressOf }: LineProps<R>) {
  const [seen, setSeen] = useState({ row, turn: 0, changed: still })
  if (seen.row !== row) setSeen({ row, turn: seen.turn + 1, changed: changedColumns(seen.row, row) })
  const href = addressOf?.(row)
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
      <div role="gridcell" data-choose className={`choose ${chosen ? 'choose-chosen' : ''}`} />
      {columns.map((column) => {
        const { content, looks = '', title } = column.cell(row)
        return (
          <div
            key={column.column}
            role="gridcell"
            data-card={column.card}
            title={title}
            className={`${cellLooks(column)} ${looks} ${draws(column, seen.changed) ? flashes[seen.turn % 2] : ''}`}
          >
            {href !== undefined && column.card === 'title' ? <Title href={href}>{content}</Title> : content}
          </div>
        )
      })}
    </div>
  )
}

/** A plain anchor, for a list has many: its looks and presses are the grid's, and keys reach it by its line. */
function Title({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} tabIndex={-1} draggable={false}>
      {children}
    </a>
  )
}

export const Line = memo(LineOf) as typeof LineOf

export function cellLooks<R extends Row>(column: Column<R>): string {
  return `cell ${column.width} ${column.align === 'right' ? 'text-right tabular-nums' : ''}`
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
