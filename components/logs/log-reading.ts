'use client'
import { type RefObject, useState } from 'react'
import type { KeptLine, LogEntry } from '@/lib/logs/log-entry'
import { type Anchor, readAnchor, rowHeight } from './anchor'
import type { LogFeed } from './log-feed'

/** Where one is in the lines: with the latest, or at some place while they go on coming; and which line is open. */
export interface LogReading {
  /** Null while one follows. */
  readonly anchor: Anchor | null
  readonly opened: KeptLine | null
  goTo(anchor: Anchor | null): void
  toggleFollow(): void
  /** Following pauses, so that the line stays where it is. */
  open(line: KeptLine): void
  /** Opens the line so many after the opened one. */
  move(lines: number): void
  close(): void
}

export function useLogReading(feed: LogFeed, scroller: RefObject<HTMLElement | null>): LogReading {
  const [anchor, goTo] = useState<Anchor | null>(null)
  const [opened, setOpened] = useState<KeptLine | null>(null)
  const pause = () => goTo((now) => now ?? (scroller.current && readAnchor(scroller.current, feed.table, rowHeight)))
  const open = (line: KeptLine) => {
    pause()
    setOpened(line)
  }
  return {
    anchor,
    opened,
    goTo,
    toggleFollow: () => (anchor === null ? pause() : goTo(null)),
    open,
    move(lines) {
      const line = neighbour(feed, opened ?? anchor?.entry, lines)
      if (line !== undefined) open(line)
    },
    close: () => setOpened(null),
  }
}

/** The line so many after another, from the latest where there is no other; gaps are stepped over. */
function neighbour(feed: LogFeed, from: LogEntry | undefined, lines: number): KeptLine | undefined {
  const { shown } = feed.table.lines
  const start = from === undefined ? shown.length : shown.countBefore(from)
  for (let index = start + lines; index >= 0 && index < shown.length; index += Math.sign(lines)) {
    const entry = shown.at(index)
    if (entry?.type === 'line') return entry
  }
  return undefined
}
