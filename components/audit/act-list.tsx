'use client'
import Link from 'next/link'
import { HealthMark, healthInk } from '@/components/ui/health'
import { looks } from '@/components/ui/looks'
import type { ActQuestion } from '@/lib/audit/act-question'
import { deedOf, standingWords } from '@/lib/audit/act-sentence'
import type { AuditAct, Standing } from '@/lib/audit/audit-record'
import { formatInstant } from '@/lib/format/instant'
import type { Health } from '@/lib/views/view'
import { ActDetails } from './act-details'
import { auditAddress, newestFirst } from './address'

interface Props {
  readonly acts: readonly AuditAct[]
  readonly next: number | null
  readonly question: ActQuestion
  readonly open: number
}

const columns =
  'md:grid md:grid-cols-[10.5rem_minmax(6rem,11rem)_minmax(10rem,1fr)_minmax(6rem,14rem)_10rem] md:items-center md:gap-x-4 px-3'

/** Acts in lines, each of which opens. */
export function ActList({ acts, next, question, open }: Props) {
  return (
    <>
      <div
        aria-hidden
        className={`sticky top-0 z-10 hidden h-8 border-b border-line bg-surface ${looks.heading} ${columns}`}
      >
        <span>When (UTC)</span>
        <span>Who</span>
        <span>What</span>
        <span>Where</span>
        <span>Outcome</span>
      </div>
      <ol aria-label="Acts, newest first">
        {acts.map((act) => (
          <li key={act.sequence} className="border-b border-line">
            <details open={act.sequence === open} className="open:bg-raised">
              <summary className={`cursor-pointer list-none py-1.5 hover:bg-hover md:py-1.5 ${columns}`}>
                <Line act={act} />
              </summary>
              <ActDetails act={act} />
            </details>
          </li>
        ))}
      </ol>
      <nav aria-label="Pages of the list" className="flex gap-2 p-3">
        {question.before !== undefined && (
          <Link href={auditAddress(newestFirst(question))} prefetch={false} className={looks.button}>
            Newest
          </Link>
        )}
        {next !== null && (
          <Link href={auditAddress({ ...question, before: next })} prefetch={false} className={looks.button}>
            Older
          </Link>
        )}
      </nav>
    </>
  )
}

/** In the order of the columns; on a phone two lines: what and how it went, then who, when and where. */
function Line({ act }: { act: AuditAct }) {
  const where = [act.cluster, act.namespace].filter((part) => part !== null).join(' / ')
  const deed = deedOf(act)
  return (
    <span className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 md:contents">
      <time
        dateTime={new Date(act.at).toISOString()}
        className="text-quiet tabular-nums max-md:order-3 max-md:text-right"
      >
        {formatInstant(act.at, 'utc').replace(' UTC', '')}
      </time>
      <span className="truncate max-md:order-2 max-md:col-start-1 max-md:row-start-2" title={act.person}>
        {act.person}
        <span className="text-quiet md:hidden">{where === '' ? '' : ` · ${where}`}</span>
      </span>
      <span className="truncate font-medium max-md:order-first" title={deed}>
        {deed}
        {act.reason !== null && <span className="ml-2 font-normal text-quiet max-md:hidden">{act.reason}</span>}
      </span>
      <span className="truncate text-quiet max-md:hidden" title={where}>
        {where}
      </span>
      <OutcomeWord outcome={act.outcome} />
    </span>
  )
}

const marks: Readonly<Record<Standing, Health>> = {
  done: 'healthy',
  refused: 'paused',
  failed: 'failed',
  unknown: 'degraded',
  'under-way': 'progressing',
}

function OutcomeWord({ outcome }: { outcome: Standing }) {
  const mark = marks[outcome]
  return (
    <span className="flex items-center gap-2 whitespace-nowrap max-md:order-1 max-md:justify-self-end">
      <HealthMark health={mark} />
      <span className={outcome === 'done' ? '' : healthInk[mark]}>{standingWords[outcome]}</span>
    </span>
  )
}
