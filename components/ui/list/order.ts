'use client'
import { useMemo, useState } from 'react'
import type { Row } from '@/lib/views/view'
import { countMoves, type HeldOrder, holdOrder, rowsByKey } from './held-order'
import type { ListTable } from './table'

/** What the list shows now: the table's order, or the one that was there when the pointer came. */
export interface ShownOrder<R extends Row> {
  readonly count: number
  readonly offset: number
  readonly keys: readonly string[]
  /** Lines that wait to come, go or move. */
  readonly waiting: number
  rowAt(index: number): R | undefined
  /** Shows the table's own order at once. */
  apply(): void
}

/** Keeps the lines in place while the pointer is on them; their cells go on changing. Another question or window is shown at once. */
export function useShownOrder<R extends Row>(table: ListTable<R>, asked: string, hovered: boolean): ShownOrder<R> {
  const holding = hovered && !table.pending
  const [held, setHeld] = useState<HeldOrder<R> | null>(null)
  const fits = held !== null && held.question === asked && held.offset === table.offset && held.keys.length > 0
  if (holding && !fits && table.keys.length > 0) setHeld(holdOrder(table, asked))
  if (!holding && held !== null) setHeld(null)
  return useMemo(() => {
    const apply = () => setHeld(null)
    if (!holding || held === null || !fits || held.keys === table.keys)
      return {
        count: table.matched,
        offset: table.offset,
        keys: table.keys,
        waiting: 0,
        rowAt: (index) => table.rowAt(index),
        apply,
      }
    const latest = rowsByKey(table)
    const end = held.offset + held.keys.length
    return {
      count: Math.max(table.matched, end),
      offset: held.offset,
      keys: held.keys,
      waiting: countMoves(held.keys, table.keys),
      rowAt: (index) => {
        const key = held.keys[index - held.offset]
        return key === undefined ? table.rowAt(index) : (latest.get(key) ?? held.rows.get(key))
      },
      apply,
    }
  }, [holding, held, fits, table])
}
