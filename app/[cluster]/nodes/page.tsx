import type { Metadata } from 'next'
import { firstRows, type PageQuery } from '@/app/[cluster]/asked'
import { NodeList } from '@/components/nodes/node-list'

export const metadata: Metadata = { title: 'Nodes' }

export default async function NodesPage(props: PageQuery) {
  const { cluster, initial } = await firstRows('nodes', props)
  return <NodeList cluster={cluster} initial={initial} />
}
