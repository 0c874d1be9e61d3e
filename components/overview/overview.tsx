'use client'
import { OctagonAlert } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { useMemo } from 'react'
import { useConnection } from '@/components/live/use-connection'
import { useTable } from '@/components/live/use-table'
import { editQuery, pageAddress, scopeOf } from '@/components/ui/address'
import { looks } from '@/components/ui/looks'
import { Message } from '@/components/ui/message'
import { MissingRight } from '@/components/ui/missing-right'
import { formatClock } from '@/components/ui/now'
import { useReportFreshness } from '@/components/ui/page-freshness'
import { problemsAddress } from '@/components/ui/problems/address'
import { coverageOf, joinNames, sayNamespaces } from '@/lib/live/coverage'
import type { Problem } from '@/lib/live/freshness'
import type { Answer } from '@/lib/live/message'
import { type ViewState, viewState } from '@/lib/live/view-state'
import type { ProblemRow } from '@/lib/views/problems'
import { shapes } from '@/lib/views/shapes'
import type { Health } from '@/lib/views/view'
import { Attention } from './attention'
import { CountBlock } from './count-block'
import { type Counted, overviewQuestions } from './questions'

export interface OverviewProps {
  readonly cluster: string
  readonly initial: Readonly<Record<Counted | 'problems', Answer | undefined>>
}

const titles: Readonly<Record<Counted, string>> = {
  workloads: 'Workloads',
  pods: 'Pods',
  nodes: 'Nodes',
  namespaces: 'Namespaces',
}
const counted: readonly Counted[] = ['workloads', 'pods', 'nodes', 'namespaces']

/** What is broken, and how much there is of everything. */
export function Overview({ cluster, initial }: OverviewProps) {
  const scope = scopeOf(useSearchParams())
  const namespaces = useMemo(() => new URLSearchParams(scope).getAll('namespace').sort(), [scope])
  const tables = useTables(cluster, namespaces, initial)
  const { connection } = tables
  const stateOf = (view: Counted) =>
    viewState(shapes[view].primary, tables[view], connection, view === 'nodes' ? [] : namespaces)
  const covered = coverageOf(tables.pods.freshness) ?? coverageOf(tables.workloads.freshness)
  const down = sameProblem(counted.map(stateOf))
  if (down !== null)
    return (
      <Message icon={OctagonAlert} title={`${cluster} cannot be shown`}>
        <p>{down.sentence}</p>
        {down.detail !== null && <p className="font-mono text-sm break-words">{down.detail}</p>}
        <button type="button" className={looks.button} onClick={() => window.location.reload()}>
          Try again
        </button>
      </Message>
    )
  if (counted.every((view) => stateOf(view).state === 'forbidden'))
    return <NothingTheirs cluster={cluster} namespaces={namespaces} />
  return (
    <div className="min-h-0 grow overflow-y-auto" tabIndex={0}>
      <h1 className="sr-only">Overview of {cluster}</h1>
      <div className="grid grid-cols-2 divide-line border-b border-line lg:grid-cols-4 lg:divide-x">
        {counted.map((view) => {
          const state = stateOf(view)
          const readable = view === 'namespaces' && state.state === 'forbidden' ? (covered?.namespaces ?? []) : []
          return (
            <CountBlock
              key={view}
              title={titles[view]}
              total={readable.length > 0 ? readable.length : isKnown(state) ? tables[view].total : null}
              counts={tables[view].facets.health ?? {}}
              note={readable.length > 0 ? readableWords(readable) : noteOn(state)}
              address={
                view === 'namespaces'
                  ? null
                  : (health) => pageAddress(cluster, view, editQuery(new URLSearchParams(scope), healthPick(health)))
              }
            />
          )
        })}
      </div>
      <Attention
        cluster={cluster}
        asked={scope}
        table={tables.problems}
        namespaces={namespaces}
        covered={namespaces.length === 0 ? (covered?.namespaces ?? null) : namespaces}
        state={viewState(shapes.problems.primary, tables.problems, connection, namespaces)}
        looked={(['workloads', 'pods', 'nodes'] as const)
          .filter((view) => isKnown(stateOf(view)))
          .map((view) => ({ what: view, total: tables[view].total }))}
        href={problemsAddress(cluster, scope)}
      />
    </div>
  )
}

function useTables(cluster: string, namespaces: readonly string[], initial: OverviewProps['initial']) {
  const workloads = useTable(cluster, 'workloads', overviewQuestions.workloads(namespaces), initial.workloads)
  const pods = useTable(cluster, 'pods', overviewQuestions.pods(namespaces), initial.pods)
  const nodes = useTable(cluster, 'nodes', overviewQuestions.nodes(), initial.nodes)
  const scoped = useTable(cluster, 'namespaces', overviewQuestions.namespaces(namespaces), initial.namespaces)
  const problems = useTable<ProblemRow>(cluster, 'problems', overviewQuestions.problems(namespaces), initial.problems)
  useReportFreshness(workloads.freshness)
  useReportFreshness(pods.freshness)
  useReportFreshness(nodes.freshness)
  useReportFreshness(scoped.freshness)
  useReportFreshness(problems.freshness)
  return { workloads, pods, nodes, namespaces: scoped, problems, connection: useConnection() }
}

const healthPick = (health: Health | null) => ({ 'facet.health': health === null ? [] : [health] })

/** What keeps everything from being shown, when it is one and the same. */
function sameProblem(states: readonly ViewState[]): Problem | null {
  const [first, ...others] = states.map((state) => (state.state === 'broken' ? state.problem : null))
  return first && others.every((problem) => problem?.sentence === first.sentence) ? first : null
}

/** Where somebody may list nothing of all this. */
function NothingTheirs({ cluster, namespaces }: { cluster: string; namespaces: readonly string[] }) {
  const where = namespaces.length === 0 ? cluster : `${sayNamespaces(namespaces)} of ${cluster}`
  const rights = ['deployments.apps', 'pods'].map((resource) => ({
    verb: 'list',
    resource,
    namespace: namespaces[0] ?? null,
  }))
  return (
    <div className="min-h-0 grow overflow-y-auto">
      <MissingRight
        title={`You may not look into ${where}`}
        sentence="You are signed in, but have no right to list workloads, pods, nodes or namespaces there."
        rights={rights}
      />
    </div>
  )
}

/** Why there is no number, or of when it is; what is behind that is told once for all, over the problems. */
function noteOn(state: ViewState): string | null {
  switch (state.state) {
    case 'stale':
      return `As it was at ${formatClock(state.since)}.`
    case 'forbidden':
      return state.problem.code === 'forbidden' ? 'Quarterdeck may not list them.' : 'You may not list them.'
    case 'broken':
    case 'absent':
      return state.problem.sentence
    default:
      return null
  }
}

const readableWords = (names: readonly string[]) =>
  names.length === 1 ? `You may read ${names[0]} alone.` : `You may read ${joinNames(names)}.`

const isKnown = ({ state }: ViewState) => ['live', 'stale', 'empty', 'no-match'].includes(state)
