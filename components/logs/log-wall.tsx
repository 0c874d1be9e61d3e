'use client'
import { Clock3, Inbox, OctagonAlert, SearchX, Unplug } from 'lucide-react'
import { looks } from '@/components/ui/looks'
import { Message } from '@/components/ui/message'
import { MissingRight } from '@/components/ui/missing-right'
import type { LogSource } from '@/lib/logs/log-sources'
import type { LogTable } from '@/lib/logs/log-table'
import type { LogConnection } from './log-connection'

export interface LogWallProps {
  readonly connection: LogConnection
  readonly table: LogTable
  readonly namespace: string
  readonly previous: boolean
  onClear(): void
  onRetry(): void
}

/** What stands where lines would be when there are none, and why. */
export function LogWall({ connection, table, namespace, previous, onClear, onRetry }: LogWallProps) {
  const { sources, lines, nothing } = table
  if (lines.held > 0)
    return (
      <Message icon={SearchX} title="Nothing matches">
        <p>There are lines, but none that pass this filter. Lines that come and match will show.</p>
        <button type="button" className={looks.button} onClick={onClear}>
          Clear filter
        </button>
      </Message>
    )
  if (connection.state === 'failed') return <Failed connection={connection} onRetry={onRetry} />
  if (connection.state === 'lost')
    return (
      <Message icon={Unplug} title="Quarterdeck cannot be reached">
        <p>It is tried again by itself, at most 10 seconds apart.</p>
        <button type="button" className={looks.button} onClick={onRetry}>
          Try now
        </button>
      </Message>
    )
  const refused = all(sources, 'refused')
  if (refused !== null) return <Refused sentence={refused} namespace={namespace} />
  const waiting = all(sources, 'waiting')
  if (waiting !== null)
    return (
      <Message icon={Clock3} title={previous ? 'No previous run' : 'Nothing has started yet'}>
        <p className="break-words">{waiting}</p>
        {!previous && <p>Lines show as soon as there are any.</p>}
      </Message>
    )
  const gone = all(sources, 'gone')
  if (gone !== null) return <Message icon={Inbox} title="The pod is gone, and its logs with it" />
  if (nothing !== null)
    return (
      <Message icon={Inbox} title="No pod">
        <p>{nothing}</p>
      </Message>
    )
  if (sources.length === 0 && connection.state !== 'ended') return <Connecting />
  return (
    <Message icon={Inbox} title={connection.state === 'ended' ? 'No lines' : 'No lines yet'} late>
      <p>
        {connection.state === 'ended' ? 'Nothing was written.' : 'Nothing was written so far; lines show as they come.'}
      </p>
    </Message>
  )
}

function Failed({
  connection: { problem, retries },
  onRetry,
}: {
  readonly connection: Extract<LogConnection, { readonly state: 'failed' }>
  onRetry(): void
}) {
  return (
    <Message icon={OctagonAlert} title="Logs cannot be shown">
      <p>{problem.sentence}</p>
      {problem.detail !== null && <p className="font-mono text-sm break-words">{problem.detail}</p>}
      {retries && <p>It is tried again by itself.</p>}
      <button type="button" className={looks.button} onClick={onRetry}>
        Try again
      </button>
    </Message>
  )
}

function Refused({ sentence, namespace }: { readonly sentence: string; readonly namespace: string }) {
  return (
    <MissingRight
      title="You may not read these logs"
      sentence={sentence}
      rights={[{ verb: 'get', resource: 'pods/log', namespace }]}
    />
  )
}

const widths = ['w-3/5', 'w-4/5', 'w-1/2', 'w-2/3', 'w-3/4', 'w-2/5'] as const

/** Lines on their way, seen only when they take longer than a glance. */
function Connecting() {
  return (
    <div role="status" aria-label="Reading logs" className="animate-appear p-3">
      {widths.map((width) => (
        <span key={width} className={`mb-3 block h-2 rounded-sm bg-line ${width}`} />
      ))}
    </div>
  )
}

/** What all of them say, if all are in this state: the words of the first. */
function all(sources: readonly LogSource[], state: LogSource['state']): string | null {
  const [first] = sources
  if (first === undefined || sources.some((source) => source.state !== state)) return null
  return first.sentence ?? ''
}
