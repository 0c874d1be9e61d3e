'use client'
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { LogTable } from '@/lib/logs/log-table'
import { type Anchor, drawnRows, readAnchor, rowHeight } from './anchor'

/** Rows that are drawn above and below what is seen; while one follows, above it. */
const margin = 30
const marginWhileFollowing = 4
/** Nearer than this to the end, px, one is at the end. */
const nearEnd = 4

export interface LogWindow {
  readonly first: number
  /** After the last. */
  readonly end: number
  /** Rows that are drawn at most: so many names are enough for them. */
  readonly most: number
  /** Of each row that is not drawn, px. */
  readonly unrendered: number
  onScroll(): void
}

export interface LogWindowOptions {
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly table: LogTable
  readonly anchor: Anchor | null
  readonly wrap: boolean
  onAnchor(anchor: Anchor | null): void
}

/**
 * Which rows are drawn. They follow from the line that one reads, or from the last while one follows, and not from the
 * scroll position, which comes a frame too late where a hundred lines come in each. Costs nothing per line that is held.
 */
export function useLogWindow({ scroller, table, anchor, wrap, onAnchor }: LogWindowOptions): LogWindow {
  const { shown } = table.lines
  const rows = useRowsInSight(scroller)
  const [wrappedHeight, setWrappedHeight] = useState(rowHeight)
  const unrendered = wrap ? wrappedHeight : rowHeight
  const lastTop = useRef(0)
  const kept = useRef<{ readonly anchor: Anchor; readonly offset: number }>(null)
  const place = anchor === null ? shown.length : shown.countBefore(anchor.entry)
  const first = Math.max(0, anchor === null ? place - rows - marginWhileFollowing : place - margin)
  const end = Math.min(shown.length, place + rows + margin)

  useLayoutEffect(() => {
    const at = scroller.current
    if (at === null) return
    if (anchor === null) {
      at.scrollTop = at.scrollHeight
      lastTop.current = at.scrollTop
      return
    }
    const before = kept.current?.anchor === anchor ? kept.current.offset : anchor.offset
    const offset = drawnRows(at).rows[place - first]?.offsetTop ?? before
    kept.current = { anchor, offset }
    // By a difference, never to a place: one may have scrolled on since the anchor was read.
    if (offset !== before) at.scrollTop += offset - before
    lastTop.current += offset - before
  })
  useEffect(() => {
    const at = scroller.current
    if (!wrap || anchor !== null || at === null) return
    const mean = meanHeight(at)
    // Only while one follows: nothing that is seen moves then.
    if (Math.abs(mean - wrappedHeight) > wrappedHeight / 4) setWrappedHeight(mean)
  })

  return {
    first,
    end,
    most: rows + 2 * margin,
    unrendered,
    onScroll() {
      const at = scroller.current
      if (at === null || Math.abs(at.scrollTop - lastTop.current) < 1) return
      const isAtEnd = at.scrollHeight - at.scrollTop - at.clientHeight <= nearEnd
      lastTop.current = at.scrollTop
      if (isAtEnd && end === shown.length) return anchor === null ? undefined : onAnchor(null)
      const next = readAnchor(at, table, unrendered)
      if (next !== null) onAnchor({ ...next, arrived: anchor?.arrived ?? next.arrived })
    },
  }
}

function meanHeight(scroller: HTMLElement): number {
  const { rows } = drawnRows(scroller)
  const [first, last] = [rows[0], rows.at(-1)]
  if (first === undefined || last === undefined) return rowHeight
  return Math.max(rowHeight, (last.offsetTop + last.offsetHeight - first.offsetTop) / rows.length)
}

/** How many rows the scroller has room for; 50 until it is measured. */
function useRowsInSight(scroller: RefObject<HTMLElement | null>): number {
  const [height, setHeight] = useState(50 * rowHeight)
  useEffect(() => {
    const at = scroller.current
    if (at === null) return
    const observer = new ResizeObserver(() => setHeight(at.clientHeight))
    observer.observe(at)
    return () => observer.disconnect()
  }, [scroller])
  return Math.ceil(height / rowHeight) + 1
}
