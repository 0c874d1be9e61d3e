'use client'
import { Clock3, TriangleAlert, Unplug } from 'lucide-react'
import { Notice, Notices } from '@/components/ui/notice'
import { formatClock } from '@/components/ui/now'
import { formatCount } from '@/lib/format/count'
import type { LogSource } from '@/lib/logs/log-sources'
import type { LogConnection } from './log-connection'

export interface LogNoticesProps {
  readonly connection: LogConnection
  readonly sources: readonly LogSource[]
  /** Containers that are not read because there are too many. */
  readonly left: number
  /** Of the text filter. */
  readonly problem: string | null
}

/** So many sentences of sources are said in full; of more, how many. */
const few = 3

/** Over the lines, what makes them less than whole: a lost connection, containers that wait or are refused. */
export function LogNotices({ connection, sources, left, problem }: LogNoticesProps) {
  const lost = lostText(connection)
  const waiting = sentencesOf(sources, 'waiting')
  const refused = sentencesOf(sources, 'refused')
  if (lost === null && left === 0 && problem === null && waiting.length === 0 && refused.length === 0) return null
  return (
    <Notices>
      {lost !== null && (
        <Notice icon={Unplug} ink="text-degraded">
          {lost}
        </Notice>
      )}
      {problem !== null && (
        <Notice icon={TriangleAlert} ink="text-failed">
          <span id="log-filter-problem">{problem} All lines are shown.</span>
        </Notice>
      )}
      {left > 0 && (
        <Notice icon={TriangleAlert} ink="text-degraded">
          {formatCount(sources.length)} containers are read at once, and {formatCount(left)} more are not: open the logs
          of one pod to see its own.
        </Notice>
      )}
      <Sentences icon={TriangleAlert} ink="text-failed" sentences={refused} rest="more containers can't be read" />
      <Sentences icon={Clock3} ink="text-paused" sentences={waiting} rest="more containers have no lines yet" />
    </Notices>
  )
}

function lostText(connection: LogConnection): string | null {
  if (connection.state === 'failed') return connection.problem.sentence
  if (connection.state !== 'lost') return null
  return `The connection to Quarterdeck broke at ${formatClock(connection.since)}; it is tried again, and lines that come until then are not lost.`
}

/** The same words once, with the number of containers that say them. */
function sentencesOf(sources: readonly LogSource[], state: LogSource['state']): readonly string[] {
  return sources.flatMap((source) => (source.state === state ? [source.sentence ?? `${source.pod}: ${state}`] : []))
}

interface SentencesProps {
  readonly icon: typeof Clock3
  readonly ink: string
  readonly sentences: readonly string[]
  readonly rest: string
}

function Sentences({ icon, ink, sentences, rest }: SentencesProps) {
  const distinct = [...new Set(sentences)]
  const shown = distinct.slice(0, few)
  const more = distinct.length - shown.length
  return (
    <>
      {shown.map((sentence) => (
        <Notice key={sentence} icon={icon} ink={ink}>
          {sentence}
        </Notice>
      ))}
      {more > 0 && (
        <Notice icon={icon} ink={ink}>
          {more} {rest}: see Pods.
        </Notice>
      )}
    </>
  )
}
