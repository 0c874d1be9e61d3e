import type { LogEntry } from '@/lib/logs/log-entry'
import type { LogTable } from '@/lib/logs/log-table'

/** Where one reads, while lines go on coming: the line at the top of what is seen. */
export interface Anchor {
  readonly entry: LogEntry
  /** Its top in all that can be scrolled, px, when it became the anchor. */
  readonly offset: number
  /** `KeptLines.arrived` when following was paused. */
  readonly arrived: number
}

export const rowHeight = 20

/** The rows that are drawn, of which the first is that of the entry with index `data-first`. */
export function drawnRows(scroller: HTMLElement): { readonly first: number; readonly rows: readonly HTMLElement[] } {
  const parent = scroller.querySelector<HTMLElement>('[data-first]')
  return { first: Number(parent?.dataset.first ?? 0), rows: [...scroller.querySelectorAll<HTMLElement>('.log-row')] }
}

/** The anchor for what is seen now; null when there is no line. `unrendered` is the height of rows that are not drawn. */
export function readAnchor(scroller: HTMLElement, { lines }: LogTable, unrendered: number): Anchor | null {
  const { first, rows } = drawnRows(scroller)
  const row = topRow(scroller, rows)
  const index = row === undefined ? Math.floor(scroller.scrollTop / unrendered) : first + rows.indexOf(row)
  const place = Math.max(0, Math.min(lines.shown.length - 1, index))
  const entry = lines.shown.at(place)
  if (entry === undefined) return null
  return { entry, offset: row?.offsetTop ?? place * unrendered, arrived: lines.arrived }
}

/** The first row that is drawn and not above what is seen; undefined when one has scrolled beyond all that are drawn. */
function topRow(scroller: HTMLElement, rows: readonly HTMLElement[]): HTMLElement | undefined {
  const first = rows[0]
  if (first === undefined || first.offsetTop > scroller.scrollTop + 1) return undefined
  let [low, high] = [0, rows.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    const row = rows[middle]
    if (row !== undefined && row.offsetTop + row.offsetHeight <= scroller.scrollTop) low = middle + 1
    else high = middle
  }
  const found = rows[low]
  return found !== undefined && found.offsetTop + found.offsetHeight > scroller.scrollTop ? found : undefined
}
