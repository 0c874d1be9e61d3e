'use client'
import { OctagonAlert } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { useMemo } from 'react'
import { useConnection } from '@/components/live/use-connection'
import { type LiveTable, useTable } from '@/components/live/use-table'
import { editQuery, type Page, pageAddress, scopeOf } from '@/components/ui/address'
import { looks } from '@/components/ui/looks'
import { Message } from '@/components/ui/message'
import { useReportFreshness } from '@/components/ui/page-freshness'
import type { Problem } from '@/lib/live/freshness'
import type { Answer } from '@/lib/live/message'
import { type ViewState, viewState } from '@/lib/live/view-state'
import type { NodeRow } from '@/lib/views/nodes'
import { shapes } from '@/lib/views/shapes'
import type { Health, Row } from '@/lib/views/view'
import type { WorkloadRow } from '@/lib/views/workloads'
import { CountBlock } from './count-block'
import { type ProblemLine, ProblemList } from './problem-list'
import { type Counted, overviewQuestions } from './questions'

export interface OverviewProps {
  readonly cluster: string
  readonly initial: Readonly<Record<Counted, Answer | undefined>>
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
  const addressOf = (page: Page, edits: Readonly<Record<string, readonly string[]>>) =>
    pageAddress(cluster, page, editQuery(new URLSearchParams(scope), edits))
  const { connection } = tables
  const down = sameProblem(counted.map((view) => viewState(shapes[view].primary, tables[view], connection)))
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
  return (
    <div className="min-h-0 grow overflow-y-auto" tabIndex={0}>
      <h1 className="sr-only">Overview of {cluster}</h1>
      <div className="grid grid-cols-2 divide-line lg:grid-cols-4 lg:divide-x">
        {counted.map((view) => {
          const state = viewState(shapes[view].primary, tables[view], connection)
          return (
            <CountBlock
              key={view}
              title={titles[view]}
              total={isKnown(state) ? tables[view].total : null}
              counts={tables[view].facets.health ?? {}}
              problem={'problem' in state && state.problem !== null ? state.problem.sentence : null}
              address={view === 'namespaces' ? null : (health) => addressOf(view, healthPick(health))}
            />
          )
        })}
      </div>
      <ProblemList
        title="Needs attention"
        lines={linesOf(tables.workloads).map((row) => workloadLine(row, addressOf))}
        matched={tables.workloads.matched}
        href={addressOf('workloads', worst)}
        well="No workload is degraded or failed."
        unknown={whyUnknown(viewState(shapes.workloads.primary, tables.workloads, connection), tables.workloads)}
      />
      <ProblemList
        title="Nodes with trouble"
        lines={linesOf(tables.nodes).map((row) => nodeLine(row, addressOf))}
        matched={tables.nodes.matched}
        href={addressOf('nodes', worst)}
        well="No node reports pressure or a fault."
        unknown={whyUnknown(viewState(shapes.nodes.primary, tables.nodes, connection), tables.nodes)}
      />
    </div>
  )
}

function useTables(cluster: string, namespaces: readonly string[], initial: OverviewProps['initial']) {
  const workloads = useTable<WorkloadRow>(
    cluster,
    'workloads',
    overviewQuestions.workloads(namespaces),
    initial.workloads,
  )
  const pods = useTable(cluster, 'pods', overviewQuestions.pods(namespaces), initial.pods)
  const nodes = useTable<NodeRow>(cluster, 'nodes', overviewQuestions.nodes(), initial.nodes)
  const scoped = useTable(cluster, 'namespaces', overviewQuestions.namespaces(namespaces), initial.namespaces)
  useReportFreshness(workloads.freshness)
  useReportFreshness(pods.freshness)
  useReportFreshness(nodes.freshness)
  useReportFreshness(scoped.freshness)
  return { workloads, pods, nodes, namespaces: scoped, connection: useConnection() }
}

type AddressOf = (page: Page, edits: Readonly<Record<string, readonly string[]>>) => string

const worst = { 'facet.health': ['degraded', 'failed'] }

const healthPick = (health: Health | null) => ({ 'facet.health': health === null ? [] : [health] })

/** What keeps everything from being shown, when it is one and the same. */
function sameProblem(states: readonly ViewState[]): Problem | null {
  const [first, ...others] = states.map((state) => (state.state === 'broken' ? state.problem : null))
  return first && others.every((problem) => problem?.sentence === first.sentence) ? first : null
}

function linesOf<R extends Row>(table: LiveTable<R>): readonly R[] {
  return table.keys.flatMap((_, place) => table.rowAt(table.offset + place) ?? [])
}

const isKnown = ({ state }: ViewState) => ['live', 'stale', 'empty', 'no-match'].includes(state)

function whyUnknown(state: ViewState, { matched }: { readonly matched: number }): string | null {
  if (matched > 0 || isKnown(state)) return null
  return 'problem' in state && state.problem !== null ? state.problem.sentence : 'Loading'
}

function workloadLine(row: WorkloadRow, addressOf: AddressOf): ProblemLine {
  return {
    ...row,
    what: row.kind,
    where: row.namespace,
    extent: row.desired === null ? null : `${row.ready}/${row.desired} ready`,
    href: addressOf('workloads', { ...worst, row: [row.key] }),
  }
}

function nodeLine(row: NodeRow, addressOf: AddressOf): ProblemLine {
  return {
    ...row,
    what: 'Node',
    where: row.zone,
    extent: `${row.pods} pods`,
    href: addressOf('nodes', { ...worst, row: [row.key] }),
  }
}
