'use client'
import { type ListDeclaration, LiveList, type LiveListProps } from '@/components/live/live-list'
import { ProblemsOf } from '@/components/live/problems-of'
import { type Named, objectAddress, pageAddress } from '@/components/ui/address'
import { type NodeRow, nodesShape } from '@/lib/views/nodes'
import { nodeColumns } from './columns'

const nodes: ListDeclaration<NodeRow> = {
  view: 'nodes',
  shape: nodesShape,
  columns: nodeColumns,
  noun: { one: 'node', many: 'nodes' },
  nameOf: ({ name }) => name,
  targetOf: ({ name }) => ({ resource: 'node', namespace: null, name }),
  addressOf: (cluster, row) => objectAddress(cluster, named(row)),
  linksOf: (cluster, { name }) => [
    { label: 'Pods', href: pageAddress(cluster, 'pods', new URLSearchParams({ 'facet.node': name }).toString()) },
  ],
  detailsOf: (cluster, row) => <ProblemsOf cluster={cluster} object={named(row)} />,
}

export const NodeList = (props: LiveListProps) => <LiveList of={nodes} {...props} />

const named = ({ name }: NodeRow): Named => ({ kind: 'Node', namespace: null, name })
