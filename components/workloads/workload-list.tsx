'use client'
import { ProblemsOf } from '@/components/live/problems-of'
import { useConnection } from '@/components/live/use-connection'
import { useTable } from '@/components/live/use-table'
import { logsAddress, objectAddress } from '@/components/ui/address'
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
      details={(row) => <ProblemsOf cluster={cluster} object={row} />}
      links={(row) => [
        { label: 'Open', href: objectAddress(cluster, row) ?? '' },
        { label: 'Logs', href: logsAddress(cluster, logsOf(row)) },
        ...(row.kind === 'Pod' ? [] : [{ label: 'Pods', href: objectAddress(cluster, row, 'pods') ?? '' }]),
        { label: 'Events', href: objectAddress(cluster, row, 'events') ?? '' },
      ]}
    />
  )
}

const logsOf = ({ namespace, kind, name }: WorkloadRow): Readonly<Record<string, string>> =>
  kind === 'Pod' ? { namespace, pod: name } : { namespace, kind: kind.toLowerCase(), name }
