import { TriangleAlert } from 'lucide-react'
import { formatClock } from '@/components/ui/now'
import type { FreshnessByType } from '@/lib/live/freshness'
import { troubles, type ViewState } from '@/lib/live/view-state'

/** What the problems below do not tell: those of types that can't be read, and what changed since they were right. */
export function Unseen({ freshness, state }: { freshness: FreshnessByType; state: ViewState }) {
  if (!['live', 'stale', 'empty', 'no-match'].includes(state.state)) return null
  const found = Map.groupBy(troubles(freshness), ({ problem }) => problem.sentence)
  const late = state.state === 'stale' && state.problem === null
  if (found.size === 0 && !late) return null
  return (
    <div role="status" className="border-t border-line bg-raised px-4 py-2 md:px-6">
      {late && <Notice>These problems are as they were at {formatClock(state.since)}.</Notice>}
      {[...found].map(([sentence, those]) => (
        <Notice key={sentence}>
          {those.every(({ type }) => freshness[type]?.state === 'stale')
            ? 'Problems may be out of date in '
            : 'Problems are not seen in '}
          <span className="font-mono text-sm font-medium">{those.map(({ type }) => type).join(', ')}</span>: {sentence}
        </Notice>
      ))}
    </div>
  )
}

function Notice({ children }: { children: React.ReactNode }) {
  return (
    <p className="flex items-start gap-2">
      <TriangleAlert aria-hidden size={14} className="mt-0.75 shrink-0 text-degraded" />
      <span className="min-w-0 wrap-anywhere">{children}</span>
    </p>
  )
}
