import type { Metadata } from 'next'
import { firstRows, type PageQuery } from '@/app/[cluster]/asked'
import { ProblemList } from '@/components/problems/problem-list'

export const metadata: Metadata = { title: 'Problems' }

export default async function ProblemsPage(props: PageQuery) {
  const { cluster, initial } = await firstRows('problems', props)
  return <ProblemList cluster={cluster} initial={initial} />
}
