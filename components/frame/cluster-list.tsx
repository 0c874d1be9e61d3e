'use client'
import Link from 'next/link'
import { type Page, pageAddress, scopeOf } from '@/components/ui/address'
import { looks } from '@/components/ui/looks'
import { rememberedNamespaces } from '@/components/ui/remembered'
import type { ClusterState } from '@/lib/live/message'
import { ClusterMark, clusterWords } from './cluster-mark'

export interface ClusterListProps {
  readonly clusters: readonly ClusterState[]
  readonly here?: string
  readonly page: Page
  onGo?(): void
}

/** Every context of the kubeconfig with its own health; one that is down says why, and the rest goes on. */
export function ClusterList({ clusters, here, page, onGo }: ClusterListProps) {
  return (
    <ul className="w-80 max-w-full">
      {clusters.map((cluster) => (
        <li key={cluster.name}>
          <Link
            href={pageAddress(cluster.name, page)}
            prefetch={false}
            aria-current={cluster.name === here ? 'true' : undefined}
            className={`${looks.entry} items-start py-1.5 ${cluster.name === here ? 'bg-chosen' : ''}`}
            onClick={(event) => {
              event.currentTarget.href = pageAddress(cluster.name, page, rememberedScope(cluster.name))
              onGo?.()
            }}
          >
            <span className="mt-1">
              <ClusterMark state={cluster.state} />
            </span>
            <span className="min-w-0 grow">
              <span className="block font-mono break-all">{cluster.name}</span>
              {cluster.problem === null ? (
                <span className="block text-sm text-quiet">
                  {[clusterWords[cluster.state], cluster.version].filter(Boolean).join(' · ')}
                </span>
              ) : (
                <span className="block text-sm text-failed">{cluster.problem.sentence}</span>
              )}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

function rememberedScope(cluster: string): string {
  return scopeOf(new URLSearchParams(rememberedNamespaces(cluster).map((name) => ['namespace', name])))
}
