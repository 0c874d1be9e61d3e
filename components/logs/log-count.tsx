'use client'
import { looks } from '@/components/ui/looks'
import { formatCount } from '@/lib/format/count'
import { type LogFeed, useFromFeed } from './log-feed'
import type { LogQuery } from './log-query'

const versionOf = ({ table }: LogFeed) => table.version

/** How many lines there are, how many of them are shown, and how many had to go. */
export function LogCount({ feed, query }: { readonly feed: LogFeed; readonly query: LogQuery }) {
  useFromFeed(feed, 'calm', versionOf)
  const { held, matched, dropped } = feed.table.lines
  if (held === 0) return null
  return (
    <p className="whitespace-nowrap text-quiet tabular-nums">
      {query.filtered ? `${formatCount(matched)} of ${formatCount(held)} lines` : linesText(held)}
      {dropped > 0 && (
        <span title="This tab keeps the latest lines only; choose fewer pods or a shorter time to see all.">
          {`, ${formatCount(dropped)} older dropped`}
        </span>
      )}
      {query.filtered && (
        <button type="button" className={`${looks.link} ml-2`} onClick={query.clear}>
          Clear filter
        </button>
      )}
    </p>
  )
}

const linesText = (count: number) => (count === 1 ? '1 line' : `${formatCount(count)} lines`)
