import type { Metadata } from 'next'
import { Overview } from '@/components/overview/overview'
import { overviewQuestions } from '@/components/overview/questions'
import { clusterOf, firstAnswer, type PageQuery, queryOf } from './asked'

export const metadata: Metadata = { title: 'Overview' }

export default async function OverviewPage(props: PageQuery) {
  const cluster = await clusterOf(props)
  const namespaces = (await queryOf(props)).getAll('namespace').sort()
  const [workloads, pods, nodes, scoped, problems] = await Promise.all([
    firstAnswer(cluster, 'workloads', overviewQuestions.workloads(namespaces)),
    firstAnswer(cluster, 'pods', overviewQuestions.pods(namespaces)),
    firstAnswer(cluster, 'nodes', overviewQuestions.nodes()),
    firstAnswer(cluster, 'namespaces', overviewQuestions.namespaces(namespaces)),
    firstAnswer(cluster, 'problems', overviewQuestions.problems(namespaces)),
  ])
  const known = { workloads, pods, nodes, namespaces: scoped, problems }
  return <Overview cluster={cluster} initial={known} />
}
