'use client'
import { usePathname } from 'next/navigation'
import { pages, readSegment } from '@/components/ui/address'
import type { ClusterState } from '@/lib/live/message'
import { ClusterDoor } from './cluster-door'

/** Says what is wrong with an address, and where one can go instead. */
export function Lost({ clusters }: { clusters: readonly ClusterState[] }) {
  const [, cluster = '', page] = usePathname().split('/').map(readSegment)
  const known = clusters.some(({ name }) => name === cluster)
  const title = known ? `There is no page “${page ?? ''}”` : `There is no cluster “${cluster}”`
  return (
    <ClusterDoor title={title} clusters={clusters}>
      {known ? `A cluster has these pages: ${pages.join(', ')}.` : 'These are the clusters of the kubeconfig:'}
    </ClusterDoor>
  )
}
