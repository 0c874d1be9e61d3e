'use client'
import { ArrowDown } from 'lucide-react'
import { type CSSProperties, type ReactNode, type RefObject, use, useMemo } from 'react'
import { NowContext } from '@/components/ui/now'
import { formatCount } from '@/lib/format/count'
import type { Zone } from '@/lib/format/instant'
import { dayOf } from '@/lib/logs/line-time'
import type { KeptLine } from '@/lib/logs/log-entry'
import type { LogFilter } from '@/lib/logs/log-filter'
import { parseTextFilter } from '@/lib/logs/log-filter'
import type { LogTable } from '@/lib/logs/log-table'
import { type Anchor, drawnRows } from './anchor'
import { type LogFeed, useFromFeed } from './log-feed'
import { LogRow, type TimeLooks } from './log-row'
import { useLogWindow } from './log-window'
import type { SourceLabel } from './sources'

export interface LogLinesProps {
  readonly feed: LogFeed
  readonly label: string
  readonly labels: readonly SourceLabel[]
  readonly filter: LogFilter
  /** Null: no times. */
  readonly zone: Zone | null
  readonly wrap: boolean
  readonly anchor: Anchor | null
  readonly opened: KeptLine | null
  readonly scroller: RefObject<HTMLDivElement | null>
  onAnchor(anchor: Anchor | null): void
  onOpen(line: KeptLine): void
}

const versionOf = ({ table }: LogFeed) => table.version

/** The lines in sight, each frame those that are there then. */
export function LogLines(props: LogLinesProps) {
  const { feed, labels, filter, wrap, anchor, opened, scroller, onAnchor } = props
  useFromFeed(feed, 'frame', versionOf)
  const { table } = feed
  const { shown, arrived, gone } = table.lines
  const { first, end, most, unrendered, onScroll } = useLogWindow({ scroller, table, anchor, wrap, onAnchor })
  const { matcher } = useMemo(() => parseTextFilter(filter.text), [filter.text])
  const time = useTimeLooks(table, props.zone)
  const rows: ReactNode[] = []
  for (let index = first; index < end; index++) {
    const entry = shown.at(index)
    if (entry === undefined) continue
    rows.push(
      <LogRow
        // A row that went lends its element to the next: a hundred lines a frame would make more than can be thrown away.
        key={(gone + index) % most}
        entry={entry}
        label={labels[entry.source]}
        matcher={matcher}
        time={time}
        opened={entry === opened}
      />,
    )
  }
  return (
    <div className="relative flex min-h-0 min-w-0 grow flex-col">
      <div
        ref={scroller}
        role="log"
        aria-live="off"
        aria-label={props.label}
        tabIndex={0}
        className="relative min-h-0 grow overflow-auto overscroll-contain py-1 outline-offset-[-2px] [overflow-anchor:none]"
        onScroll={onScroll}
        onClick={(event) => press(event.currentTarget, event.target, props)}
      >
        <div className={`log-rows ${wrap ? 'log-rows-wrapped' : ''}`} data-first={first} style={labelWidth(labels)}>
          <div aria-hidden style={{ height: first * unrendered }} />
          {rows}
          <div aria-hidden style={{ height: (shown.length - end) * unrendered }} />
        </div>
      </div>
      {anchor !== null && arrived > anchor.arrived && (
        <button
          type="button"
          className="absolute bottom-4 left-1/2 z-20 inline-flex h-8 -translate-x-1/2 items-center gap-1.5 whitespace-nowrap rounded-full bg-accent px-3 text-sm font-medium text-on-accent tabular-nums shadow-float"
          onClick={() => onAnchor(null)}
        >
          <ArrowDown aria-hidden size={14} />
          {newText(arrived - anchor.arrived, isDropped(anchor, table))}
        </button>
      )}
    </div>
  )
}

const labelWidth = (labels: readonly SourceLabel[]) =>
  // A custom property, which React's type does not know.
  ({ '--log-label': `${Math.max(0, ...labels.map(({ short }) => short.length))}ch` }) as CSSProperties

function newText(count: number, dropped: boolean): string {
  const lines = count === 1 ? '1 new line' : `${formatCount(count)} new lines`
  return dropped ? `${lines} · what you read had to go` : lines
}

/** Whether the line that one reads had to make room. */
function isDropped({ entry }: Anchor, { lines: { shown, dropped } }: LogTable): boolean {
  const oldest = shown.at(0)
  return dropped > 0 && oldest !== undefined && oldest !== entry && shown.countBefore(entry) === 0
}

/** Times tell their day where the lines are not all of today. */
function useTimeLooks(table: LogTable, zone: Zone | null): TimeLooks | null {
  const now = use(NowContext)
  const { shown } = table.lines
  const oldest = shown.at(0)
  const dated = zone !== null && oldest !== undefined && dayOf(oldest.at, zone) !== dayOf(now, zone)
  return useMemo(() => (zone === null ? null : { zone, dated }), [zone, dated])
}

/** A press on a line opens it; one that ends the marking of text does not. */
function press(scroller: HTMLElement, target: EventTarget, { feed, onOpen }: LogLinesProps): void {
  const row = target instanceof Element ? target.closest<HTMLElement>('.log-row') : null
  if (row === null || window.getSelection()?.isCollapsed === false) return
  const { first, rows } = drawnRows(scroller)
  const entry = feed.table.lines.shown.at(first + rows.indexOf(row))
  if (entry?.type === 'line') onOpen(entry)
}
