import type { Metadata } from 'next'
import { firstRows, type PageQuery } from '@/app/[cluster]/asked'
import { PodList } from '@/components/pods/pod-list'

export const metadata: Metadata = { title: 'Pods' }

export default async function PodsPage(props: PageQuery) {
  const { cluster, initial } = await firstRows('pods', props)
  return <PodList cluster={cluster} initial={initial} />
}
