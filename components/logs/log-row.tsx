import { Scissors, Unplug } from 'lucide-react'
import { memo } from 'react'
import { formatBytes } from '@/lib/format/amounts'
import { formatInstant, type Zone } from '@/lib/format/instant'
import { levelOfLine } from '@/lib/logs/json-line'
import { formatLineTime } from '@/lib/logs/line-time'
import type { KeptGap, KeptLine, LogEntry } from '@/lib/logs/log-entry'
import type { TextMatcher } from '@/lib/logs/log-filter'
import { type MarkedSpan, markSpans } from '@/lib/logs/marked-spans'
import type { SourceLabel } from './sources'

/** How lines begin with their time. */
export interface TimeLooks {
  readonly zone: Zone
  readonly dated: boolean
}

export interface LogRowProps {
  readonly entry: LogEntry
  readonly label: SourceLabel | undefined
  readonly matcher: TextMatcher | null
  /** Null: no times. */
  readonly time: TimeLooks | null
  readonly opened: boolean
}

/** Beyond this a line is drawn when it is opened; forty such lines would be a book. */
const drawnCharacters = 4_000

/** One line, or a gap between two. It draws only when something about it is another. */
export const LogRow = memo(function LogRow(props: LogRowProps) {
  const { entry } = props
  return entry.type === 'gap' ? <Gap {...props} entry={entry} /> : <Line {...props} entry={entry} />
})

function Line({ entry, label, matcher, time, opened }: LogRowProps & { readonly entry: KeptLine }) {
  const long = entry.raw.length - drawnCharacters
  return (
    <div
      className={`log-row ${opened ? 'bg-chosen' : 'hover:bg-hover'}`}
      data-level={levelOfLine(entry.text) ?? undefined}
    >
      {time !== null && (
        <time className="log-time" title={entry.timed ? formatInstant(entry.at, time.zone) : 'No time of its own'}>
          {entry.timed ? formatLineTime(entry.at, time.zone, time.dated) : noTime(time)}
        </time>
      )}
      {label !== undefined && label.short !== '' && (
        <span className={`log-label ${label.colour}`} title={label.full}>
          {label.short}
        </span>
      )}
      <span className="log-text">
        {markSpans(long > 0 ? entry.raw.slice(0, drawnCharacters) : entry.raw, matcher).map((span) => (
          <Span key={span.begin} span={span} />
        ))}
        {long > 0 && <Chip>{`… ${formatBytes(long)}B more`}</Chip>}
        {entry.cut > 0 && (
          <Chip>
            <Scissors aria-hidden size={12} className="mr-1 inline" />
            {`+ ${formatBytes(entry.cut)}B cut`}
          </Chip>
        )}
      </span>
    </div>
  )
}

const noTime = ({ dated }: TimeLooks) => (dated ? '          --:--:--.---' : '--:--:--.---')

function Span({ span: { text, hue, bold, dim, underline, marked } }: { readonly span: MarkedSpan }) {
  const looks = [
    hue === null || hue === 'white' ? (dim ? 'text-quiet' : []) : `ansi-${hue}`,
    bold ? 'font-bold' : [],
    underline ? 'underline' : [],
  ].flat()
  const content = marked ? <mark>{text}</mark> : text
  return looks.length === 0 ? content : <span className={looks.join(' ')}>{content}</span>
}

function Chip({ children }: { readonly children: React.ReactNode }) {
  return <span className="ml-2 rounded-sm border border-line px-1 font-sans text-xs text-quiet">{children}</span>
}

function Gap({ entry, label, time }: LogRowProps & { readonly entry: KeptGap }) {
  const zone = time?.zone ?? 'utc'
  return (
    <div className="log-row items-center gap-2 bg-raised font-sans text-quiet" role="note">
      <Unplug aria-hidden size={12} className="text-degraded" />
      Lines{label === undefined || label.short === '' ? '' : ` of ${label.short}`} between{' '}
      {formatLineTime(entry.from, zone, false)} and {formatLineTime(entry.to, zone, false)} may be missing
    </div>
  )
}
