import type { Metadata } from 'next'
import { firstRow, objectOf } from '@/app/[cluster]/object-of'
import { LogView } from '@/components/logs/log-view'
import { ObjectEvents } from '@/components/object/object-events'
import { ObjectPage } from '@/components/object/object-page'
import { ObjectYaml } from '@/components/object/object-yaml'
import { Related } from '@/components/object/related'
import { PodOverview } from '@/components/pod/pod-overview'
import { readSegment } from '@/components/ui/address'

type Props = PageProps<'/[cluster]/pods/[namespace]/[name]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: readSegment((await params).name) }
}

export default async function PodPage({ params }: Props) {
  const { cluster: segment, namespace, name } = await params
  const cluster = readSegment(segment)
  const address = objectOf('pods', namespace, name)
  const object = { cluster, kind: 'Pod', namespace: address.namespace, name: address.name }
  const logs = { cluster, namespace: address.namespace ?? '', target: { pods: [address.name] } }
  const tabs = [
    { key: 'overview', label: 'Overview', panel: <PodOverview around={<Related />} /> },
    { key: 'events', label: 'Events', panel: <ObjectEvents {...object} withOwned={false} /> },
    { key: 'logs', label: 'Logs', panel: <LogView {...logs} />, fills: true },
    { key: 'yaml', label: 'YAML', panel: <ObjectYaml /> },
  ]
  const initial = await firstRow(cluster, 'pods', address)
  return <ObjectPage cluster={cluster} address={address} view="pods" initial={initial} tabs={tabs} />
}
