'use client'
import { TriangleAlert } from 'lucide-react'
import { formatClock } from '@/components/ui/now'
import type { FreshnessByType } from '@/lib/live/freshness'
import { troubles, type ViewState } from '@/lib/live/view-state'

/** Over the rows, what makes them less than right: how old they are, and which types are missing from them. */
export function Notices({ state, freshness }: { state: ViewState; freshness: FreshnessByType }) {
  const wall = !['live', 'stale', 'no-match', 'empty'].includes(state.state)
  const found = wall ? [] : troubles(freshness)
  const late = state.state === 'stale' && state.problem === null
  const bySentence = Map.groupBy(found, ({ problem }) => problem.sentence)
  if (!late && found.length === 0) return null
  return (
    <div role="status" className="shrink-0 border-b border-line bg-raised px-3 py-2">
      {late && <Notice>{staleText(state.since)}</Notice>}
      {[...bySentence].map(([sentence, those]) => (
        <Notice key={sentence}>
          <span className="font-mono font-medium">{those.map(({ type }) => type).join(', ')}</span> {sentence}
        </Notice>
      ))}
    </div>
  )
}

function Notice({ children }: { children: React.ReactNode }) {
  return (
    <p className="flex items-start gap-2">
      <TriangleAlert aria-hidden size={14} className="mt-0.75 shrink-0 text-degraded" />
      <span className="min-w-0">{children}</span>
    </p>
  )
}

const staleText = (since: number) =>
  `These rows are as they were at ${formatClock(since)}; what changed since is not here yet.`
