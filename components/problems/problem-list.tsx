'use client'
import type { ReactNode } from 'react'
import { type ListDeclaration, LiveList, type LiveListProps } from '@/components/live/live-list'
import { objectAddress } from '@/components/ui/address'
import { subjectOf } from '@/components/ui/problems/address'
import { causeTitle } from '@/components/ui/problems/cause'
import { SeverityMark, severityOf, severityWords } from '@/components/ui/problems/severity'
import { type ProblemRow, problemsShape } from '@/lib/views/problems'
import { problemColumns } from './columns'
import { ProblemPeek } from './problem-peek'

const problems: ListDeclaration<ProblemRow> = {
  view: 'problems',
  shape: problemsShape,
  columns: problemColumns,
  noun: { one: 'problem', many: 'problems' },
  nameOf: ({ namespace, name }) => (namespace === '' ? name : `${namespace}/${name}`),
  targetOf: (row) => ({ ...subjectOf(row), resource: row.kind.toLowerCase() }),
  addressOf: (cluster, row) => objectAddress(cluster, subjectOf(row)),
  linksOf: () => [],
  detailsOf: (cluster, row) => <ProblemPeek cluster={cluster} row={row} />,
  wordOf,
}

/** Everything that is wrong in the cluster, worst first. */
export const ProblemList = (props: LiveListProps) => <LiveList of={problems} {...props} />

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
