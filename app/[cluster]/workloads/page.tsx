import type { Metadata } from 'next'
import { firstRows, type PageQuery } from '@/app/[cluster]/asked'
import { WorkloadList } from '@/components/workloads/workload-list'

export const metadata: Metadata = { title: 'Workloads' }

export default async function WorkloadsPage(props: PageQuery) {
  const { cluster, initial } = await firstRows('workloads', props)
  return <WorkloadList cluster={cluster} initial={initial} />
}
