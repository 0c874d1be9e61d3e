'use client'

import { useState } from 'react'
import { changedColumns } from '@/lib/live/changed-columns'
import type { Row } from '@/lib/views/view'

export interface ChangedCells {
  /** Columns whose values differ from those drawn before. */
  readonly columns: ReadonlySet<string>
  /** Counts the changes: as a React `key` of what flashes, it starts the animation again. */
  readonly change: number
}

const none: ChangedCells = { columns: new Set(), change: 0 }

/** Which cells of a line changed with its last update. A line that just came into sight has changed nothing. */
export function useChangedCells(row: Row): ChangedCells {
  const [seen, setSeen] = useState({ row, cells: none })
  if (seen.row === row) return seen.cells
  const cells =
    seen.row.key === row.key ? { columns: changedColumns(seen.row, row), change: seen.cells.change + 1 } : none
  setSeen({ row, cells })
  return cells
}
