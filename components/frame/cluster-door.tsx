import type { ReactNode } from 'react'
import { Wheel } from '@/components/ui/wheel'
import type { ClusterState } from '@/lib/live/message'
import { ClusterList } from './cluster-list'

export interface ClusterDoorProps {
  readonly title: string
  readonly clusters: readonly ClusterState[]
  readonly children: ReactNode
}

/** A page that belongs to no cluster: what is the matter, and the clusters that there are. */
export function ClusterDoor({ title, clusters, children }: ClusterDoorProps) {
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center gap-4 px-6 py-12">
      <Wheel size={40} />
      <h1 className="text-xl font-semibold tracking-tight break-words">{title}</h1>
      <div className="text-lg text-quiet empty:hidden">{children}</div>
      {clusters.length > 0 && (
        <nav aria-label="Clusters" className="-mx-2 border-t border-line pt-2">
          <ClusterList clusters={clusters} page="overview" />
        </nav>
      )}
    </main>
  )
}
