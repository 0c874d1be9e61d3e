'use client'
import type { ReactNode } from 'react'
import { useConnection } from '@/components/live/use-connection'
import { useTable } from '@/components/live/use-table'
import { objectAddress } from '@/components/ui/address'
import { List } from '@/components/ui/list/list'
import { useListQuery } from '@/components/ui/list/query'
import { subjectOf } from '@/components/ui/problems/address'
import { causeTitle } from '@/components/ui/problems/cause'
import { SeverityMark, severityOf, severityWords } from '@/components/ui/problems/severity'
import type { Answer } from '@/lib/live/message'
import { type ProblemRow, problemsShape } from '@/lib/views/problems'
import { problemColumns } from './columns'
import { ProblemPeek } from './problem-peek'

const noun = { one: 'problem', many: 'problems' }

/** Everything that is wrong in the cluster, worst first. */
export function ProblemList({ cluster, initial }: { cluster: string; initial: Answer | undefined }) {
  const query = useListQuery(problemsShape)
  const table = useTable<ProblemRow>(cluster, 'problems', query.question, initial)
  const connection = useConnection()
  return (
    <List
      cluster={cluster}
      view="problems"
      shape={problemsShape}
      columns={problemColumns}
      table={table}
      query={query}
      connection={connection}
      noun={noun}
      nameOf={({ namespace, name }) => (namespace === '' ? name : `${namespace}/${name}`)}
      targetOf={(row) => ({ ...subjectOf(row), resource: row.kind.toLowerCase() })}
      links={(row) => {
        const href = objectAddress(cluster, subjectOf(row))
        return href === undefined ? [] : [{ label: `Open ${row.kind}`, href }]
      }}
      details={(row) => <ProblemPeek cluster={cluster} row={row} />}
      wordOf={wordOf}
    />
  )
}

function wordOf(facet: string, value: string): ReactNode {
  if (facet === 'cause') return causeTitle(value)
  if (facet === 'namespace' && value === '') return '(of the cluster)'
  if (facet !== 'severity') return undefined
  const severity = severityOf(value)
  return (
    <span className="flex items-center gap-2">
      <SeverityMark severity={severity} />
      {severityWords[severity]}
    </span>
  )
}
