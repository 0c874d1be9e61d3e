'use client'
import { useConnection } from '@/components/live/use-connection'
import { useTable } from '@/components/live/use-table'
import { pageAddress } from '@/components/ui/address'
import { List } from '@/components/ui/list/list'
import { useListQuery } from '@/components/ui/list/query'
import type { Answer } from '@/lib/live/message'
import { type PodRow, podsShape } from '@/lib/views/pods'
import { podColumns } from './columns'

const noun = { one: 'pod', many: 'pods' }

export function PodList({ cluster, initial }: { cluster: string; initial: Answer | undefined }) {
  const query = useListQuery(podsShape)
  const table = useTable<PodRow>(cluster, 'pods', query.question, initial)
  const connection = useConnection()
  return (
    <List
      cluster={cluster}
      view="pods"
      shape={podsShape}
      columns={podColumns}
      table={table}
      query={query}
      connection={connection}
      noun={noun}
      nameOf={(row) => `${row.namespace}/${row.name}`}
      targetOf={({ namespace, name }) => ({ resource: 'pod', namespace, name })}
      links={(row) => linksOf(cluster, row)}
    />
  )
}

function linksOf(cluster: string, { namespace, ownerName, node }: PodRow) {
  const link = (label: string, page: 'workloads' | 'nodes', query: Readonly<Record<string, string>>) => ({
    label,
    href: pageAddress(cluster, page, new URLSearchParams(query).toString()),
  })
  return [
    ...(ownerName === null ? [] : [link('Workload', 'workloads', { namespace, q: ownerName })]),
    ...(node === null ? [] : [link('Node', 'nodes', { q: node })]),
  ]
}
