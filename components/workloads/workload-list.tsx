'use client'
import { useConnection } from '@/components/live/use-connection'
import { useTable } from '@/components/live/use-table'
import { pageAddress } from '@/components/ui/address'
import { List } from '@/components/ui/list/list'
import { useListQuery } from '@/components/ui/list/query'
import type { Answer } from '@/lib/live/message'
import { type WorkloadRow, workloadsShape } from '@/lib/views/workloads'
import { workloadColumns } from './columns'

const noun = { one: 'workload', many: 'workloads' }

export function WorkloadList({ cluster, initial }: { cluster: string; initial: Answer | undefined }) {
  const query = useListQuery(workloadsShape)
  const table = useTable<WorkloadRow>(cluster, 'workloads', query.question, initial)
  const connection = useConnection()
  return (
    <List
      cluster={cluster}
      view="workloads"
      shape={workloadsShape}
      columns={workloadColumns}
      table={table}
      query={query}
      connection={connection}
      noun={noun}
      nameOf={(row) => `${row.namespace}/${row.name}`}
      targetOf={({ kind, namespace, name }) => ({ resource: kind.toLowerCase(), namespace, name })}
      links={({ namespace, name }) => [
        { label: 'Pods', href: pageAddress(cluster, 'pods', new URLSearchParams({ namespace, q: name }).toString()) },
      ]}
    />
  )
}
