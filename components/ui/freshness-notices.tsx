import { Lock } from 'lucide-react'
import { Notice, Notices } from '@/components/ui/notice'
import { formatClock } from '@/components/ui/now'
import { sayNamespaces } from '@/lib/live/coverage'
import type { FreshnessByType } from '@/lib/live/freshness'
import { isNotPermitted, troubles, uncovered, type ViewState } from '@/lib/live/view-state'

export interface FreshnessNoticesProps {
  /** What is shown below: "these rows". */
  readonly those: string
  readonly state: ViewState
  /** The types that these come from. */
  readonly primary: readonly string[]
  readonly freshness: FreshnessByType
  /** Namespaces that are asked for; none: all. */
  readonly namespaces: readonly string[]
  readonly inset?: string
}

/** Over rows, what makes them less than right: how old they are, which types are late or missing, and what may not be read. */
export function FreshnessNotices(props: FreshnessNoticesProps) {
  const { those, state, primary, freshness, namespaces, inset } = props
  if (!['live', 'stale', 'no-match', 'empty'].includes(state.state)) return null
  const late = state.state === 'stale' && state.problem === null
  const found = troubles(freshness)
  const hidden = found.filter(({ type }) => isNotPermitted(freshness[type]))
  const ill = Map.groupBy(
    found.filter((each) => !hidden.includes(each)),
    ({ type, problem }) => `${freshness[type]?.state === 'stale' ? 'stale' : ''} ${problem.sentence}`,
  )
  const outside = uncovered(primary, freshness, namespaces)
  if (!late && found.length === 0 && outside.length === 0) return null
  return (
    <Notices {...(inset !== undefined && { inset })}>
      {late && (
        <Notice>
          These {those} are as they were at {formatClock(state.since)}; what changed since is not here yet.
        </Notice>
      )}
      {[...ill].map(([key, types]) => (
        <Notice key={key}>
          These {those} {key.startsWith('stale') ? 'may be out of date in' : 'tell nothing of'} <Types types={types} />:{' '}
          {types[0]?.problem.sentence}
        </Notice>
      ))}
      {outside.length > 0 && (
        <Notice icon={Lock} ink="text-quiet">
          These {those} are without {sayNamespaces(outside)}: the right to list them there is missing.
        </Notice>
      )}
      {hidden.length > 0 && (
        <Notice icon={Lock} ink="text-quiet">
          These {those} tell nothing of <Types types={hidden} />: you may not list {hidden.length === 1 ? 'it' : 'them'}
          .
        </Notice>
      )}
    </Notices>
  )
}

/** So many are named in full. */
const few = 4

function Types({ types }: { types: readonly { readonly type: string }[] }) {
  const shown = types.slice(0, types.length > few ? few - 1 : few)
  const more = types.slice(shown.length).map(({ type }) => type)
  return (
    <span className="wrap-anywhere">
      <span className="font-mono text-sm font-medium">{shown.map(({ type }) => type).join(', ')}</span>
      {more.length > 0 && <span title={more.join(', ')}> and {more.length} more</span>}
    </span>
  )
}
