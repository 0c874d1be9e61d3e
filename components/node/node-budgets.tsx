'use client'
import { useMemo } from 'react'
import { useConnection } from '@/components/live/use-connection'
import { useTable } from '@/components/live/use-table'
import { HealthMark, healthInk } from '@/components/ui/health'
import { ObjectLink } from '@/components/ui/object/object-link'
import { useReportFreshness } from '@/components/ui/page-freshness'
import { coverageOf, sayNamespaces } from '@/lib/live/coverage'
import type { Coverage } from '@/lib/live/freshness'
import { isKnownIn } from '@/lib/live/known'
import { type Question, windowLimit } from '@/lib/live/question'
import { type ViewState, viewState } from '@/lib/live/view-state'
import { type DrainBudget, drainBudgets, drainQuestion } from '@/lib/objects/drain-budgets'
import { type PodRow, podsShape } from '@/lib/views/pods'
import { type RelatedRow, relatedShape } from '@/lib/views/related'

/** The budgets that decide whether the pods of a node may go, the strictest first. */
export function NodeBudgets({ cluster, node }: { cluster: string; node: string }) {
  const question = useMemo(() => podsOnQuestion(node), [node])
  const pods = useTable<PodRow>(cluster, 'pods', question)
  const placed = pods.keys.flatMap((_, index) => pods.rowAt(pods.offset + index) ?? [])
  const state = viewState(podsShape.primary, pods, useConnection())
  const covered = coverageOf(pods.freshness, podsShape.primary)
  if (placed.length === 0) return <p className="text-quiet">{withoutPods(state, covered)}</p>
  return (
    <>
      <BudgetsOf cluster={cluster} pods={placed} />
      {covered !== null && (
        <p className="mt-1 text-quiet">Told of its pods in {sayNamespaces(covered.namespaces)} only.</p>
      )}
    </>
  )
}

function withoutPods(state: ViewState, covered: Coverage | null): string {
  if (state.state === 'loading') return 'Loading its pods'
  if ('problem' in state && state.problem !== null) return state.problem.sentence
  const where = covered === null ? 'here' : `here in ${sayNamespaces(covered.namespaces)}`
  return `No pod is ${where} that would have to go.`
}

const podsOnQuestion = (node: string): Question => ({
  namespaces: [],
  text: '',
  facets: { node: [node] },
  sort: { column: 'name', descending: false },
  offset: 0,
  limit: windowLimit,
})

function BudgetsOf({ cluster, pods }: { cluster: string; pods: readonly PodRow[] }) {
  const table = useTable<RelatedRow>(cluster, 'related', drainQuestion(pods))
  useReportFreshness(table.freshness)
  const budgetsRead = table.freshness['poddisruptionbudgets.policy']
  const isKnown = pods.every(({ namespace }) => isKnownIn(budgetsRead, namespace))
  const state = viewState(relatedShape.primary, table, useConnection())
  const rows = table.keys.flatMap((_, index) => table.rowAt(table.offset + index) ?? [])
  const budgets = drainBudgets(pods, rows)
  if (state.state === 'loading' && budgets.length === 0)
    return <p className="animate-appear text-quiet">Loading them</p>
  if (budgets.length === 0)
    return (
      <p className="text-quiet">
        {isKnown ? 'None stands before them.' : 'Whether any stands before them cannot be read now.'}
      </p>
    )
  return (
    <ul className="space-y-1">
      {budgets.map((budget) => (
        <li key={budget.row.key} className="wrap-break-word">
          <Budget cluster={cluster} budget={budget} />
        </li>
      ))}
    </ul>
  )
}

function Budget({ cluster, budget: { row, workload, pods } }: { cluster: string; budget: DrainBudget }) {
  const { health, namespace, name, state, words } = row
  return (
    <>
      {health !== null && <HealthMark health={health} />}{' '}
      <span className="font-mono text-sm">
        {namespace}/{name}
      </span>{' '}
      <span className={health === null || health === 'healthy' ? '' : healthInk[health]}>{state}</span>
      <span className="text-quiet">
        {' · '}
        {pods} {pods === 1 ? 'pod' : 'pods'} of <ObjectLink cluster={cluster} to={workload} withKind /> here · {words}
      </span>
    </>
  )
}
