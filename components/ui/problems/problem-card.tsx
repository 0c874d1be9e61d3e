import Link from 'next/link'
import { memo } from 'react'
import { objectAddress } from '@/components/ui/address'
import { looks } from '@/components/ui/looks'
import { Age } from '@/components/ui/now'
import type { ProblemRow } from '@/lib/views/problems'
import { subjectOf } from './address'
import { causeTitle } from './cause'
import { Harm, Remedies, Why } from './problem-details'
import { SeverityMark, severityInk, severityOf, severityWords } from './severity'

export interface ProblemCardProps {
  readonly cluster: string
  readonly row: ProblemRow
}

/** One problem: how bad, what, since when, whom it harms, why, and what to do. */
function Card({ cluster, row }: ProblemCardProps) {
  const severity = severityOf(row.severity)
  return (
    <article className="grid grid-cols-[auto_minmax(0,1fr)_auto] gap-x-2.5 gap-y-1 px-4 py-3 md:px-6 xl:grid-cols-[auto_minmax(0,1fr)_22rem_4.5rem] xl:gap-x-4">
      <span className="flex h-4 items-center">
        <SeverityMark severity={severity} />
      </span>
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-2 text-sm">
          <span className={`font-medium ${severityInk[severity]}`}>{severityWords[severity]}</span>
          <span className="text-quiet">{causeTitle(row.cause)}</span>
          <Subject cluster={cluster} row={row} />
        </p>
        <p className="mt-0.5 max-w-[100ch] font-medium wrap-anywhere">{row.sentence}</p>
        <div className="text-quiet">
          <Harm row={row} />
        </div>
        <Why row={row} />
      </div>
      <p className="text-right text-sm whitespace-nowrap text-quiet tabular-nums xl:order-last">
        <span className="sr-only">for </span>
        <Age at={row.since} />
      </p>
      <div className="col-span-2 col-start-2 min-w-0 max-xl:order-last xl:col-span-1 xl:col-start-3 xl:-mt-1">
        <Remedies cluster={cluster} row={row} />
      </div>
    </article>
  )
}

export const ProblemCard = memo(Card)

function Subject({ cluster, row }: ProblemCardProps) {
  const href = objectAddress(cluster, subjectOf(row))
  const words = (
    <>
      <span className="font-sans">{row.kind} </span>
      {row.namespace === '' ? row.name : `${row.namespace}/${row.name}`}
    </>
  )
  if (href === undefined) return <span className="min-w-0 font-mono wrap-anywhere">{words}</span>
  return (
    <Link href={href} prefetch={false} className={`${looks.link} min-w-0 font-mono wrap-anywhere`}>
      {words}
    </Link>
  )
}
