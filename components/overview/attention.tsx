'use client'
import { CircleCheck, LoaderCircle, Lock, OctagonAlert } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import type { LiveTable } from '@/components/live/use-table'
import { FreshnessNotices } from '@/components/ui/freshness-notices'
import { useShownOrder } from '@/components/ui/list/order'
import { Pill } from '@/components/ui/list/pill'
import { looks } from '@/components/ui/looks'
import { formatClock } from '@/components/ui/now'
import { ProblemCard } from '@/components/ui/problems/problem-card'
import { SeverityMark, severityWords } from '@/components/ui/problems/severity'
import { formatCount } from '@/lib/format/count'
import { severities } from '@/lib/health/problems/severity'
import { sayNamespaces } from '@/lib/live/coverage'
import type { ViewState } from '@/lib/live/view-state'
import { type ProblemRow, problemsShape } from '@/lib/views/problems'

export interface AttentionProps {
  readonly cluster: string
  /** What is asked, as text: other questions are other lists. */
  readonly asked: string
  readonly table: LiveTable<ProblemRow>
  readonly state: ViewState
  /** Those that are asked for; none: all. */
  readonly namespaces: readonly string[]
  /** Those that were looked at; null: all. */
  readonly covered: readonly string[] | null
  /** What was looked at, and how much of it there is. */
  readonly looked: readonly { readonly what: string; readonly total: number }[]
  /** Where all problems are listed. */
  readonly href: string
}

/** The worst problems, worst first; or that there are none, and how far that may be believed. */
export function Attention(props: AttentionProps) {
  const { cluster, asked, table, state, namespaces, looked, covered, href } = props
  const [hovered, setHovered] = useState(false)
  const order = useShownOrder(table, asked, hovered)
  const rows = order.keys.flatMap((_, place) => order.rowAt(order.offset + place) ?? [])
  return (
    <section aria-labelledby="attention">
      <div className="flex flex-wrap items-baseline gap-x-5 gap-y-1 px-4 pt-4 pb-2 md:px-6">
        <h2 id="attention" className="text-lg font-semibold">
          Needs attention
        </h2>
        <Severities counts={table.facets.severity ?? {}} />
        {table.matched > 0 && (
          <Link href={href} prefetch={false} className={`${looks.link} ml-auto`}>
            {table.matched > rows.length ? `Show all ${formatCount(table.matched)}` : 'Show as a list'}
          </Link>
        )}
      </div>
      <div className="-mb-px border-t border-line empty:hidden">
        <FreshnessNotices
          those="problems"
          state={state}
          primary={problemsShape.primary}
          freshness={table.freshness}
          namespaces={namespaces}
          inset="px-4 md:px-6"
        />
      </div>
      {rows.length === 0 ? (
        <NoProblems state={state} looked={looked} covered={covered} />
      ) : (
        <div
          className="relative border-t border-line"
          onPointerEnter={(event) => setHovered(event.pointerType === 'mouse')}
          onPointerLeave={() => setHovered(false)}
        >
          <Pill waiting={order.waiting} onApply={order.apply} />
          <ol className="divide-y divide-line border-b border-line">
            {rows.map((row) => (
              <li key={row.key}>
                <ProblemCard cluster={cluster} row={row} />
              </li>
            ))}
          </ol>
          {table.matched > rows.length && (
            <p className="px-4 py-3 md:px-6">
              <Link href={href} prefetch={false} className={looks.link}>
                Show all {formatCount(table.matched)} problems
              </Link>
            </p>
          )}
        </div>
      )}
    </section>
  )
}

function Severities({ counts }: { counts: Readonly<Record<string, number>> }) {
  const there = severities.filter((severity) => (counts[severity] ?? 0) > 0)
  return (
    <ul className="flex flex-wrap gap-x-4">
      {there.map((severity) => (
        <li key={severity} className="flex items-center gap-1.5">
          <SeverityMark severity={severity} />
          <span className="font-medium tabular-nums">{formatCount(counts[severity] ?? 0)}</span>
          <span className="text-quiet">{severityWords[severity].toLowerCase()}</span>
        </li>
      ))}
    </ul>
  )
}

/** Why there is no line: nothing is wrong, or it is not known. */
function NoProblems({ state, looked, covered }: Pick<AttentionProps, 'state' | 'looked' | 'covered'>) {
  switch (state.state) {
    case 'loading':
      return (
        <Line icon={LoaderCircle} late title="Looking for problems">
          {state.loaded > 0 && loadedOf(state.loaded, state.expected)}
        </Line>
      )
    case 'forbidden':
    case 'absent':
      return (
        <Line icon={Lock} title="Problems cannot be seen">
          {state.problem.sentence}
        </Line>
      )
    case 'broken':
      return (
        <Line icon={OctagonAlert} title="Problems cannot be told now">
          {state.problem.sentence}
        </Line>
      )
    case 'stale':
      return (
        <Line icon={CircleCheck} title={`Nothing needed attention at ${formatClock(state.since)}`}>
          {lookedAt(looked, covered)}.
        </Line>
      )
    case 'live':
    case 'empty':
    case 'no-match':
      return (
        <Line icon={CircleCheck} well title="Nothing needs attention">
          {lookedAt(looked, covered)}, as they are now.
        </Line>
      )
  }
}

interface LineProps {
  readonly icon: typeof CircleCheck
  readonly title: string
  readonly well?: boolean
  /** Shown only when it takes longer than a glance. */
  readonly late?: boolean
  readonly children: React.ReactNode
}

function Line({ icon: Icon, title, well = false, late = false, children }: LineProps) {
  return (
    <div
      role="status"
      className={`flex gap-2.5 border-t border-line px-4 py-4 md:px-6 ${late ? 'animate-appear' : ''}`}
    >
      <Icon aria-hidden size={18} className={`mt-px shrink-0 ${well ? 'text-healthy' : 'text-quiet'}`} />
      <div className="min-w-0">
        <p className="font-medium">{title}</p>
        <p className="text-quiet">{children}</p>
      </div>
    </div>
  )
}

function loadedOf(loaded: number, expected: number | null): string {
  if (expected === null) return `${formatCount(loaded)} objects read so far`
  return `${formatCount(loaded)} of ${formatCount(expected)} objects read`
}

/** Said of no more than could be looked at. */
function lookedAt(looked: AttentionProps['looked'], covered: AttentionProps['covered']): string {
  const parts = looked.map(({ what, total }) => `${formatCount(total)} ${total === 1 ? what.slice(0, -1) : what}`)
  const last = parts.pop() ?? 'nothing'
  const all = parts.length === 0 ? last : `${parts.join(', ')} and ${last}`
  return covered === null ? `Looked at ${all}` : `Looked at ${all} in ${sayNamespaces(covered)}`
}
