'use client'
import { Copy, X } from 'lucide-react'
import { looks } from '@/components/ui/looks'
import { formatBytes } from '@/lib/format/amounts'
import { formatInstant } from '@/lib/format/instant'
import { levelOfLine, parseJsonLine } from '@/lib/logs/json-line'
import { formatExactTime } from '@/lib/logs/line-time'
import type { KeptLine } from '@/lib/logs/log-entry'
import type { SourceLabel } from './sources'

export interface OpenedLineProps {
  readonly line: KeptLine
  readonly label: SourceLabel | undefined
  onCopy(text: string, what: string): void
  onFilter(text: string): void
  onClose(): void
}

/** One line in full, beside the others: when, whose, and what it says, field by field where it is JSON. */
export function OpenedLine({ line, label, onCopy, onFilter, onClose }: OpenedLineProps) {
  const json = parseJsonLine(line.text)
  const level = levelOfLine(line.text)
  const [pod = '', container = ''] = label?.full.split('/') ?? []
  return (
    <aside
      aria-label="The opened line"
      className="z-20 flex max-h-[60dvh] flex-col overflow-y-auto border-line bg-float max-lg:fixed max-lg:inset-x-0 max-lg:bottom-0 max-lg:rounded-t-lg max-lg:border-t max-lg:shadow-float max-md:pb-14 lg:max-h-none lg:w-[26rem] lg:shrink-0 lg:border-l lg:bg-surface"
    >
      <div className="sticky top-0 flex items-center gap-1 bg-inherit py-2 pr-2 pl-4">
        <p className="min-w-0 grow truncate font-mono text-sm text-quiet tabular-nums">
          {line.timed ? formatExactTime(line) : 'No time of its own'}
        </p>
        <button type="button" className={looks.quietButton} onClick={() => onCopy(line.text, 'Line')}>
          <Copy aria-hidden size={14} />
          Copy line
        </button>
        <button type="button" aria-label="Close the line" className={looks.iconButton} onClick={onClose}>
          <X aria-hidden size={16} />
        </button>
      </div>
      <p className="px-4 pb-3 font-mono text-sm break-words whitespace-pre-wrap">{json?.message ?? line.text}</p>
      <dl className="grid grid-cols-[7rem_minmax(0,1fr)] border-t border-line">
        {level !== null && <Field name="Level" value={level} />}
        {line.timed && <Field name="Your clock" value={formatInstant(line.at, 'local')} />}
        <Field name="Pod" value={pod} />
        <Field name="Container" value={container} />
        {line.cut > 0 && (
          <Field name="Cut" value={`${formatBytes(line.cut)}B at its end: lines are kept up to 32 KiB`} />
        )}
        {json !== undefined && json.time !== null && <Field name="Its own time" value={json.time} />}
        {json?.fields.map(([name, value]) => (
          <Field key={name} name={name} value={value} code onFilter={() => onFilter(value)} />
        ))}
      </dl>
      {json !== undefined && (
        <details className="px-4 py-2">
          <summary className="text-quiet">As it was written</summary>
          <p className="py-2 font-mono text-sm break-all whitespace-pre-wrap">{line.text}</p>
        </details>
      )}
    </aside>
  )
}

interface FieldProps {
  readonly name: string
  readonly value: string
  /** The container's own words. */
  readonly code?: boolean
  onFilter?(): void
}

function Field({ name, value, code = false, onFilter }: FieldProps) {
  return (
    <div className="col-span-2 grid grid-cols-subgrid border-b border-line px-4 py-1.5">
      <dt className={`break-words text-quiet ${code ? 'font-mono text-sm' : ''}`}>{name}</dt>
      <dd className={`min-w-0 break-words ${code ? 'font-mono text-sm' : ''}`}>
        {onFilter === undefined ? (
          value
        ) : (
          <button
            type="button"
            title="Filter by this"
            className="text-left break-all hover:text-accent"
            onClick={onFilter}
          >
            {value}
          </button>
        )}
      </dd>
    </div>
  )
}
