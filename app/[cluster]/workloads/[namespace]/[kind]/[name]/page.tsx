import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { firstRow, objectOf } from '@/app/[cluster]/object-of'
import { LogView } from '@/components/logs/log-view'
import { AdviceList } from '@/components/object/advice'
import { ObjectEvents } from '@/components/object/object-events'
import { ObjectPage } from '@/components/object/object-page'
import { ObjectYaml } from '@/components/object/object-yaml'
import { Related } from '@/components/object/related'
import { PodsOf } from '@/components/pods/pods-of'
import { objectAddress, pageAddress, readSegment } from '@/components/ui/address'
import { WorkloadOverview } from '@/components/workload/workload-overview'
import { workloadKinds } from '@/lib/logs/log-question'
import { objectResources, resourceOfKind } from '@/lib/objects/object-address'

type Props = PageProps<'/[cluster]/workloads/[namespace]/[kind]/[name]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: readSegment((await params).name) }
}

export default async function WorkloadPage({ params }: Props) {
  const { cluster: segment, namespace, kind, name } = await params
  const cluster = readSegment(segment)
  const address = objectOf(resourceOfKind(kind), namespace, name)
  if (address.resource === 'nodes') notFound()
  if (address.resource === 'pods')
    redirect(objectAddress(cluster, { ...address, kind }) ?? pageAddress(cluster, 'pods'))
  const object = {
    cluster,
    kind: objectResources[address.resource].kind,
    namespace: address.namespace,
    name: address.name,
  }
  const logged = workloadKinds.find((known) => known === kind.toLowerCase())
  const logs = logged && { cluster, namespace: address.namespace ?? '', target: { kind: logged, name: address.name } }
  const around = (
    <>
      <Related />
      <AdviceList />
    </>
  )
  const tabs = [
    { key: 'overview', label: 'Overview', panel: <WorkloadOverview around={around} /> },
    { key: 'pods', label: 'Pods', panel: <PodsOf cluster={cluster} />, fills: true },
    { key: 'events', label: 'Events', panel: <ObjectEvents {...object} withOwned /> },
    ...(logs === undefined ? [] : [{ key: 'logs', label: 'Logs', panel: <LogView {...logs} />, fills: true }]),
    { key: 'yaml', label: 'YAML', panel: <ObjectYaml /> },
  ]
  const initial = await firstRow(cluster, 'workloads', address)
  return <ObjectPage cluster={cluster} address={address} view="workloads" initial={initial} tabs={tabs} />
}
