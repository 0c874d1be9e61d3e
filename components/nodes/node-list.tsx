'use client'
import { useConnection } from '@/components/live/use-connection'
import { useTable } from '@/components/live/use-table'
import { pageAddress } from '@/components/ui/address'
import { List } from '@/components/ui/list/list'
import { useListQuery } from '@/components/ui/list/query'
import type { Answer } from '@/lib/live/message'
import { type NodeRow, nodesShape } from '@/lib/views/nodes'
import { nodeColumns } from './columns'

const noun = { one: 'node', many: 'nodes' }

export function NodeList({ cluster, initial }: { cluster: string; initial: Answer | undefined }) {
  const query = useListQuery(nodesShape)
  const table = useTable<NodeRow>(cluster, 'nodes', query.question, initial)
  const connection = useConnection()
  return (
    <List
      cluster={cluster}
      view="nodes"
      shape={nodesShape}
      columns={nodeColumns}
      table={table}
      query={query}
      connection={connection}
      noun={noun}
      nameOf={(row) => row.name}
      targetOf={({ name }) => ({ resource: 'node', namespace: null, name })}
      links={({ name }) => [
        { label: 'Pods', href: pageAddress(cluster, 'pods', new URLSearchParams({ 'facet.node': name }).toString()) },
      ]}
    />
  )
}
