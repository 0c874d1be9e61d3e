import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { requireViewer, shownViewer } from '@/app/viewer'
import { Frame } from '@/components/frame/frame'
import { Lost } from '@/components/frame/lost'
import { LiveProvider } from '@/components/live/provider'
import { runtime } from '@/server/runtime'
import { type ClusterParams, clusterOf, drawnAt } from './asked'

interface Props extends ClusterParams {
  readonly children: ReactNode
}

export async function generateMetadata(props: ClusterParams): Promise<Metadata> {
  const cluster = await clusterOf(props)
  return { title: { template: `%s · ${cluster} · Quarterdeck`, default: cluster } }
}

export default async function ClusterLayout({ params, children }: Props) {
  const viewer = await requireViewer()
  const cluster = await clusterOf({ params })
  const clusters = runtime().clustersOf(viewer)
  // Not notFound(): thrown in a layout it makes an empty document, whose scripts the policy of app/script-policy.tsx is not before.
  if (!clusters.some(({ name }) => name === cluster)) return <Lost clusters={clusters} />
  return (
    <LiveProvider renderedAt={drawnAt()} viewer={viewer.id}>
      <Frame cluster={cluster} clusters={clusters} viewer={shownViewer(viewer)}>
        {children}
      </Frame>
    </LiveProvider>
  )
}
