import type { Metadata } from 'next'
import { firstRow, objectOf } from '@/app/[cluster]/object-of'
import { NodeOverview } from '@/components/node/node-overview'
import { ObjectEvents } from '@/components/object/object-events'
import { ObjectPage } from '@/components/object/object-page'
import { ObjectYaml } from '@/components/object/object-yaml'
import { PodList } from '@/components/pods/pod-list'
import { readSegment } from '@/components/ui/address'

type Props = PageProps<'/[cluster]/nodes/[name]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: readSegment((await params).name) }
}

export default async function NodePage({ params }: Props) {
  const { cluster: segment, name } = await params
  const cluster = readSegment(segment)
  const address = objectOf('nodes', name)
  const object = { cluster, kind: 'Node', namespace: null, name: address.name }
  const pods = { namespaces: [], facets: { node: [address.name] } }
  const tabs = [
    { key: 'overview', label: 'Overview', panel: <NodeOverview /> },
    { key: 'pods', label: 'Pods', panel: <PodList cluster={cluster} initial={undefined} within={pods} />, fills: true },
    { key: 'events', label: 'Events', panel: <ObjectEvents {...object} withOwned={false} /> },
    { key: 'yaml', label: 'YAML', panel: <ObjectYaml /> },
  ]
  const initial = await firstRow(cluster, 'nodes', address)
  return <ObjectPage cluster={cluster} address={address} view="nodes" initial={initial} tabs={tabs} />
}
