'use client'
import './logs.css'
import { useMemo, useRef, useState } from 'react'
import { useSaid } from '@/components/ui/list/said'
import { formatCount } from '@/lib/format/count'
import { parseTextFilter } from '@/lib/logs/log-filter'
import type { LogTarget } from '@/lib/logs/log-question'
import type { LogSource } from '@/lib/logs/log-sources'
import { downloadText, shownText } from './download'
import type { OpenLogs } from './log-connection'
import { type LogFeed, useFromFeed, useLogFeed } from './log-feed'
import { useLogKeys } from './log-keys'
import { LogLines } from './log-lines'
import { useLogLooks } from './log-looks'
import { LogNotices } from './log-notices'
import { formatLogQuestion, useLogQuery } from './log-query'
import { useLogReading } from './log-reading'
import { openLogs } from './log-stream'
import { LogToolbar } from './log-toolbar'
import { LogWall } from './log-wall'
import { OpenedLine } from './opened-line'
import { groupSources } from './sources'
import { TextField } from './text-field'

export interface LogViewProps {
  readonly cluster: string
  readonly namespace: string
  readonly target: LogTarget
  /** Where lines come from; the server when left out. */
  readonly open?: OpenLogs
}

/** The logs of some pods, or of all pods of a workload, as one, live. */
export function LogView({ cluster, namespace, target, open = openLogs }: LogViewProps) {
  const { range, previous } = useLogQuery()
  const [attempt, setAttempt] = useState(0)
  const question = formatLogQuestion(namespace, target, range, previous)
  return (
    <LogPanel
      key={`${cluster} ${question} ${attempt}`}
      cluster={cluster}
      namespace={namespace}
      name={'pods' in target ? target.pods.join(', ') : `${target.kind} ${target.name}`}
      question={question}
      open={open}
      onRetry={() => setAttempt(attempt + 1)}
    />
  )
}

interface LogPanelProps extends Required<Pick<LogViewProps, 'cluster' | 'namespace' | 'open'>> {
  readonly name: string
  readonly question: string
  onRetry(): void
}

const sourcesOf = ({ table }: LogFeed) => table.sources
const leftOf = ({ table }: LogFeed) => table.left
/** Of logs that may not be read there is nothing to filter, pause or take away. */
const isRefused = (sources: readonly LogSource[]) =>
  sources.length > 0 && sources.every(({ state }) => state === 'refused')
const connectionOf = ({ connection }: LogFeed) => connection
/** What decides between lines and a wall, as one value. */
const stateOf = ({ table: { lines, nothing, hasEnded } }: LogFeed) =>
  lines.shown.length > 0 ? 'lines' : `${lines.held > 0} ${nothing} ${hasEnded}`

function LogPanel({ cluster, namespace, name, question, open, onRetry }: LogPanelProps) {
  const query = useLogQuery()
  const logLooks = useLogLooks()
  const feed = useLogFeed(open, cluster, question, query.filter)
  const sources = useFromFeed(feed, 'frame', sourcesOf)
  const left = useFromFeed(feed, 'frame', leftOf)
  const connection = useFromFeed(feed, 'frame', connectionOf)
  const state = useFromFeed(feed, 'frame', stateOf)
  const grouped = useMemo(() => groupSources(sources), [sources])
  const problem = useMemo(() => parseTextFilter(query.filter.text).problem, [query.filter.text])
  const scroller = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const reading = useLogReading(feed, scroller)
  const { anchor, opened } = reading
  const { said, say, copy } = useSaid()
  useLogKeys({
    filter: () => field.current?.focus(),
    follow: reading.toggleFollow,
    wrap: logLooks.toggleWrap,
    times: logLooks.toggleTimes,
    previous: query.togglePrevious,
    move: reading.move,
    close: reading.close,
  })
  const download = () => {
    downloadText(shownText(feed.table), `${namespace}-${name}`)
    say(`${formatCount(feed.table.lines.matched)} lines downloaded`)
  }
  return (
    <section aria-label={`Logs of ${name}`} className="flex min-h-0 grow flex-col">
      {!(state !== 'lines' && isRefused(sources)) && (
        <LogToolbar
          feed={feed}
          query={query}
          logLooks={logLooks}
          sources={grouped}
          following={anchor === null}
          said={said}
          field={
            <TextField
              text={query.filter.text}
              problem={problem}
              field={field}
              onText={query.setText}
              onLeave={() => scroller.current?.focus()}
            />
          }
          onFollow={reading.toggleFollow}
          onCopy={() => copy(shownText(feed.table), `${formatCount(feed.table.lines.matched)} lines`)}
          onDownload={download}
        />
      )}
      <LogNotices
        connection={connection}
        sources={state === 'lines' ? sources : []}
        left={state === 'lines' ? left : 0}
        problem={problem}
      />
      <div className="relative flex min-h-0 grow">
        {state === 'lines' ? (
          <LogLines
            feed={feed}
            label={`Lines of ${name}`}
            labels={grouped.labels}
            filter={query.filter}
            zone={logLooks.zone}
            wrap={logLooks.wrap}
            anchor={anchor}
            opened={opened}
            scroller={scroller}
            onAnchor={reading.goTo}
            onOpen={reading.open}
          />
        ) : (
          <div className="min-w-0 grow">
            <LogWall
              connection={connection}
              table={feed.table}
              namespace={namespace}
              previous={query.previous}
              onClear={query.clear}
              onRetry={onRetry}
            />
          </div>
        )}
        {opened !== null && (
          <OpenedLine
            line={opened}
            label={grouped.labels[opened.source]}
            onCopy={copy}
            onFilter={(text) => query.setText(/["\s]/.test(text) ? `"${text.replaceAll('"', ' ').trim()}"` : text)}
            onClose={reading.close}
          />
        )}
      </div>
    </section>
  )
}
