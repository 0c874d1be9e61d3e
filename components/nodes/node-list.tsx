'use client'
import { ProblemsOf } from '@/components/live/problems-of'
import { useConnection } from '@/components/live/use-connection'
import { useTable } from '@/components/live/use-table'
import { objectAddress, pageAddress } from '@/components/ui/address'
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
      details={(row) => <ProblemsOf cluster={cluster} object={{ kind: 'Node', namespace: null, name: row.name }} />}
      links={({ name }) => [
        { label: 'Open', href: objectAddress(cluster, { kind: 'Node', namespace: null, name }) ?? '' },
        { label: 'Pods', href: pageAddress(cluster, 'pods', new URLSearchParams({ 'facet.node': name }).toString()) },
      ]}
    />
  )
}
