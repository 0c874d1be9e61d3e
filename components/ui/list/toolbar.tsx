'use client'
import { Download, ListFilter, Terminal, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { looks } from '@/components/ui/looks'
import { formatCount } from '@/lib/format/count'
import type { ListQuery } from './query'

export interface ToolbarProps {
  /** The filter field and the column chooser, which know the list's own columns and text. */
  readonly field: ReactNode
  readonly chooser: ReactNode
  readonly noun: { readonly one: string; readonly many: string }
  readonly table: { readonly matched: number; readonly total: number }
  readonly query: ListQuery
  readonly lines: { readonly chosen: ReadonlySet<string>; unchoose(): void }
  /** What was just done, or why it could not be. */
  readonly said: string
  onFilters(): void
  onKubectl(): void
  onCsv(): void
}

/** What stands over a list: what is asked, how much of all that is, and what can be done with it. */
export function Toolbar(props: ToolbarProps) {
  const { query, lines } = props
  const picks = Object.values(query.question.facets).flat().length
  return (
    <div className="flex min-h-12 shrink-0 items-center gap-2 border-b border-line px-3 max-md:flex-wrap max-md:py-2">
      {props.field}
      <button type="button" className={`${looks.button} xl:hidden`} onClick={props.onFilters}>
        <ListFilter aria-hidden size={14} />
        Filters
        {picks > 0 && <span className="font-semibold text-accent">{picks}</span>}
      </button>
      <p className="whitespace-nowrap text-quiet tabular-nums" role="status">
        {countOf(props)}
        {query.filtered && (
          <button type="button" className={`${looks.link} ml-2`} onClick={query.clear}>
            Clear filter
          </button>
        )}
      </p>
      <div className="ml-auto flex items-center">
        <p role="status" className="mr-1 truncate text-quiet max-md:sr-only">
          {props.said}
        </p>
        {lines.chosen.size > 0 && (
          <button type="button" className={looks.quietButton} onClick={lines.unchoose}>
            <X aria-hidden size={14} />
            {formatCount(lines.chosen.size)} chosen
          </button>
        )}
        <button
          type="button"
          className={looks.quietButton}
          aria-label="Copy as kubectl"
          title="Copy as kubectl"
          onClick={props.onKubectl}
        >
          <Terminal aria-hidden size={16} />
        </button>
        <button
          type="button"
          className={`${looks.quietButton} max-md:hidden`}
          aria-label="Download as CSV"
          title="Download as CSV"
          onClick={props.onCsv}
        >
          <Download aria-hidden size={16} />
        </button>
        {props.chooser}
      </div>
    </div>
  )
}

function countOf({ table: { matched, total }, noun }: ToolbarProps): string {
  if (total === 0) return ''
  return `${formatCount(matched)} of ${formatCount(total)} ${total === 1 ? noun.one : noun.many}`
}
